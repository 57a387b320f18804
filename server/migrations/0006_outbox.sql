-- A mail is a row first. Whom it goes to and what it says is sealed, and erased once it is sent; what can be seen is
-- kind, day and state.
create table outbox(
  id BIGINT primary key,
  kind TEXT not null,
  day BIGINT not null,
  state TEXT not null check (state in ('queued', 'no_mail_server', 'sent', 'failed', 'expired')),
  person_id BIGINT,                -- cleared with the body
  sealed BYTES,
  attempts BIGINT not null default 0,
  due_at BIGINT not null,
  useful_until BIGINT not null,
  leased_until BIGINT not null default 0,
  failure TEXT not null default ''
) STRICT;
create index outbox_due on outbox(due_at) where sealed is not null;
create index outbox_person on outbox(person_id) where person_id is not null;
create index outbox_day on outbox(day);
