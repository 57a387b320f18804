-- The directory: who the organisation knows, where they work and with whom. Nothing here says who takes part.
create table zone(
  id BIGINT primary key,
  name TEXT not null,
  name_key TEXT not null unique,   -- a country's code in lower case, or a region's folded name
  parent_id BIGINT references zone(id)
) STRICT;

create table site(
  id BIGINT primary key,
  name TEXT not null,
  name_key TEXT not null,
  country TEXT not null,           -- ISO 3166-1 alpha-2, or empty
  time_zone TEXT not null,         -- IANA name
  zone_id BIGINT references zone(id),
  unique (name_key, country)
) STRICT;

create table job_family(
  id BIGINT primary key,
  name TEXT not null,
  name_key TEXT not null unique
) STRICT;

create table org_group(
  id BIGINT primary key,
  name TEXT not null,
  made_at BIGINT not null
) STRICT;

-- Dated parents, so that the figure of a day keeps that day's tree.
create table group_parent(
  group_id BIGINT not null references org_group(id),
  parent_id BIGINT references org_group(id),
  from_at BIGINT not null,
  until_at BIGINT
) STRICT;
create unique index group_parent_now on group_parent(group_id) where until_at is null;

create table person(
  id BIGINT primary key,
  name TEXT not null,
  email TEXT not null,
  email_key TEXT not null unique,
  search_key TEXT not null,        -- folded " name e-mail", each word after a space
  language TEXT not null,
  country TEXT not null,
  site_id BIGINT references site(id),
  job_family_id BIGINT references job_family(id),
  status TEXT not null check (status in ('employee', 'partner', 'agent')),
  made_at BIGINT not null,
  -- In the directory since; null: known by their own act only (promises.md 4: pickers and imports must not show them).
  listed_at BIGINT,
  erased_at BIGINT
) STRICT;
create index person_search on person(search_key) where listed_at is not null;
create index person_site on person(site_id);

-- One group at a time, dated: a share of last year stays with last year's group.
create table group_membership(
  person_id BIGINT not null references person(id),
  group_id BIGINT not null references org_group(id),
  from_at BIGINT not null,
  until_at BIGINT
) STRICT;
create unique index group_membership_now on group_membership(person_id) where until_at is null;
create index group_membership_group on group_membership(group_id, until_at);

-- Everybody who accepted the charter is a member; the other roles are granted, and dated.
create table role_grant(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  role TEXT not null check (role in ('editor', 'lead', 'administrator')),
  from_at BIGINT not null,
  until_at BIGINT,
  granted_by BIGINT,
  ended_by BIGINT
) STRICT;
create unique index role_grant_now on role_grant(person_id, role) where until_at is null;
