#pragma once
// All the SQL of figures. Published figures are inserted, and nothing here changes or removes one.

#include "base/clock.hpp"
#include "features/figures/periods.hpp"
#include "features/figures/units.hpp"
#include "platform/db/db.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::figures::store {

/// Where a figure is cut; the defaults say: not at all.
struct Cut {
  int64_t unit = 0;
  int64_t theme = uncut_theme;
  std::string network;

  static constexpr int64_t uncut_theme = -1;
};
struct Published {
  Kind kind = Kind::week;
  int64_t start = 0;
  std::string measure;
  Cut cut;
  std::optional<int64_t> value, low, high;
  bool incomplete = false;
  static Published read(db::Row& row);
};
/// False where that figure is published: it stays as it is.
bool publish(db::Tx& tx, Published const& figure);
/// Of one period.
std::vector<Published> figures_of(db::Tx& tx, Kind kind, int64_t start);
/// Of the weeks from `from` on.
std::vector<Published> figures_since(db::Tx& tx, Kind kind, int64_t from);

struct PublishedUnit {
  int64_t number = 0;
  std::string form, name;
  static PublishedUnit read(db::Row& row) { return {row.integer(), row.text(), row.text()}; }
};
void name_unit(db::Tx& tx, int64_t block, PublishedUnit const& unit);
std::vector<PublishedUnit> units_of(db::Tx& tx, int64_t block);

/// False where it is closed already.
bool begin_close(db::Tx& tx, Kind kind, int64_t start, Instant now);
std::optional<int64_t> last_closed(db::Tx& tx, Kind kind);
/// The newest first.
std::vector<int64_t> closed(db::Tx& tx, Kind kind, int64_t most);

struct RosterRow {
  Placed placed;
  Instant joined;
  static RosterRow read(db::Row& row);
};
void keep_in_roster(db::Tx& tx, int64_t block, std::span<RosterRow const> members);
std::vector<RosterRow> roster_of(db::Tx& tx, int64_t block);
bool has_roster(db::Tx& tx, int64_t block);
void forget_rosters(db::Tx& tx, int64_t before_block);

struct GrainRow {
  int64_t week = 0, person = 0, story = 0;
  std::string network;
  bool is_tracked = false;
  int64_t theme = 0, group = 0;
  int64_t proved = 0, declared = 0, opened = 0, clicks = 0;
  static GrainRow read(db::Row& row);
};
void keep_grains(db::Tx& tx, std::span<GrainRow const> grains);
std::vector<GrainRow> grains_between(db::Tx& tx, int64_t from_week, int64_t to_week);  // to: excluded
void forget_grains(db::Tx& tx, int64_t before_week);

// ---- leaving
void replace_person(db::Tx& tx, int64_t person, int64_t stand_in);
/// Blocks in which the person stands in the roster.
std::vector<int64_t> blocks_of(db::Tx& tx, int64_t person);

}  // namespace essaim::figures::store
