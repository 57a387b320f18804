-- Passkeys (W3C Web Authentication): the public half of a key that never leaves its owner's device or keychain. Public,
-- so nothing here is sealed; a copy of this table signs nobody in.
create table passkey(
  id BIGINT primary key,
  credential BYTES not null unique,
  person_id BIGINT not null references person(id),
  public_key BYTES not null,       -- SubjectPublicKeyInfo, DER
  sign_count BIGINT not null,
  name TEXT not null,              -- its owner's word for it
  made_at BIGINT not null,
  used_day BIGINT                  -- days since 1970-01-01: no trace of hours
) STRICT;
create index passkey_person on passkey(person_id);

-- A challenge opens once. They are made without being written; the used ones are kept until they would have expired.
create table used_challenge(
  challenge BYTES primary key,
  ends_at BIGINT not null
) STRICT;

-- The letters about passkeys go out as quickly as all about security.
drop index outbox_urgent;
create index outbox_urgent on outbox(due_at) where sealed is not null and kind in ('sign_in', 'join', 'new_browser',
  'password_changed', 'email_changed', 'second_factor_set', 'second_factor_removed', 'passkey_added', 'passkey_removed');

-- A session may now begin with a passkey. SQLite changes no check in place: the table is written anew.
create table session_anew(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  token_hash BYTES not null unique,
  origin TEXT not null check (origin in ('password', 'link', 'invitation', 'setup', 'join', 'passkey')),
  browser TEXT not null,
  made_at BIGINT not null,
  seen_at BIGINT not null,
  ends_at BIGINT not null,
  pending BIGINT not null default 0
) STRICT;
insert into session_anew(id, person_id, token_hash, origin, browser, made_at, seen_at, ends_at, pending)
  select id, person_id, token_hash, origin, browser, made_at, seen_at, ends_at, pending from session;
drop table session;
alter table session_anew rename to session;
create index session_person on session(person_id);
