#pragma once
// Closed periods: ISO weeks, from Monday to Sunday in UTC, for the whole organisation; blocks of four of them, always
// the same four, for everything that is cut. Dates that are asked for snap to them.

#include "base/clock.hpp"
#include "base/zone.hpp"

#include <cstdint>
#include <string_view>

namespace essaim::figures {

enum class Kind { week, block };
constexpr std::string_view to_text(Kind kind) { return kind == Kind::week ? "week" : "block"; }

constexpr int64_t days_of_week = 7, weeks_of_block = 4, days_of_block = 28;
constexpr int64_t first_monday = 4;  // 5 January 1970, in days since 1970

constexpr int64_t block_start(int64_t day) {
  int64_t const weeks = (week_start(day) - first_monday) / days_of_week;
  return week_start(day) - weeks % weeks_of_block * days_of_week;
}
static_assert(weekday_of(first_monday) == 1);
static_assert(block_start(first_monday + 30) == first_monday + 28);

/// Counts settle in the two hours after midnight; then a week is closed.
constexpr Duration settling = hours(2);
constexpr Instant start_of(int64_t day) { return {day * days(1).ms}; }
constexpr Instant closing_of_week(int64_t monday) { return start_of(monday + days_of_week) + settling; }

}  // namespace essaim::figures
