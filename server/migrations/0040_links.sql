-- A link redirects for ever: no row is deleted, its destination never changes. `code` is 64 random bits; its keyed check
-- is computed. `person_id` is the person whose share it is, and goes when that person leaves.
create table link(
  id BIGINT primary key,
  code BIGINT not null unique,
  destination TEXT not null,
  network TEXT not null,
  pass_query BIGINT not null check (pass_query in (0, 1)),
  person_id BIGINT,
  made_at BIGINT not null,
  closed_at BIGINT,
  proved_at BIGINT
) STRICT;
create index link_person on link(person_id) where person_id is not null;

-- Counts that advance by the sequence of the raw rows, and can be rebuilt from them. `class` as in the click store.
create table click_position(
  only_one BIGINT primary key check (only_one = 1),
  seq BIGINT not null
) STRICT;
insert into click_position(only_one, seq) values (1, 0);

create table click_hour(
  link_id BIGINT not null,
  hour BIGINT not null,
  network TEXT not null,
  people BIGINT not null,
  filtered BIGINT not null,
  primary key (link_id, hour, network)
) STRICT;

create table click_day(
  link_id BIGINT not null,
  day BIGINT not null,
  network TEXT not null,
  host TEXT not null,
  class BIGINT not null,
  clicks BIGINT not null,
  primary key (link_id, day, network, host, class)
) STRICT;

-- Hours in which a reader was redirected before the click was durable.
create table incomplete_hour(
  hour BIGINT primary key,
  marked_at BIGINT not null
) STRICT;
