#pragma once
// All the SQL of a person's own day. Every read and write carries the person.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::today::store {

struct ChoiceRow {
  int64_t place = 0, story = 0;
  std::string reason;
  std::optional<int64_t> theme;
  static ChoiceRow read(db::Row& row) { return {row.integer(), row.integer(), row.text(), row.maybe_integer()}; }
};
std::vector<ChoiceRow> choices(db::Tx& tx, int64_t person, int64_t day);
void add_choice(db::Tx& tx, int64_t person, int64_t day, ChoiceRow const& choice);
/// What can no longer be shown leaves its place to another.
void drop_choice(db::Tx& tx, int64_t person, int64_t day, int64_t story);
/// On how many earlier days, since `since`, each story was offered.
std::map<int64_t, int64_t> offered_before(db::Tx& tx, int64_t person, int64_t since, int64_t day);
int64_t forget_choices(db::Tx& tx, int64_t before);

bool keep(db::Tx& tx, int64_t person, int64_t story, Instant at);
void let_go(db::Tx& tx, int64_t person, int64_t story);
std::set<int64_t> kept(db::Tx& tx, int64_t person);
struct KeptRow {
  int64_t story;
  Instant at;
  static KeptRow read(db::Row& row) { return {row.integer(), {row.integer()}}; }
};
std::vector<KeptRow> kept_before(db::Tx& tx, int64_t person, KeptRow before, int64_t limit);
std::optional<KeptRow> find_kept(db::Tx& tx, int64_t person, int64_t story);

void put_aside(db::Tx& tx, int64_t person, int64_t story, std::string_view reason, Instant at);
void want_less(db::Tx& tx, int64_t person, int64_t theme, int64_t story, Instant at);
/// Also what was said of its themes on that occasion.
void take_back(db::Tx& tx, int64_t person, int64_t story);
std::set<int64_t> put_aside(db::Tx& tx, int64_t person);
std::vector<int64_t> less_of(db::Tx& tx, int64_t person);

struct AsideRow {
  int64_t story;
  std::string reason;
  Instant at;
  static AsideRow read(db::Row& row) { return {row.integer(), row.text(), {row.integer()}}; }
};
std::vector<AsideRow> asides(db::Tx& tx, int64_t person);
void forget_person(db::Tx& tx, int64_t person);

}  // namespace essaim::today::store
