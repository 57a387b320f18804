-- What was deleted because its time was over, a kind and a day. Shown by month, never below five, since a session that
-- ended is somebody's.
create table retention_count(
  day BIGINT not null,
  kind TEXT not null,
  deleted BIGINT not null,
  primary key (day, kind)
) STRICT;

-- Clicks of days before this one are kept as counts only: the counts are not made from the raw rows any more.
create table click_seal(
  only_one BIGINT primary key check (only_one = 1),
  before_day BIGINT not null
) STRICT;
insert into click_seal(only_one, before_day) values (1, 0);
