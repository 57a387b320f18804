-- Groups and sites can end; the row stays, because shares, headcounts and last year's memberships name it.
alter table org_group add column ended_at BIGINT;
alter table site add column ended_at BIGINT;

-- A zone is a country, named in each reader's language, or a region with a name of its own.
alter table zone add column country TEXT not null default '';
update zone set country = name where length(name) = 2;
create index zone_parent on zone(parent_id);
create index site_zone on site(zone_id);
create index person_job_family on person(job_family_id);

-- The last day of a partner, in days since 1970; null: none was said.
alter table person add column ends_day BIGINT;
alter table import_row add column ends_day BIGINT not null default 0;
