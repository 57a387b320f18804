-- What somebody must learn at once because it may be another's doing is found as quickly as the links that are waited for.
drop index outbox_urgent;
create index outbox_urgent on outbox(due_at) where sealed is not null and kind in ('sign_in', 'join', 'new_browser',
  'password_changed', 'email_changed', 'second_factor_set', 'second_factor_removed');
