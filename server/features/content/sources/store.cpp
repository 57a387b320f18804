#include "features/content/sources/store.hpp"

#include "base/id.hpp"

namespace essaim::content::sources::store {
namespace {

using db::Sql;

constexpr Sql all_sources{"sources.all", R"(
  select id, name, address, feed_address, feed_key, site_address, kind, etag, last_modified, interval_ms, polled_at,
         next_poll_at, failures, failing_since, failure_code, made_at
  from source order by lower(name), id)"};
constexpr Sql find_source{"sources.find", R"(
  select id, name, address, feed_address, feed_key, site_address, kind, etag, last_modified, interval_ms, polled_at,
         next_poll_at, failures, failing_since, failure_code, made_at
  from source where id = $1)"};
constexpr Sql due_sources{"sources.due", R"(
  select id, name, address, feed_address, feed_key, site_address, kind, etag, last_modified, interval_ms, polled_at,
         next_poll_at, failures, failing_since, failure_code, made_at
  from source where next_poll_at <= $1 order by next_poll_at, id limit $2)"};
constexpr Sql find_source_by_key{"sources.find_by_key", "select id from source where feed_key = $1"};
constexpr Sql insert_source{"sources.insert", R"(
  insert into source(id, name, address, feed_address, feed_key, site_address, kind, etag, last_modified, interval_ms,
                     polled_at, next_poll_at, made_at, made_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing)"};
constexpr Sql update_source{"sources.update", R"(
  update source set name = $2, feed_address = $3, feed_key = $4, site_address = $5, kind = $6, etag = $7,
         last_modified = $8, interval_ms = $9, polled_at = $10, next_poll_at = $11, failures = $12, failing_since = $13,
         failure_code = $14
  where id = $1)"};
constexpr Sql waiting_of_source{"sources.waiting_of", R"(
  select count(*) from watch_sighting w join watch_item i on i.id = w.item_id
  where w.source_id = $1 and i.decision is null)"};
constexpr Sql delete_source_themes{"sources.delete_themes", "delete from source_theme where source_id = $1"};
constexpr Sql delete_source_sightings{"sources.delete_sightings", "delete from watch_sighting where source_id = $1"};
constexpr Sql delete_orphans{"sources.delete_orphans", R"(
  delete from watch_item where decision is null
    and not exists (select 1 from watch_sighting w where w.item_id = watch_item.id))"};
constexpr Sql delete_source{"sources.delete", "delete from source where id = $1"};

constexpr Sql source_themes{"sources.themes", "select theme_id from source_theme where source_id = $1 order by place"};
constexpr Sql insert_source_theme{
    "sources.insert_theme",
    "insert into source_theme(source_id, theme_id, place) values ($1, $2, $3) on conflict do nothing"};
constexpr Sql find_theme{"sources.find_theme", "select 1 from theme where id = $1"};
constexpr Sql all_theme_names{"sources.theme_names", "select id, name_fr, name_en from theme order by id"};

constexpr Sql find_sighting{"sources.find_sighting",
                            "select last_seen_at from watch_sighting where source_id = $1 and external_id = $2"};
constexpr Sql touch_sighting{"sources.touch_sighting",
                             "update watch_sighting set last_seen_at = $3 where source_id = $1 and external_id = $2"};
constexpr Sql insert_one_sighting{"sources.insert_sighting", R"(
  insert into watch_sighting(source_id, external_id, item_id, found_at, last_seen_at) values ($1, $2, $3, $4, $4)
  on conflict do nothing)"};
constexpr Sql find_by_address{"watch.find_by_address",
                              "select id from watch_item where address_key = $1 order by id limit 1"};
constexpr Sql find_by_title{"watch.find_by_title",
                            "select id from watch_item where title_key = $1 and found_at >= $2 order by id limit 1"};
constexpr Sql insert_one_item{"watch.insert", R"(
  insert into watch_item(id, title, summary, address, address_key, title_key, picture_address, language, published_at,
                         found_at, sort_at, story_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing)"};
constexpr Sql find_one_item{"watch.find", R"(
  select id, title, summary, address, address_key, title_key, picture_address, picture_id, language, published_at, found_at, sort_at,
         decision, decision_id, story_id
  from watch_item where id = $1)"};
// $1 source, $2 theme: 0 is any.
constexpr Sql waiting_items{"watch.waiting", R"(
  select i.id, i.title, i.summary, i.address, i.address_key, i.title_key, i.picture_address, i.picture_id, i.language, i.published_at,
         i.found_at, i.sort_at, i.decision, i.decision_id, i.story_id
  from watch_item i
  where i.decision is null and (i.sort_at < $3 or (i.sort_at = $3 and i.id < $4))
    and ($1 = 0 or exists (select 1 from watch_sighting w where w.item_id = i.id and w.source_id = $1))
    and ($2 = 0 or exists (select 1 from watch_sighting w join source_theme t on t.source_id = w.source_id
                           where w.item_id = i.id and t.theme_id = $2))
  order by i.sort_at desc, i.id desc limit $5)"};
constexpr Sql decided_items{"watch.decided", R"(
  select i.id, i.title, i.summary, i.address, i.address_key, i.title_key, i.picture_address, i.picture_id, i.language, i.published_at,
         i.found_at, i.sort_at, i.decision, i.decision_id, i.story_id
  from watch_item i
  where i.decision = $6 and (i.sort_at < $3 or (i.sort_at = $3 and i.id < $4))
    and ($1 = 0 or exists (select 1 from watch_sighting w where w.item_id = i.id and w.source_id = $1))
    and ($2 = 0 or exists (select 1 from watch_sighting w join source_theme t on t.source_id = w.source_id
                           where w.item_id = i.id and t.theme_id = $2))
  order by i.sort_at desc, i.id desc limit $5)"};
constexpr Sql count_waiting_items{"watch.count_waiting", R"(
  select count(*) from watch_item i
  where i.decision is null
    and ($1 = 0 or exists (select 1 from watch_sighting w where w.item_id = i.id and w.source_id = $1))
    and ($2 = 0 or exists (select 1 from watch_sighting w join source_theme t on t.source_id = w.source_id
                           where w.item_id = i.id and t.theme_id = $2)))"};
constexpr Sql sources_of_item{"watch.sources_of", R"(
  select s.id, s.name from source s
  join (select source_id, min(found_at) as first_at from watch_sighting where item_id = $1 group by source_id) w
    on w.source_id = s.id
  order by w.first_at, s.id)"};
constexpr Sql themes_of_item{"watch.themes_of", R"(
  select distinct t.theme_id from watch_sighting w join source_theme t on t.source_id = w.source_id
  where w.item_id = $1 order by t.theme_id)"};

constexpr Sql insert_one_decision{
    "watch.insert_decision",
    "insert into watch_decision(id, decision, at, person_id) values ($1, $2, $3, $4) on conflict do nothing"};
constexpr Sql find_decision{"watch.find_decision", "select at from watch_decision where id = $1"};
constexpr Sql decide_item{"watch.decide", R"(
  update watch_item set decision = $2, decision_id = $3, story_id = coalesce($4, story_id) where id = $1 and decision is null)"};
constexpr Sql items_of_one_decision{"watch.items_of_decision", R"(
  select id, title, summary, address, address_key, title_key, picture_address, picture_id, language, published_at, found_at, sort_at,
         decision, decision_id, story_id
  from watch_item where decision_id = $1)"};
constexpr Sql undo_items{"watch.undo",
                         "update watch_item set decision = null, decision_id = null where decision_id = $1"};
constexpr Sql delete_decision{"watch.delete_decision", "delete from watch_decision where id = $1"};

constexpr Sql is_untouched_draft{"sources.is_untouched_draft", R"(
  select 1 from story where id = $1 and state = 'draft' and version = 1 and published_at is null and made_at >= $2)"};
constexpr Sql forget_story_items{"sources.forget_story", "update watch_item set story_id = null where story_id = $1"};
// A suggestion of the same page waits again.
constexpr Sql forget_story_suggestions{"sources.forget_suggestions", R"(
  update suggestion set story_id = null, made_story = 0, decision = null, decided_at = null, decided_by = null
  where story_id = $1)"};
constexpr Sql discard_history{"sources.discard_history", "delete from story_history where story_id = $1"};
constexpr Sql discard_relabels{"sources.discard_relabels", "delete from story_relabel where story_id = $1"};
constexpr Sql discard_themes{"sources.discard_themes", "delete from story_theme where story_id = $1"};
constexpr Sql discard_lanes{"sources.discard_lanes", "delete from story_lane where story_id = $1"};
constexpr Sql discard_variants{"sources.discard_variants", "delete from variant where story_id = $1"};
constexpr Sql discard_words_sqlite{"sources.discard_words.sqlite", "delete from story_search where rowid = $1"};
constexpr Sql discard_words_postgres{"sources.discard_words.postgres", "delete from story_search where story_id = $1"};
constexpr Sql discard_story{"sources.discard_story", "delete from story where id = $1"};
constexpr Sql set_picture{"sources.set_picture",
                          "update story set picture_id = $2 where id = $1 and picture_id is null and state = 'draft'"};

constexpr Sql prune_sightings{"sources.prune_sightings", "delete from watch_sighting where last_seen_at < $1"};
constexpr Sql prune_items{"sources.prune_items", R"(
  delete from watch_item where found_at < $1 and (decision is null or decision = 'dropped')
    and not exists (select 1 from watch_sighting w where w.item_id = watch_item.id))"};
constexpr Sql items_without_picture{"watch.without_picture", R"(
  select i.id, i.title, i.summary, i.address, i.address_key, i.title_key, i.picture_address, i.picture_id, i.language,
         i.published_at, i.found_at, i.sort_at, i.decision, i.decision_id, i.story_id
  from watch_sighting w join watch_item i on i.id = w.item_id
  where w.source_id = $1 and i.decision is null and i.picture_id is null and i.picture_address is not null
  order by i.sort_at desc, i.id desc limit $2)"};
constexpr Sql set_picture_of_item{"watch.set_picture",
                                  "update watch_item set picture_address = null, picture_id = $2 where id = $1"};
constexpr Sql orphan_pictures{"sources.orphan_pictures", R"(
  select m.id, m.sha256, m.cover_sha256, m.wide_sha256 from watch_item i join media m on m.id = i.picture_id
  where i.found_at < $1 and (i.decision is null or i.decision = 'dropped')
    and not exists (select 1 from watch_sighting w where w.item_id = i.id)
    and not exists (select 1 from story s where s.picture_id = m.id)
    and not exists (select 1 from suggestion g where g.picture_id = m.id))"};
constexpr Sql delete_media{"sources.delete_media", "delete from media where id = $1"};
constexpr Sql file_is_used{"sources.file_is_used",
                           "select 1 from media where sha256 = $1 or cover_sha256 = $1 or wide_sha256 = $1 limit 1"};
constexpr Sql delete_file{"sources.delete_file", "delete from media_file where sha256 = $1"};
constexpr Sql prune_decisions{"sources.prune_decisions", R"(
  delete from watch_decision where at < $1 and not exists (select 1 from watch_item i where i.decision_id = watch_decision.id))"};

constexpr Sql deeds{"sources.deeds", R"(
  select decision, at from watch_decision where person_id = $1
  union all select 'added_source', made_at from source where made_by = $1
  order by 2)"};
constexpr Sql forget_decider{"sources.forget_decider",
                             "update watch_decision set person_id = null where person_id = $1"};
constexpr Sql forget_maker{"sources.forget_maker", "update source set made_by = null where made_by = $1"};

struct PictureFiles {
  int64_t id;
  std::vector<std::string> files;
  static PictureFiles read(db::Row& row) {
    PictureFiles p{row.integer(), {}};
    p.files.push_back(row.text());
    for (int i = 0; i < 2; ++i) p.files.push_back(row.maybe_text().value_or(""));
    return p;
  }
};

std::optional<Instant> maybe_instant(db::Row& row) {
  auto const ms = row.maybe_integer();
  return ms ? std::optional(Instant{*ms}) : std::nullopt;
}
std::optional<int64_t> ms_of(std::optional<Instant> at) { return at ? std::optional(at->ms) : std::nullopt; }

}  // namespace

SourceRow SourceRow::read(db::Row& row) {
  SourceRow s;
  s.id = row.integer();
  s.name = row.text();
  s.address = row.text();
  s.feed_address = row.text();
  s.feed_key = row.text();
  s.site_address = row.maybe_text();
  s.kind = row.text();
  s.etag = row.text();
  s.last_modified = row.text();
  s.interval = milliseconds(row.integer());
  s.polled_at = maybe_instant(row);
  s.next_poll_at = maybe_instant(row);
  s.failures = row.integer();
  s.failing_since = maybe_instant(row);
  s.failure_code = row.maybe_text();
  s.made_at = {row.integer()};
  return s;
}

std::vector<SourceRow> all(db::Tx& tx) { return tx.many<SourceRow>(all_sources); }
std::optional<SourceRow> find(db::Tx& tx, int64_t id) { return tx.one<SourceRow>(find_source, id); }
std::optional<int64_t> find_by_key(db::Tx& tx, std::string_view key) {
  return tx.one<int64_t>(find_source_by_key, key);
}
std::vector<SourceRow> due(db::Tx& tx, Instant now, int64_t limit) {
  return tx.many<SourceRow>(due_sources, now.ms, limit);
}
int64_t waiting_of(db::Tx& tx, int64_t source) { return tx.one<int64_t>(waiting_of_source, source).value_or(0); }

bool insert(db::Tx& tx, SourceRow& source, int64_t made_by) {
  if (find_by_key(tx, source.feed_key)) return false;
  do source.id = new_id_value(source.made_at);
  while (tx.run(insert_source, source.id, source.name, source.address, source.feed_address, source.feed_key,
                source.site_address, source.kind, source.etag, source.last_modified, source.interval.ms,
                ms_of(source.polled_at), ms_of(source.next_poll_at), source.made_at.ms,
                made_by != 0 ? std::optional(made_by) : std::nullopt) == 0);
  return true;
}

void update(db::Tx& tx, SourceRow const& s) {
  tx.run(update_source, s.id, s.name, s.feed_address, s.feed_key, s.site_address, s.kind, s.etag, s.last_modified,
         s.interval.ms, ms_of(s.polled_at), ms_of(s.next_poll_at), s.failures, ms_of(s.failing_since), s.failure_code);
}

void remove(db::Tx& tx, int64_t id) {
  tx.run(delete_source_themes, id);
  tx.run(delete_source_sightings, id);
  tx.run(delete_orphans);
  tx.run(delete_source, id);
}

std::vector<int64_t> themes(db::Tx& tx, int64_t source) { return tx.many<int64_t>(source_themes, source); }
void replace_themes(db::Tx& tx, int64_t source, std::vector<int64_t> const& themes) {
  tx.run(delete_source_themes, source);
  for (size_t i = 0; i < themes.size(); ++i) tx.run(insert_source_theme, source, themes[i], i);
}
bool theme_exists(db::Tx& tx, int64_t theme) { return tx.one<int64_t>(find_theme, theme).has_value(); }
std::vector<ThemeName> theme_names(db::Tx& tx) { return tx.many<ThemeName>(all_theme_names); }

ItemRow ItemRow::read(db::Row& row) {
  ItemRow i;
  i.id = row.integer();
  i.title = row.text();
  i.summary = row.text();
  i.address = row.text();
  i.address_key = row.text();
  i.title_key = row.text();
  i.picture_address = row.maybe_text();
  i.picture_id = row.maybe_integer();
  i.language = row.maybe_text();
  i.published_at = maybe_instant(row);
  i.found_at = {row.integer()};
  i.sort_at = {row.integer()};
  i.decision = row.maybe_text();
  i.decision_id = row.maybe_integer();
  i.story_id = row.maybe_integer();
  return i;
}

bool see_again(db::Tx& tx, int64_t source, std::string_view external_id, Instant now) {
  auto const last = tx.one<int64_t>(find_sighting, source, external_id);
  // Once a day is enough to know that a feed still shows it, and spares a write an item and poll.
  if (last && *last < (now - days(1)).ms) tx.run(touch_sighting, source, external_id, now.ms);
  return last.has_value();
}

void insert_sighting(db::Tx& tx, int64_t source, std::string_view external_id, int64_t item, Instant now) {
  tx.run(insert_one_sighting, source, external_id, item, now.ms);
}

std::optional<int64_t> find_same(db::Tx& tx, std::string_view address_key, std::string_view title_key, Instant since) {
  if (auto const found = tx.one<int64_t>(find_by_address, address_key)) return found;
  if (title_key.empty()) return std::nullopt;
  return tx.one<int64_t>(find_by_title, title_key, since.ms);
}

void insert_item(db::Tx& tx, ItemRow& item) {
  do item.id = new_id_value(item.found_at);
  while (tx.run(insert_one_item, item.id, item.title, item.summary, item.address, item.address_key, item.title_key,
                item.picture_address, item.language, ms_of(item.published_at), item.found_at.ms, item.sort_at.ms,
                item.story_id) == 0);
}

std::optional<ItemRow> find_item(db::Tx& tx, int64_t id) { return tx.one<ItemRow>(find_one_item, id); }
std::vector<ItemRow> waiting(db::Tx& tx, int64_t source, int64_t theme, Place before, int64_t limit) {
  return tx.many<ItemRow>(waiting_items, source, theme, before.at.ms, before.id, limit);
}
std::vector<ItemRow> decided(db::Tx& tx, std::string_view decision, int64_t source, int64_t theme, Place before,
                             int64_t limit) {
  return tx.many<ItemRow>(decided_items, source, theme, before.at.ms, before.id, limit, decision);
}
int64_t count_waiting(db::Tx& tx, int64_t source, int64_t theme) {
  return tx.one<int64_t>(count_waiting_items, source, theme).value_or(0);
}
std::vector<SourceName> sources_of(db::Tx& tx, int64_t item) { return tx.many<SourceName>(sources_of_item, item); }
std::vector<int64_t> themes_of(db::Tx& tx, int64_t item) { return tx.many<int64_t>(themes_of_item, item); }

int64_t insert_decision(db::Tx& tx, std::string_view decision, Instant at, int64_t person) {
  int64_t id = 0;
  do id = new_id_value(at);
  while (tx.run(insert_one_decision, id, decision, at.ms, person) == 0);
  return id;
}
std::optional<Instant> decided_at(db::Tx& tx, int64_t decision) {
  auto const ms = tx.one<int64_t>(find_decision, decision);
  return ms ? std::optional(Instant{*ms}) : std::nullopt;
}
void set_decision(db::Tx& tx, int64_t item, std::string_view decision, int64_t id, std::optional<int64_t> story) {
  tx.run(decide_item, item, decision, id, story);
}
std::vector<ItemRow> items_of_decision(db::Tx& tx, int64_t id) { return tx.many<ItemRow>(items_of_one_decision, id); }
void forget_decision(db::Tx& tx, int64_t id) {
  tx.run(undo_items, id);
  tx.run(delete_decision, id);
}

bool discard_draft(db::Tx& tx, int64_t story, Instant since) {
  if (!tx.one<int64_t>(is_untouched_draft, story, since.ms)) return false;
  tx.run(forget_story_items, story);
  tx.run(forget_story_suggestions, story);
  for (auto const* sql :
       {&discard_history, &discard_relabels, &discard_themes, &discard_lanes, &discard_variants,
        tx.engine() == db::Engine::sqlite ? &discard_words_sqlite : &discard_words_postgres, &discard_story})
    tx.run(*sql, story);
  return true;
}
void set_draft_picture(db::Tx& tx, int64_t story, int64_t picture) { tx.run(set_picture, story, picture); }

std::vector<ItemRow> without_picture(db::Tx& tx, int64_t source, int64_t limit) {
  return tx.many<ItemRow>(items_without_picture, source, limit);
}
void set_item_picture(db::Tx& tx, int64_t item, std::optional<int64_t> picture) {
  tx.run(set_picture_of_item, item, picture);
}

Pruned prune(db::Tx& tx, Instant unseen_since) {
  tx.run(prune_sightings, unseen_since.ms);
  Pruned out;
  for (auto const& picture : tx.many<PictureFiles>(orphan_pictures, unseen_since.ms)) {
    tx.run(delete_media, picture.id);
    for (auto const& file : picture.files)
      if (!file.empty() && !tx.one<int64_t>(file_is_used, file) && tx.run(delete_file, file) > 0)
        out.files.push_back(file);
  }
  out.items = tx.run(prune_items, unseen_since.ms);
  tx.run(prune_decisions, unseen_since.ms);
  return out;
}

std::vector<Deed> deeds_of(db::Tx& tx, int64_t person) { return tx.many<Deed>(deeds, person); }
void forget_person(db::Tx& tx, int64_t person) {
  tx.run(forget_decider, person);
  tx.run(forget_maker, person);
}

}  // namespace essaim::content::sources::store
