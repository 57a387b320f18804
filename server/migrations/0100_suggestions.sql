-- What members propose from the field. Until an editor decides it is the proposer's own and can be taken back; what
-- became of it afterwards is read from its story, so that the two never disagree. `page_…` is what the page says of
-- itself, read by a job. `held`: a trusted contributor would have published it, and the organisation wants four eyes.
create table suggestion(
  id BIGINT primary key,
  person_id BIGINT,
  at BIGINT not null,
  address TEXT,
  title TEXT not null,
  words TEXT not null,
  picture_id BIGINT references media(id),
  language TEXT not null,
  page_title TEXT not null default '',
  page_summary TEXT not null default '',
  page_kind TEXT not null default '',
  page_site TEXT not null default '',
  page_minutes BIGINT,
  named BIGINT not null check (named in (0, 1)),
  held BIGINT not null check (held in (0, 1)),
  decision TEXT check (decision in ('kept', 'published', 'refused')),
  decided_at BIGINT,
  decided_by BIGINT,
  reason TEXT not null default '',
  story_id BIGINT references story(id),
  made_story BIGINT not null default 0 check (made_story in (0, 1)),
  seen_at BIGINT not null
) STRICT;
create index suggestion_person on suggestion(person_id, at, id);
create index suggestion_newest on suggestion(decision, at, id);
create index suggestion_story on suggestion(story_id);
create index suggestion_decider on suggestion(decided_by);
create index suggestion_picture on suggestion(picture_id);

-- Who publishes directly, since enough of what they proposed was published. `suggestion_id` is the one that earned it:
-- taking that publication back takes this back too. Ended by a lead, the row stays, so that it is not earned again by
-- itself. `seen`: the person has read of it.
create table contributor(
  person_id BIGINT primary key,
  from_at BIGINT not null,
  suggestion_id BIGINT,
  ended_at BIGINT,
  ended_by BIGINT,
  seen BIGINT not null check (seen in (0, 1))
) STRICT;
create index contributor_suggestion on contributor(suggestion_id);

-- How the library is run: dated, authored rows; the newest is in force.
create table library_rules(
  turn BIGINT primary key,
  four_eyes BIGINT not null check (four_eyes in (0, 1)),
  trusted_after BIGINT not null,
  at BIGINT not null,
  author_id BIGINT
) STRICT;
