-- What there is to share. Persons are named without a foreign key: erasing somebody never waits for a story.
create table theme(
  id BIGINT primary key,
  name_fr TEXT not null,
  name_en TEXT not null,
  colour TEXT not null check (colour in ('sapin', 'miel', 'peche', 'ardoise', 'prune')),
  made_at BIGINT not null
) STRICT;
create unique index theme_name_fr on theme(name_fr);

-- A file in the blob folder that may be served, with what it is; the name of the file is its SHA-256.
create table media_file(
  sha256 TEXT primary key,
  type TEXT not null,
  bytes BIGINT not null,
  attachment_name TEXT
) STRICT;

-- A picture (drawn anew in three shapes) or a document (kept as it is, served as an attachment only).
create table media(
  id BIGINT primary key,
  kind TEXT not null check (kind in ('picture', 'document')),
  name TEXT not null,
  alt TEXT not null,
  sha256 TEXT not null references media_file(sha256),
  cover_sha256 TEXT references media_file(sha256),
  wide_sha256 TEXT references media_file(sha256),
  width BIGINT,
  height BIGINT,
  bytes BIGINT not null,
  made_at BIGINT not null,
  made_by BIGINT
) STRICT;
create index media_made_by on media(made_by, made_at);

-- `claimed_stance` is what the editor said, `stance` what counts (own hosts: company until seconded). `visible_from` is
-- the later of publication and embargo. `marks` holds themes and audience once more, so that a feed reads one row a
-- story; `restricted` spares the audience test where all may see it.
create table story(
  id BIGINT primary key,
  state TEXT not null check (state in ('draft', 'published', 'withdrawn')),
  kind TEXT not null,
  claimed_stance TEXT not null check (claimed_stance in ('useful', 'company')),
  stance TEXT not null check (stance in ('useful', 'company')),
  stance_reason TEXT not null,
  seconded BIGINT not null default 0 check (seconded in (0, 1)),
  title TEXT not null,
  summary TEXT not null,
  why TEXT not null,
  address TEXT,
  address_key TEXT,
  own_host BIGINT not null default 0 check (own_host in (0, 1)),
  site_name TEXT not null,
  language TEXT not null,
  reading_minutes BIGINT,
  picture_id BIGINT references media(id),
  document_id BIGINT references media(id),
  restricted BIGINT not null check (restricted in (0, 1)),
  marks TEXT not null,
  embargo_until BIGINT,
  expires_at BIGINT,
  published_at BIGINT,
  visible_from BIGINT,
  shared_class BIGINT not null default 0,
  version BIGINT not null,
  made_at BIGINT not null,
  made_by BIGINT,
  changed_at BIGINT not null
) STRICT;
create index story_newest on story(state, visible_from, id);
create index story_changed on story(state, changed_at, id);
create index story_address on story(address_key);
create index story_made_by on story(made_by);

-- What happened to a story, for good: each publication and withdrawal is a dated row.
create table story_history(
  id BIGINT primary key,
  story_id BIGINT not null references story(id),
  version BIGINT not null,
  change TEXT not null check (change in ('made', 'edited', 'published', 'withdrawn', 'relabelled')),
  content TEXT not null,
  at BIGINT not null,
  turn BIGINT not null,
  person_id BIGINT,
  unique (story_id, turn)
) STRICT;
create index story_history_person on story_history(person_id);

-- The stance changed by a person, logged (promises.md 27).
create table story_relabel(
  id BIGINT primary key,
  story_id BIGINT not null references story(id),
  stance TEXT not null,
  at BIGINT not null,
  turn BIGINT not null,
  person_id BIGINT,
  unique (story_id, turn)
) STRICT;
create index story_relabel_person on story_relabel(person_id);

create table story_theme(
  story_id BIGINT not null references story(id),
  theme_id BIGINT not null references theme(id),
  place BIGINT not null,
  primary key (story_id, theme_id)
) STRICT;
create index story_theme_theme on story_theme(theme_id, story_id);

-- Published stories under each audience lane ("*/*", "*/fr", "g12/*") and under each theme ("t7"), newest found first
-- by one index: a feed asks its dozen lanes and never scans.
create table story_lane(
  lane TEXT not null,
  visible_from BIGINT not null,
  story_id BIGINT not null references story(id),
  primary key (lane, visible_from, story_id)
) STRICT;
create index story_lane_story on story_lane(story_id, lane);

create table variant(
  id BIGINT primary key,
  story_id BIGINT not null references story(id),
  network TEXT,
  language TEXT not null,
  label TEXT not null,
  text TEXT not null,
  place BIGINT not null
) STRICT;
create index variant_story on variant(story_id, place);
