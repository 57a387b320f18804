#pragma once
// All the SQL of sources and the watch inbox.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content::sources::store {

struct SourceRow {
  int64_t id = 0;
  std::string name, address, feed_address, feed_key;
  std::optional<std::string> site_address;
  std::string kind, etag, last_modified;
  Duration interval;
  std::optional<Instant> polled_at, next_poll_at;
  int64_t failures = 0;
  std::optional<Instant> failing_since;
  std::optional<std::string> failure_code;
  Instant made_at;
  static SourceRow read(db::Row& row);
};

std::vector<SourceRow> all(db::Tx& tx);
std::optional<SourceRow> find(db::Tx& tx, int64_t id);
std::optional<int64_t> find_by_key(db::Tx& tx, std::string_view feed_key);
/// Gives the row its id. False when that feed is a source already.
bool insert(db::Tx& tx, SourceRow& source, int64_t made_by);
void update(db::Tx& tx, SourceRow const& source);
void remove(db::Tx& tx, int64_t id);
std::vector<SourceRow> due(db::Tx& tx, Instant now, int64_t limit);
int64_t waiting_of(db::Tx& tx, int64_t source);

std::vector<int64_t> themes(db::Tx& tx, int64_t source);
void replace_themes(db::Tx& tx, int64_t source, std::vector<int64_t> const& themes);
bool theme_exists(db::Tx& tx, int64_t theme);
struct ThemeName {
  int64_t id;
  std::string name_fr, name_en;
  static ThemeName read(db::Row& row) { return {row.integer(), row.text(), row.text()}; }
};
std::vector<ThemeName> theme_names(db::Tx& tx);

struct ItemRow {
  int64_t id = 0;
  std::string title, summary, address, address_key, title_key;
  std::optional<std::string> picture_address, language;
  std::optional<int64_t> picture_id;
  std::optional<Instant> published_at;
  Instant found_at, sort_at;
  std::optional<std::string> decision;
  std::optional<int64_t> decision_id, story_id;
  static ItemRow read(db::Row& row);
};
struct SourceName {
  int64_t id;
  std::string name;
  static SourceName read(db::Row& row) { return {row.integer(), row.text()}; }
};
struct Place {
  Instant at{INT64_MAX};
  int64_t id = INT64_MAX;
};

/// True when the source showed it before; notes that it still does.
bool see_again(db::Tx& tx, int64_t source, std::string_view external_id, Instant now);
void insert_sighting(db::Tx& tx, int64_t source, std::string_view external_id, int64_t item, Instant now);
std::optional<int64_t> find_same(db::Tx& tx, std::string_view address_key, std::string_view title_key, Instant since);
void insert_item(db::Tx& tx, ItemRow& item);
std::optional<ItemRow> find_item(db::Tx& tx, int64_t id);
std::vector<ItemRow> waiting(db::Tx& tx, int64_t source, int64_t theme, Place before, int64_t limit);
std::vector<ItemRow> decided(db::Tx& tx, std::string_view decision, int64_t source, int64_t theme, Place before,
                             int64_t limit);
int64_t count_waiting(db::Tx& tx, int64_t source, int64_t theme);
/// The first to tell it first.
std::vector<SourceName> sources_of(db::Tx& tx, int64_t item);
std::vector<int64_t> themes_of(db::Tx& tx, int64_t item);

int64_t insert_decision(db::Tx& tx, std::string_view decision, Instant at, int64_t person);
std::optional<Instant> decided_at(db::Tx& tx, int64_t decision);
void set_decision(db::Tx& tx, int64_t item, std::string_view decision, int64_t decision_id,
                  std::optional<int64_t> story);
std::vector<ItemRow> items_of_decision(db::Tx& tx, int64_t decision);
void forget_decision(db::Tx& tx, int64_t decision);

/// A draft made at or after `since` and never touched: gone with all that hangs on it. False when it is not that.
bool discard_draft(db::Tx& tx, int64_t story, Instant since);
/// Items of a source whose pictures are not copied yet, newest first.
std::vector<ItemRow> without_picture(db::Tx& tx, int64_t source, int64_t limit);
/// None: there was nothing to copy, and nobody tries again.
void set_item_picture(db::Tx& tx, int64_t item, std::optional<int64_t> picture);
/// Where it has none.
void set_draft_picture(db::Tx& tx, int64_t story, int64_t picture);

/// Answers the names of the files that nothing points to any more.
struct Pruned {
  int64_t items = 0;
  std::vector<std::string> files;  // that no row names any more
};
Pruned prune(db::Tx& tx, Instant unseen_since);

struct Deed {
  std::string what;
  Instant at;
  static Deed read(db::Row& row) { return {row.text(), {row.integer()}}; }
};
std::vector<Deed> deeds_of(db::Tx& tx, int64_t person);
void forget_person(db::Tx& tx, int64_t person);

}  // namespace essaim::content::sources::store
