-- What editors watch. `feed_key` is the feed's address without scheme and trailing slash, so that one feed is one source.
-- `next_poll_at` is null when the feed is gone for good (410).
create table source(
  id BIGINT primary key,
  name TEXT not null,
  address TEXT not null,
  feed_address TEXT not null,
  feed_key TEXT not null,
  site_address TEXT,
  kind TEXT not null check (kind in ('rss', 'atom', 'json')),
  etag TEXT not null default '',
  last_modified TEXT not null default '',
  interval_ms BIGINT not null,
  polled_at BIGINT,
  next_poll_at BIGINT,
  failures BIGINT not null default 0,
  failing_since BIGINT,
  failure_code TEXT,
  made_at BIGINT not null,
  made_by BIGINT
) STRICT;
create unique index source_feed_key on source(feed_key);
create index source_due on source(next_poll_at);
create index source_made_by on source(made_by);

create table source_theme(
  source_id BIGINT not null references source(id),
  theme_id BIGINT not null references theme(id),
  place BIGINT not null,
  primary key (source_id, theme_id)
) STRICT;
create index source_theme_theme on source_theme(theme_id, source_id);

-- A piece of news, once, however many sources tell it. `address_key` and `title_key` are how two of them are known to be
-- one; `picture_address` is a promise until the picture is copied (`picture_id`, a row of media); `sort_at` is its publication, never later than when it was found. Without a decision it waits in the inbox.
create table watch_item(
  id BIGINT primary key,
  title TEXT not null,
  summary TEXT not null,
  address TEXT not null,
  address_key TEXT not null,
  title_key TEXT not null,
  picture_address TEXT,
  picture_id BIGINT,
  language TEXT,
  published_at BIGINT,
  found_at BIGINT not null,
  sort_at BIGINT not null,
  decision TEXT check (decision in ('kept', 'dropped')),
  decision_id BIGINT,
  story_id BIGINT
) STRICT;
create index watch_item_newest on watch_item(decision, sort_at, id);
create index watch_item_address on watch_item(address_key);
create index watch_item_title on watch_item(title_key, found_at);
create index watch_item_decision on watch_item(decision_id);

-- Which source told it, under which id of its own. Kept while the feed still shows it, so that nothing comes back.
create table watch_sighting(
  source_id BIGINT not null references source(id),
  external_id TEXT not null,
  item_id BIGINT not null references watch_item(id),
  found_at BIGINT not null,
  last_seen_at BIGINT not null,
  primary key (source_id, external_id)
) STRICT;
create index watch_sighting_item on watch_sighting(item_id, found_at);

-- One act of an editor on one or many items; deleting the row is the undoing.
create table watch_decision(
  id BIGINT primary key,
  decision TEXT not null check (decision in ('kept', 'dropped')),
  at BIGINT not null,
  person_id BIGINT
) STRICT;
create index watch_decision_person on watch_decision(person_id);
