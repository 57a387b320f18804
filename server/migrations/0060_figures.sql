-- What others may see (promises.md 1): figures of closed periods, written once and never moved. `kind` and `start` say
-- the period (a week or a block of four, by its Monday in days since 1970). A figure is cut by unit (0: not), by theme
-- (-1: not, 0: stories without one) and by network (empty: not). No value: hidden.
create table published_figure(
  kind TEXT not null check (kind in ('week', 'block')),
  start BIGINT not null,
  measure TEXT not null,
  unit BIGINT not null,
  theme_id BIGINT not null,
  network TEXT not null,
  value BIGINT,
  low BIGINT,
  high BIGINT,
  incomplete BIGINT not null check (incomplete in (0, 1)),
  primary key (kind, start, measure, unit, theme_id, network)
) STRICT;

-- The units of a block, numbered from 1 by size, with the name that the group had when it began.
create table published_unit(
  block BIGINT not null,
  number BIGINT not null,
  form TEXT not null check (form in ('group', 'rest', 'partners')),
  name TEXT not null,
  primary key (block, number)
) STRICT;

create table closed_period(
  kind TEXT not null check (kind in ('week', 'block')),
  start BIGINT not null,
  closed_at BIGINT not null,
  primary key (kind, start)
) STRICT;

-- Who was a member when a block began, and in which group: kept until the block after it is closed. After somebody has
-- left, person_id holds the same random key as in their shares.
create table figure_roster(
  block BIGINT not null,
  person_id BIGINT not null,
  group_id BIGINT not null,        -- 0: in none
  partner BIGINT not null check (partner in (0, 1)),
  joined_at BIGINT not null,
  primary key (block, person_id)
) STRICT;
create index figure_roster_person on figure_roster(person_id);

-- What one person made in a closed week with one story on one network, by tracked links (tracked 1) and by plain
-- addresses (0): the grains of the block's figures, so that the block is the sum of its weeks whatever changed since.
-- Gone when the block is closed.
create table figure_grain(
  week BIGINT not null,
  person_id BIGINT not null,
  story_id BIGINT not null,
  network TEXT not null,
  tracked BIGINT not null check (tracked in (0, 1)),
  theme_id BIGINT not null,
  group_id BIGINT not null,
  proved BIGINT not null,
  declared BIGINT not null,
  opened BIGINT not null,
  clicks BIGINT not null,
  primary key (week, person_id, story_id, network, tracked)
) STRICT;
create index figure_grain_person on figure_grain(person_id);

-- A week is read by its moments.
create index share_opened on share(opened_at);
