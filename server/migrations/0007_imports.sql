-- A file waiting for its confirmation, and the rows of the one being read. Both are emptied when it is done.
create table import_preview(
  id BIGINT primary key,
  made_by BIGINT not null,
  made_at BIGINT not null,
  ends_at BIGINT not null,
  sealed BYTES not null
) STRICT;

create table import_row(
  import_id BIGINT not null,
  line BIGINT not null,
  column_number BIGINT not null,
  new_id BIGINT not null,
  name TEXT not null,
  email TEXT not null,
  email_key TEXT not null,
  search_key TEXT not null,
  language TEXT not null,
  country TEXT not null,
  status TEXT not null,
  group_id BIGINT not null,        -- 0: none
  site_id BIGINT not null,
  job_family_id BIGINT not null,
  change TEXT not null default '',
  primary key (import_id, line)
) STRICT;
create index import_row_email on import_row(import_id, email_key, line);
