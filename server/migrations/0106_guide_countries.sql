-- The guide is general (no country) or of one country, and versioned: each saving is a version, and a language that it
-- leaves out keeps the text it had. A country whose guide has ended reads the general one again.
alter table guide_text add column country TEXT not null default '';
alter table guide_text add column version BIGINT not null default 1;
create table guide_version(
  country TEXT not null,
  version BIGINT not null,
  at BIGINT not null,
  author_id BIGINT,
  ended BIGINT not null check (ended in (0, 1)),
  primary key (country, version)
) STRICT;
-- Version 1 is the text that a programme starts with.
update guide_text set version = 1 + (select count(distinct earlier.at) from guide_text earlier where earlier.at <= guide_text.at);
insert into guide_version(country, version, at, author_id, ended)
select '', version, min(at), min(author_id), 0 from guide_text group by version;
create index guide_text_country on guide_text(country, language, version);
