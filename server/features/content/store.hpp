#pragma once
// All the SQL of stories. Every read for a member carries the member's lanes in its `where`.

#include "base/clock.hpp"
#include "features/content/rules.hpp"
#include "features/content/search/search.hpp"
#include "features/content/stance.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content::store {

struct PictureRow {
  int64_t id = 0;
  std::string whole, cover, wide, alt;
  int64_t width = 0, height = 0;
};
struct DocumentRow {
  int64_t id = 0;
  std::string sha256, name;
  int64_t bytes = 0;
};

struct StoryRow {
  int64_t id = 0;
  StoryState state = StoryState::draft;
  StoryKind kind = StoryKind::article;
  Stance claimed = Stance::useful, stance = Stance::useful;
  std::string stance_reason;
  std::optional<StanceTag> tag;
  std::optional<Objective> objective;
  bool seconded = false, own_host = false;
  std::string title, summary, why;
  std::optional<std::string> address;
  std::string site_name, language;
  std::optional<int64_t> reading_minutes;
  Marks marks;
  Term term;
  std::optional<Instant> published_at, visible_from;
  int shared_class = 0;
  int64_t version = 1;
  Instant made_at, changed_at;
  std::optional<int64_t> made_by;
  std::optional<PictureRow> picture;
  std::optional<DocumentRow> document;
  static StoryRow read(db::Row& row);
};

/// Who looks: editors see all, members what is current and in one of their lanes ("|*/*|*/fr|").
struct Sight {
  bool all = false;
  std::string lanes;
  Instant now;
};
Sight sight_of(Reader const& reader, Instant now);
Sight sight_of_all(Instant now);

std::optional<StoryRow> find(db::Tx& tx, int64_t id, Sight const& sight);
std::optional<StoryRow> recall(db::Tx& tx, int64_t id);
/// Those of them that are there, in any order.
std::vector<StoryRow> find_all(db::Tx& tx, std::span<int64_t const> ids, Sight const& sight);
std::vector<StoryRow> recall_all(db::Tx& tx, std::span<int64_t const> ids);
std::vector<int64_t> company_among(db::Tx& tx, std::span<int64_t const> ids);
/// Another story that is published, not expired, and leads to the same page, in whatever language.
std::optional<int64_t> find_published_twin(db::Tx& tx, StoryRow const& story, Instant now);
std::optional<int64_t> find_by_key(db::Tx& tx, std::string_view address_key);

/// Everything but state, publication and the row's own dates.
/// False where the id is taken.
bool insert(db::Tx& tx, StoryRow const& story);
/// False when the version was not `expected` any more.
bool update(db::Tx& tx, StoryRow const& story, int64_t expected);
void set_publication(db::Tx& tx, StoryRow const& story);
void set_stance(db::Tx& tx, StoryRow const& story);
void set_shared_classes(db::Tx& tx, std::map<int64_t, int64_t> const& class_by_story);
/// Stories whose audience names this group ("g12") or site ("s7").
std::vector<int64_t> meant_for(db::Tx& tx, std::string_view mark);
void set_marks(db::Tx& tx, StoryRow const& story);
/// Themes, lanes and search words follow the row: called after each change.
void index(db::Tx& tx, StoryRow const& story);

struct VariantRow {
  int64_t id = 0;
  std::optional<std::string> network;
  std::string language, label, text;
  static VariantRow read(db::Row& row);
};
std::map<int64_t, std::vector<VariantRow>> variants(db::Tx& tx, std::span<int64_t const> stories);
void replace_variants(db::Tx& tx, int64_t story, std::vector<VariantRow> const& variants);

struct HistoryRow {
  Instant at;
  std::optional<int64_t> person;
  std::string change;
  int64_t version = 1;
  static HistoryRow read(db::Row& row);
};
void insert_history(db::Tx& tx, int64_t id, int64_t story, std::string_view change, std::string_view content,
                    HistoryRow const& row);
std::vector<HistoryRow> history(db::Tx& tx, int64_t story);
void insert_relabel(db::Tx& tx, int64_t id, int64_t story, Stance stance, Instant at, int64_t person);
std::vector<Label> labels(db::Tx& tx, int64_t story);

/// What a list is narrowed by; empty or zero: not at all.
struct Filter {
  std::string kind, language;
  int64_t theme = 0;
  std::optional<Instant> from, to;
};
/// Newest first. `before`: the last story of the page before; `limit` rows at most.
struct Place {
  Instant at{INT64_MAX};
  int64_t id = INT64_MAX;
};
std::vector<StoryRow> published(db::Tx& tx, Sight const& sight, Filter const& filter, Place before, int64_t limit);
/// For editors: drafts, withdrawn ones or (empty) any, by their last change.
std::vector<StoryRow> by_change(db::Tx& tx, std::string_view state, Filter const& filter, Place before, int64_t limit);
/// Title first, then newest: an order that no hidden story can move, the same on both databases.
std::vector<StoryRow> search(db::Tx& tx, SearchQuery const& query, Sight const& sight, std::string_view state,
                             Filter const& filter, int64_t skip, int64_t limit);

struct FeedRow {
  int64_t id = 0;
  Stance stance = Stance::useful;
  Instant visible_from;
  std::optional<Instant> expires_at;
  Marks marks;
  std::string language, source;
  int shared_class = 0;
  static FeedRow read(db::Row& row);
};
std::vector<FeedRow> newest_of_lane(db::Tx& tx, std::string_view lane, Instant now, int64_t limit);

struct KindCount {
  std::string kind;
  Stance stance;
  int64_t count;
  static KindCount read(db::Row& row);
};
std::vector<KindCount> supplied_since(db::Tx& tx, Instant since, Instant now);

/// Persons by whom something was made or changed.
struct Deed {
  std::string what;
  int64_t story;
  Instant at;
  static Deed read(db::Row& row) { return {row.text(), row.integer(), {row.integer()}}; }
};
std::vector<Deed> deeds_of(db::Tx& tx, int64_t person);
void forget_person(db::Tx& tx, int64_t person);

}  // namespace essaim::content::store
