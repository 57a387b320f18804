-- A dated picture of one's own figures, shown by one's own act; it ends after 30 days, or when it is taken back: then
-- the row is gone. These tables are in no backup, so that none brings back what was taken back.
create table influence_picture(
  id BIGINT primary key,
  person_id BIGINT not null,
  code TEXT not null unique,                        -- of its address, random
  shown_to TEXT not null check (shown_to in ('people', 'members')),
  made_at BIGINT not null,
  ends_at BIGINT not null,
  content TEXT not null                             -- JSON, as it was chosen; no word that anybody wrote
) STRICT;
create index influence_picture_by_person on influence_picture(person_id, id);
create index influence_picture_by_end on influence_picture(ends_at);

-- Whom it was meant for. Who was no member then opens nothing, also later; the one who showed it sees no difference.
create table influence_viewer(
  influence_picture_id BIGINT not null,
  person_id BIGINT not null,
  may_open BIGINT not null check (may_open in (0, 1)),
  primary key (influence_picture_id, person_id)
) STRICT;
create index influence_viewer_by_person on influence_viewer(person_id);
