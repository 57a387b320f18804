-- Who did what, in a hash chain: a changed or missing row is found by recomputing. No address, no secret.
create table audit(
  number BIGINT primary key,
  at BIGINT not null,
  actor_id BIGINT,                 -- null: the system or the command line
  action TEXT not null,
  subject TEXT not null,
  detail TEXT not null,
  previous BYTES not null,
  hash BYTES not null
) STRICT;
