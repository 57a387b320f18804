-- What the operator was asked for by a person: a file of what is held on them, or their erasure. Whoever serves the
-- organisation does it; the row is gone when the answer was read, or a day later.
create table person_request(
  id BIGINT primary key,
  kind TEXT not null check (kind in ('export', 'erase')),
  sealed_email BYTES not null,     -- whom it is about: a name that nobody has looks the same
  seal_to BYTES,                   -- the public key of data protection, where the answer is for them
  made_at BIGINT not null,
  done_at BIGINT,
  refusal TEXT not null default '',
  said TEXT not null default '',   -- the same words whoever it is about
  sealed BYTES                     -- to that key
) STRICT;

-- A file that waits for its person: sealed to a key of its own, which is sealed to the master key. Opened once, then
-- gone with its key.
create table prepared_file(
  id BIGINT primary key,
  person_id BIGINT not null unique references person(id),
  sealed_key BYTES not null,
  sealed BYTES not null,
  made_at BIGINT not null,
  ends_at BIGINT not null
) STRICT;
