-- What every request and every job leans on.
create table organisation_identity(
  only_one BIGINT primary key check (only_one = 1),
  id TEXT not null,
  made_at BIGINT not null
) STRICT;

create table idempotency(
  person_id BIGINT not null,
  route TEXT not null,
  key TEXT not null,
  body_hash TEXT not null,
  answer TEXT not null,
  at BIGINT not null,
  primary key (person_id, route, key)
) STRICT;
create index idempotency_at on idempotency(at);

-- A job is taken by a lease that expires; payload is ids. `unique_key` keeps one waiting job of its name.
create table job(
  id BIGINT primary key,
  kind TEXT not null,
  payload TEXT not null,
  unique_key TEXT unique,
  run_at BIGINT not null,
  leased_until BIGINT not null default 0,
  lease TEXT not null default '',
  attempts BIGINT not null default 0,
  dead_at BIGINT,
  failure TEXT not null default ''
) STRICT;
create index job_due on job(run_at) where dead_at is null;
