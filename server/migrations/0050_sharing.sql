-- What a person writes before it goes out: theirs alone, gone once shared.
create table draft (
  person_id BIGINT not null,
  story_id BIGINT not null,
  network TEXT not null,
  text TEXT not null,
  saved_at BIGINT not null,
  primary key (person_id, story_id, network)
) STRICT;

-- One story, one person, one network, one text, one time. After its author has left, person_id holds a random key
-- that stands for nobody, the text is empty, and the counts of closed periods stay what they were.
-- `turn` counts how often the person wanted this story on this network: the unique key makes a double tap one share.
create table share (
  id BIGINT primary key,
  person_id BIGINT not null,
  story_id BIGINT not null,
  story_version BIGINT not null,
  network TEXT not null,
  turn BIGINT not null,
  text TEXT not null,
  link_id BIGINT,
  server TEXT,
  originality BIGINT not null,
  group_id BIGINT,
  site_id BIGINT,
  local_day BIGINT not null,
  opened_at BIGINT not null,
  unique (person_id, story_id, network, turn)
) STRICT;
create index share_by_person on share (person_id, id);
create index share_by_story on share (story_id, opened_at);
create index share_by_link on share (link_id);

-- What the person said afterwards, each time they said it; the last one counts.
create table share_outcome (
  share_id BIGINT not null,
  said BIGINT not null,
  outcome TEXT not null,
  at BIGINT not null,
  primary key (share_id, said)
) STRICT;

create table share_deletion (
  share_id BIGINT primary key,
  at BIGINT not null
) STRICT;

-- What its author still sees, with the last word they said of it.
create view told_share as
select s.id, s.person_id, s.story_id, s.story_version, s.network, s.turn, s.text, s.link_id, s.server, s.originality,
  s.group_id, s.site_id, s.local_day, s.opened_at, o.outcome as outcome, o.at as said_at
from share s
left join share_outcome o on o.share_id = s.id
  and o.said = (select max(last.said) from share_outcome last where last.share_id = s.id)
where not exists (select 1 from share_deletion d where d.share_id = s.id);

-- The originality meter's index, written anew each night: signatures from which no text can be read, and an author
-- number that is drawn anew with each build and tells only two people apart.
create table published_signature (
  id BIGINT primary key,
  story_id BIGINT not null,
  author BIGINT not null,
  signature BYTES not null
) STRICT;
create index published_signature_by_story on published_signature (story_id);

-- Closed each night, in classes: 5, 10, 20 or 50 people and more; nothing below 5 is kept.
create table story_sharing_class (
  story_id BIGINT primary key,
  people BIGINT not null
) STRICT;
create table variant_use_class (
  variant_id BIGINT primary key,
  people BIGINT not null
) STRICT;
create table sharing_close (
  day BIGINT primary key
) STRICT;
