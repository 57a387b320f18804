-- How somebody comes in. Words that open a door are kept as SHA-256 only; no address of a reader is kept anywhere.
create table session(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  token_hash BYTES not null unique,
  origin TEXT not null check (origin in ('password', 'link', 'invitation', 'setup', 'join')),
  browser TEXT not null,           -- "Firefox, Linux": a class, not a fingerprint
  made_at BIGINT not null,
  seen_at BIGINT not null,         -- by day for members, by hour where the idle limit is in hours
  ends_at BIGINT not null
) STRICT;
create index session_person on session(person_id);

create table password(
  person_id BIGINT primary key references person(id),
  hash TEXT not null,
  set_at BIGINT not null
) STRICT;

-- Works once, for one hour, in the browser that asked. For an unknown address the row is written all the same, with
-- nobody in it, so that asking takes the same time.
create table sign_in_link(
  token_hash BYTES primary key,
  browser_hash BYTES not null,
  purpose TEXT not null check (purpose in ('sign_in', 'join')),
  person_id BIGINT references person(id),
  sealed_email BYTES,              -- of somebody who wants to join and is not known yet
  language TEXT not null,
  made_at BIGINT not null,
  ends_at BIGINT not null,
  used_at BIGINT
) STRICT;
create index sign_in_link_end on sign_in_link(ends_at);

-- Browsers a person has signed in with: a new one is told to the person.
create table known_browser(
  person_id BIGINT not null references person(id),
  browser_hash BYTES not null,
  first_day BIGINT not null,
  primary key (person_id, browser_hash)
) STRICT;

create table setup_link(
  token_hash BYTES primary key,
  made_at BIGINT not null,
  ends_at BIGINT not null,
  used_at BIGINT
) STRICT;

-- What the product tells one person inside the app.
create table notice(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  code TEXT not null,
  details TEXT not null,           -- JSON object of values for the message
  at BIGINT not null,
  seen_at BIGINT
) STRICT;
create index notice_person on notice(person_id, at);
