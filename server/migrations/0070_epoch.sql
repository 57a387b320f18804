-- A restore opens an epoch: nothing that was decided before it goes out by itself (promises.md 3). `taken_at` is when the
-- backup was made that everything before it comes from.
create table epoch(
  number BIGINT primary key,
  reason TEXT not null,
  opened_at BIGINT not null,
  taken_at BIGINT not null
) STRICT;
