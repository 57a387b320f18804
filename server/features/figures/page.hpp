#pragma once
// The published figures as one page reads them. Screen, API and file are made from this.

#include "base/figure.hpp"
#include "features/content/content.hpp"
#include "features/figures/figures.hpp"
#include "features/figures/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::figures {

/// Shares by how they are known: marks of their own, so that not even two of them add up (promise 24).
struct Opened {
  static constexpr std::string_view mark = "opened";
};
struct Proved {
  static constexpr std::string_view mark = "proved";
};

/// Absent: hidden.
template <class Known>
using Told = std::optional<Figure<Known>>;

struct WeekFigures {
  int64_t monday = 0;
  Told<Measured> joined, headcount, clicks;
  Told<Declared> active;
  bool incomplete = false;
};
struct TellRange {
  int64_t low = 0, high = 0;
};
struct ThemeFigures {
  int64_t theme = 0;  // 0: stories without one
  std::string name_fr, name_en;
  Told<Measured> tracked, clicks;
  std::optional<TellRange> clicks_percent;  // of all clicks, 95 of 100 draws
};
struct NetworkFigures {
  std::string network;
  Told<Measured> tracked, clicks;
};
/// Of one unit, in steps of five points of the unit's own whole.
struct UnitPart {
  int64_t theme = store::Cut::uncut_theme;
  std::string network;
  std::optional<int64_t> tracked_percent, clicks_percent;
};
struct UnitFigures {
  int64_t number = 0;
  std::string form, name;
  Told<Measured> members, tracked, clicks;
  Told<Declared> active;
  std::vector<UnitPart> themes, networks;  // of the page's themes and networks, those that are told
};
struct BlockFigures {
  int64_t monday = 0;
  bool incomplete = false;
  Told<Measured> members, tracked, clicks;
  Told<Declared> active, declared;
  Told<Proved> proved;
  Told<Opened> opened;
  std::optional<int64_t> clicks_per_share;  // in hundredths
  std::optional<TellRange> clicks_per_share_range;
  std::optional<SharedMix> mix;
  std::vector<UnitFigures> units;
  std::vector<ThemeFigures> themes;
  std::vector<NetworkFigures> networks;
};
struct Page {
  std::vector<WeekFigures> weeks;  // the oldest first
  std::vector<int64_t> blocks;     // the newest first
  std::optional<BlockFigures> block;
  int64_t target_useful_percent = 80;
  Instant next_week, next_block;  // when they are closed
};

/// The weeks of the last quarter, and the block that holds `day`; the newest one where that day lies in none.
Page read_page(db::Tx& tx, content::Content const& content, std::optional<int64_t> day, Instant now);

}  // namespace essaim::figures
