-- What a person keeps, puts aside and wants less of: read by that person only.
create table keeping(
  person_id BIGINT not null,
  story_id BIGINT not null,
  at BIGINT not null,
  primary key (person_id, story_id)
) STRICT;
create index keeping_newest on keeping(person_id, at, story_id);

create table aside(
  person_id BIGINT not null,
  story_id BIGINT not null,
  reason TEXT not null check (reason in ('not_for_me', 'less_of_theme')),
  at BIGINT not null,
  primary key (person_id, story_id)
) STRICT;

-- Less of a theme, said of a story; taken back with it.
create table less_of(
  person_id BIGINT not null,
  theme_id BIGINT not null,
  story_id BIGINT not null,
  at BIGINT not null,
  primary key (person_id, theme_id, story_id)
) STRICT;

-- The choice of a day, fixed once made: `place` orders it. Forgotten after 35 days.
create table today_choice(
  person_id BIGINT not null,
  day BIGINT not null,
  place BIGINT not null,
  story_id BIGINT not null,
  reason TEXT not null,
  theme_id BIGINT,
  primary key (person_id, day, place)
) STRICT;
create unique index today_choice_story on today_choice(person_id, day, story_id);
create index today_choice_day on today_choice(day);
