#pragma once
// Figures on the wire. A figure that is null is hidden: fewer than five people made it, or one made more than half, or
// it would tell a neighbour that is hidden. Which of these is not said.

#include "platform/http/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::figures {

struct FigureWeekDto {
  static constexpr std::string_view dto = "FigureWeek";
  std::string week_start;
  std::optional<int64_t> joined, headcount, active, clicks;
  bool incomplete = false;
};
template <class V>
void describe(V& v, FigureWeekDto& w) {
  v("week_start", w.week_start);
  v("joined", w.joined);
  v("headcount", w.headcount);
  v("active", w.active);
  v("clicks", w.clicks);
  v("incomplete", w.incomplete);
}

struct FigureRangeDto {
  static constexpr std::string_view dto = "FigureRange";
  int64_t low = 0, high = 0;
};
template <class V>
void describe(V& v, FigureRangeDto& r) {
  v("low", r.low);
  v("high", r.high);
}

struct FigureThemeDto {
  static constexpr std::string_view dto = "FigureTheme";
  std::optional<std::string> theme_id;
  std::string name_fr, name_en;
  std::optional<int64_t> tracked, clicks;
  std::optional<FigureRangeDto> clicks_percent;
};
template <class V>
void describe(V& v, FigureThemeDto& t) {
  v("theme_id", t.theme_id);
  v("name_fr", t.name_fr);
  v("name_en", t.name_en);
  v("tracked", t.tracked);
  v("clicks", t.clicks);
  v("clicks_percent", t.clicks_percent);
}

struct FigureNetworkDto {
  static constexpr std::string_view dto = "FigureNetwork";
  std::string network;
  std::optional<int64_t> tracked, clicks;
};
template <class V>
void describe(V& v, FigureNetworkDto& n) {
  v("network", n.network);
  v("tracked", n.tracked);
  v("clicks", n.clicks);
}

struct UnitThemeDto {
  static constexpr std::string_view dto = "UnitTheme";
  std::optional<std::string> theme_id;
  std::optional<int64_t> tracked_percent, clicks_percent;
};
template <class V>
void describe(V& v, UnitThemeDto& t) {
  v("theme_id", t.theme_id);
  v("tracked_percent", t.tracked_percent, http::between(0, 100));
  v("clicks_percent", t.clicks_percent, http::between(0, 100));
}

struct UnitNetworkDto {
  static constexpr std::string_view dto = "UnitNetwork";
  std::string network;
  std::optional<int64_t> tracked_percent, clicks_percent;
};
template <class V>
void describe(V& v, UnitNetworkDto& n) {
  v("network", n.network);
  v("tracked_percent", n.tracked_percent, http::between(0, 100));
  v("clicks_percent", n.clicks_percent, http::between(0, 100));
}

struct FigureUnitDto {
  static constexpr std::string_view dto = "FigureUnit";
  int64_t number = 0;
  std::string form, name;
  std::optional<int64_t> members, active, tracked, clicks;
  std::vector<UnitThemeDto> themes;
  std::vector<UnitNetworkDto> networks;
};
template <class V>
void describe(V& v, FigureUnitDto& u) {
  v("number", u.number);
  v("form", u.form, http::one_of({"group", "rest", "partners"}));
  v("name", u.name);
  v("members", u.members);
  v("active", u.active);
  v("tracked", u.tracked);
  v("clicks", u.clicks);
  v("themes", u.themes);
  v("networks", u.networks);
}

/// Parts of a hundred, in steps of five; the target is the one of today.
struct SharedMixDto {
  static constexpr std::string_view dto = "SharedMix";
  int64_t useful_percent = 0, company_percent = 0, target_useful_percent = 80;
};
template <class V>
void describe(V& v, SharedMixDto& m) {
  v("useful_percent", m.useful_percent, http::between(0, 100));
  v("company_percent", m.company_percent, http::between(0, 100));
  v("target_useful_percent", m.target_useful_percent, http::between(0, 100));
}

struct FigureBlockDto {
  static constexpr std::string_view dto = "FigureBlock";
  std::string from, to;
  bool incomplete = false;
  std::optional<int64_t> members, active, proved, declared, opened, tracked, clicks, clicks_per_share;
  std::optional<FigureRangeDto> clicks_per_share_range;
  std::optional<SharedMixDto> mix;
  std::vector<FigureUnitDto> units;
  std::vector<FigureThemeDto> themes;
  std::vector<FigureNetworkDto> networks;
};
template <class V>
void describe(V& v, FigureBlockDto& b) {
  v("from", b.from);
  v("to", b.to);
  v("incomplete", b.incomplete);
  v("members", b.members);
  v("active", b.active);
  v("proved", b.proved);
  v("declared", b.declared);
  v("opened", b.opened);
  v("tracked", b.tracked);
  v("clicks", b.clicks);
  v("clicks_per_share", b.clicks_per_share);
  v("clicks_per_share_range", b.clicks_per_share_range);
  v("mix", b.mix);
  v("units", b.units);
  v("themes", b.themes);
  v("networks", b.networks);
}

struct FiguresDto {
  static constexpr std::string_view dto = "Figures";
  int64_t least_people = 5;
  std::vector<FigureWeekDto> weeks;
  std::vector<std::string> blocks;
  std::optional<FigureBlockDto> block;
  std::string next_week_at, next_block_at;
};
template <class V>
void describe(V& v, FiguresDto& f) {
  v("least_people", f.least_people);
  v("weeks", f.weeks);
  v("blocks", f.blocks);
  v("block", f.block);
  v("next_week_at", f.next_week_at);
  v("next_block_at", f.next_block_at);
}

}  // namespace essaim::figures
