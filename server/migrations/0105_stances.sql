-- In what way a story is useful or about the company, and what it is wished for; empty: not said.
alter table story add column stance_tag TEXT not null default '';
alter table story add column objective TEXT not null default '';

-- A story in further languages: each has its own words, and its own page where the story leads to one.
create table story_original(
  story_id BIGINT not null references story(id),
  language TEXT not null,
  title TEXT not null,
  summary TEXT not null,
  address TEXT,
  address_key TEXT,
  site_name TEXT not null,
  place BIGINT not null,
  primary key (story_id, language)
) STRICT;
create index story_original_address on story_original(address_key);
