-- Raw clicks, written by the fast lane alone. `seq` follows the order of commits. No address is stored; `visitor` is a
-- keyed hash whose salt is forgotten each day, and the column is emptied when it goes. `link_id` 0 with a `code`: a
-- genuine code whose link is not known (yet).
create table click(
  seq BIGINT primary key,
  id BYTES not null,
  link_id BIGINT not null,
  code BIGINT,
  at BIGINT not null,
  class BIGINT not null,
  network TEXT not null,
  host TEXT not null,
  device BIGINT not null,
  country TEXT not null,
  visitor BYTES
) STRICT;
create index click_orphan on click(code) where code is not null;

-- Up to here the visitors of days that are over have been emptied.
create table visitors_forgotten(
  only_one BIGINT primary key check (only_one = 1),
  seq BIGINT not null
) STRICT;
insert into visitors_forgotten(only_one, seq) values (1, 0);
