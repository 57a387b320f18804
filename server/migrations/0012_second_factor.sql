-- The second factor of a sign-in: a secret shared with an authenticator app (RFC 6238), sealed under a key that lies
-- outside this database, and ten codes on paper for a lost phone.
create table second_factor(
  person_id BIGINT primary key references person(id),
  sealed_secret BYTES,             -- in force; null while the first one waits for its code
  sealed_next BYTES,               -- shown once, in force when its first code was right
  last_step BIGINT not null,       -- the 30 s step of the newest code used: none opens twice
  set_at BIGINT
) STRICT;

create table recovery_code(
  code_hash BYTES primary key,     -- keyed: a code is short enough to be tried through
  person_id BIGINT not null references person(id),
  used_at BIGINT
) STRICT;
create index recovery_code_person on recovery_code(person_id);

-- 1: the password was right and the second factor is still asked for; such a session opens nothing else.
alter table session add column pending BIGINT not null default 0;
