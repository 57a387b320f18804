-- The links that somebody waits for before the screen are found without reading past a wave of invitations.
create index outbox_urgent on outbox(due_at) where sealed is not null and kind in ('sign_in', 'join');
