#pragma once
// All the SQL of sharing. Every read of a person's things carries that person in its `where`.

#include "base/clock.hpp"
#include "features/sharing/originality.hpp"
#include "features/sharing/rules.hpp"
#include "platform/db/db.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::sharing::store {

struct DraftRow {
  std::string network, text;
  int64_t saved_at;
  static DraftRow read(db::Row& row) { return {row.text(), row.text(), row.integer()}; }
};
void save_draft(db::Tx& tx, int64_t person, int64_t story, std::string_view network, std::string_view text, Instant at);
void remove_draft(db::Tx& tx, int64_t person, int64_t story, std::string_view network);
std::vector<DraftRow> drafts(db::Tx& tx, int64_t person, int64_t story);
std::vector<DraftRow> all_drafts(db::Tx& tx, int64_t person);

struct ShareRow {
  int64_t id = 0, person = 0, story = 0, story_version = 0;
  std::string network;
  int64_t turn = 1;
  std::string text;
  std::optional<int64_t> link;
  std::optional<std::string> server;
  int64_t originality = 3;
  std::optional<int64_t> group, site;
  int64_t local_day = 0;
  Instant opened_at;
  std::optional<Outcome> said;
  std::optional<Instant> said_at;
  static ShareRow read(db::Row& row);
};
/// False when this turn was taken meanwhile: another tap was faster.
bool insert_share(db::Tx& tx, ShareRow const& share);
void say_outcome(db::Tx& tx, int64_t share, Outcome outcome, Instant at);
void rewrite_text(db::Tx& tx, int64_t person, int64_t share, std::string_view text);
/// The row stays for the counts of closed periods; the words go.
bool remove_share(db::Tx& tx, int64_t person, int64_t share, Instant at);

std::optional<ShareRow> find_share(db::Tx& tx, int64_t person, int64_t share);
/// The newest first, below the id `before` (0: from the newest).
std::vector<ShareRow> shares_before(db::Tx& tx, int64_t person, int64_t before, int64_t limit);
std::vector<ShareRow> shares_between(db::Tx& tx, int64_t person, Instant from, Instant to);
/// Also of those deleted since, so that a turn is never used twice.
int64_t last_turn(db::Tx& tx, int64_t person, int64_t story, std::string_view network);
std::vector<ShareRow> shares_of_story(db::Tx& tx, int64_t person, int64_t story, std::string_view network);
/// Opened that day and not taken back.
int64_t opened_on(db::Tx& tx, int64_t person, int64_t local_day);

struct StoryDay {
  int64_t story, day;
  static StoryDay read(db::Row& row) { return {row.integer(), row.integer()}; }
};
/// The last day each story was shared by that person.
std::vector<StoryDay> shared_days(db::Tx& tx, int64_t person);
std::vector<StoryDay> shared_days_among(db::Tx& tx, int64_t person, std::span<int64_t const> stories);

// ---- the night's close

struct PublicText {
  int64_t person, story;
  std::string text;
  static PublicText read(db::Row& row) { return {row.integer(), row.integer(), row.text()}; }
};
/// Declared texts on networks open to all, opened before `before`, of people who are still here and texts not deleted.
std::vector<PublicText> public_texts(db::Tx& tx, std::string_view networks_in_commas, Instant before);
struct StoryPeople {
  int64_t story, people;
  static StoryPeople read(db::Row& row) { return {row.integer(), row.integer()}; }
};
/// Different people who say they shared, by story.
std::vector<StoryPeople> people_by_story(db::Tx& tx, Instant before);

/// False when that day was closed already.
bool begin_close(db::Tx& tx, int64_t day);
void forget_signatures(db::Tx& tx);
struct NewSignature {
  int64_t id, story, author;
  Signature signature;
};
void keep_signatures(db::Tx& tx, std::span<NewSignature const> signatures);
std::vector<Published> signatures_of(db::Tx& tx, int64_t story);
void forget_classes(db::Tx& tx);
void keep_story_classes(db::Tx& tx, std::map<int64_t, int64_t> const& people_by_story);
void keep_variant_class(db::Tx& tx, int64_t variant, int64_t people);
std::vector<StoryPeople> story_classes(db::Tx& tx);
std::optional<int64_t> variant_class(db::Tx& tx, int64_t variant);

// ---- the closing of figures

std::vector<ShareRow> shares_of_all(db::Tx& tx, Instant from, Instant to);
std::vector<ShareRow> shares_of_links(db::Tx& tx, std::span<int64_t const> links);

// ---- leaving

void forget_person(db::Tx& tx, int64_t person, int64_t stand_in);

}  // namespace essaim::sharing::store
