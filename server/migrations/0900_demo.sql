-- This organisation is the fictional one. Without `filled_at` its filling was broken off.
create table demo_mark(
  only_one BIGINT primary key check (only_one = 1),
  begun_at BIGINT not null,
  filled_at BIGINT
) STRICT;
