-- The register of consents as everybody may read it (promises.md 16): what stood at the end of a month, rounded, written
-- once and never moved. No figure: fewer than five people on one side or the other. A month without purposes has none.
create table consent_month(
  month BIGINT not null,           -- its first day, in days since 1970
  purpose TEXT not null,
  in_force BIGINT,
  withdrawn BIGINT,
  primary key (month, purpose)
) STRICT;
create table consent_month_closed(
  month BIGINT primary key,
  closed_at BIGINT not null
) STRICT;

-- Who looked at what is about persons: one line a day, a viewer, a door and a cut, however often. Append-only.
create table access_line(
  id BIGINT primary key,
  day BIGINT not null,
  viewer_id BIGINT not null,       -- 0: nobody's session, the command line
  role TEXT not null,              -- the one it was done with; empty: none
  door TEXT not null,
  cut TEXT not null,
  subject_id BIGINT not null,      -- 0: nobody in particular
  unique (day, viewer_id, door, cut, subject_id)
) STRICT;
create index access_line_subject on access_line(subject_id, id) where subject_id <> 0;
