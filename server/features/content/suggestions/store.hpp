#pragma once
// All the SQL of suggestions and of those who publish directly.

#include "base/clock.hpp"
#include "features/content/suggestions/rules.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content::suggestions::store {

/// What the organisation decided: who wrote a story does not publish it; after how many published suggestions somebody
/// publishes directly (0: nobody does).
struct LibraryRules {
  bool four_eyes = false;
  int64_t trusted_after = 3;
  static LibraryRules read(db::Row& row);
};
LibraryRules load_rules(db::Tx& tx);
void save_rules(db::Tx& tx, LibraryRules const& rules, int64_t author, Instant now);

/// What the page at its address says of itself.
struct Page {
  std::string title, summary, kind, site, language;
  std::optional<int64_t> minutes, picture;
};
struct Row {
  int64_t id = 0;
  std::optional<int64_t> person;
  Instant at;
  std::optional<std::string> address;
  std::string title, words;
  std::optional<int64_t> picture;
  std::string language;
  Page page;
  bool named = false, held = false;
  std::optional<Decision> decision;
  std::optional<Instant> decided_at;
  std::optional<int64_t> decided_by;
  std::string reason;
  std::optional<int64_t> story;
  bool made_story = false;
  Instant seen_at;
  // Of the story that became of it.
  std::optional<StoryState> story_state;
  std::optional<Instant> story_visible_from, story_changed_at;
  static Row read(db::Row& row);
};

/// False where the id is taken.
bool insert(db::Tx& tx, Row const& row);
std::optional<Row> find(db::Tx& tx, int64_t id);
void set_page(db::Tx& tx, int64_t id, Page const& page);
void set_decision(db::Tx& tx, Row const& row);
void set_story(db::Tx& tx, int64_t id, std::optional<int64_t> story, bool made);
/// Answers the names of the files that nothing points to any more.
std::vector<std::string> remove(db::Tx& tx, Row const& row);

struct Place {
  Instant at{INT64_MAX};
  int64_t id = INT64_MAX;
};
std::vector<Row> of_person(db::Tx& tx, int64_t person, Place before, int64_t limit);
std::vector<Row> waiting(db::Tx& tx, Place before, int64_t limit);
std::vector<Row> decided(db::Tx& tx, Place before, int64_t limit);
int64_t count_waiting(db::Tx& tx);
void see_all(db::Tx& tx, int64_t person, Instant now);
/// The suggestion that this story was made of.
std::optional<Row> behind_story(db::Tx& tx, int64_t story);
std::map<int64_t, Row> behind_stories(db::Tx& tx, std::span<int64_t const> stories);
int64_t count_published(db::Tx& tx, int64_t person);

struct ContributorRow {
  int64_t person = 0;
  Instant from;
  std::optional<int64_t> suggestion;
  std::optional<Instant> ended_at;
  std::optional<int64_t> ended_by;
  bool seen = false;
  static ContributorRow read(db::Row& row);
};
std::optional<ContributorRow> find_contributor(db::Tx& tx, int64_t person);
std::vector<ContributorRow> contributors(db::Tx& tx);
void save_contributor(db::Tx& tx, ContributorRow const& row);
/// True where there was one, earned by this suggestion and not ended.
bool unearn(db::Tx& tx, int64_t suggestion);

std::vector<Row> all_of(db::Tx& tx, int64_t person);
/// What nobody took up goes with its files, of the rest the words and the name.
std::vector<std::string> forget_person(db::Tx& tx, int64_t person);

}  // namespace essaim::content::suggestions::store
