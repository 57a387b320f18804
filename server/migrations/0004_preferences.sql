-- What a person chose for herself, one JSON value a key.
create table preference(
  person_id BIGINT not null references person(id),
  key TEXT not null,
  value TEXT not null,
  at BIGINT not null,
  primary key (person_id, key)
) STRICT;
