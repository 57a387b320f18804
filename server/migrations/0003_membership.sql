-- Membership is a person's own act: the charter is one purpose of an append-only register, current state is a query.
create table charter_version(
  version BIGINT primary key,
  at BIGINT not null,
  author_id BIGINT
) STRICT;

create table charter_text(
  version BIGINT not null references charter_version(version),
  language TEXT not null,
  title TEXT not null,
  body TEXT not null,
  primary key (version, language)
) STRICT;

-- Dated rows: the guide of a share is the one in force that day.
create table guide_text(
  id BIGINT primary key,
  language TEXT not null,
  dos TEXT not null,               -- JSON list
  donts TEXT not null,
  body TEXT not null,
  at BIGINT not null,
  author_id BIGINT
) STRICT;
create index guide_text_language on guide_text(language, id);

create table consent_event(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  purpose TEXT not null,
  text_version TEXT not null,
  given BIGINT not null check (given in (0, 1)),
  at BIGINT not null,
  channel TEXT not null
) STRICT;
create index consent_event_person on consent_event(person_id, purpose, id);

-- One row an invitation. What became of it is for that person alone.
create table invitation(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  invited_by BIGINT not null,
  channel TEXT not null check (channel in ('mail', 'link', 'reminder')),
  token_hash BYTES not null unique,
  made_at BIGINT not null,
  ends_at BIGINT not null,
  answered_at BIGINT,
  browser_hash BYTES,              -- the browser that said yes: until the charter, it alone may come back
  remind_on TEXT                   -- the one reminder somebody asked for, a day
) STRICT;
create index invitation_person on invitation(person_id);
create index invitation_reminder on invitation(remind_on) where remind_on is not null;

-- An administrator may make one link a person; the row stays when the invitation is gone, so that there is one.
create table invitation_link_made(
  person_id BIGINT primary key references person(id),
  made_by BIGINT not null,
  at BIGINT not null
) STRICT;

-- A no holds twelve months. The hash is keyed, so that nobody can try the staff list through, and outlives the
-- directory's row, so that the next import cannot ask again.
create table refusal(
  email_hash BYTES primary key,
  ends_at BIGINT not null
) STRICT;
