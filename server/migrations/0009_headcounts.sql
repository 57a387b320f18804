-- Facts of a night: how many people the directory holds, so that the rate of a day stays that day's.
create table headcount(
  day BIGINT not null,
  group_id BIGINT not null,        -- 0: in no group
  site_id BIGINT not null,         -- 0: at no site
  people BIGINT not null,
  primary key (day, group_id, site_id)
) STRICT;
