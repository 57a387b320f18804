-- Raw clicks, written by the fast lane alone. `seq` follows the order of commits. No address is stored; `visitor` is a
-- keyed hash whose salt is forgotten each day, and the column is emptied when it goes. `link_id` 0 with a `code`: a
-- genuine code whose link is not known (yet). `id` is random: a batch may be sent again after any doubt.
create table click(
  seq bigint generated always as identity primary key,
  id bytea not null unique,
  link_id bigint not null,
  code bigint,
  at bigint not null,
  class bigint not null,
  network text not null,
  host text not null,
  device bigint not null,
  country text not null,
  visitor bytea
);
create index click_orphan on click(code) where code is not null;

-- Up to here the visitors of days that are over have been emptied.
create table visitors_forgotten(
  only_one bigint primary key check (only_one = 1),
  seq bigint not null
);
insert into visitors_forgotten(only_one, seq) values (1, 0);
