-- What a lead or an administrator decides: dated, authored rows; the newest of a key is in force.
create table setting(
  id BIGINT primary key,
  key TEXT not null,
  value TEXT not null,             -- JSON
  at BIGINT not null,
  author_id BIGINT
) STRICT;
create index setting_key on setting(key, id);
