#pragma once
// The register of consents as everybody may read it. Pure.
//
// The sentence for the works council: "What people agreed to is shown once a month, rounded to five, and only where at
// least five people agree and at least five took their agreement back; so nobody is known by the day a figure moved."

#include "base/clock.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace essaim::privacy {

constexpr int64_t least_people = 5, rounding = 5;

constexpr int64_t rounded(int64_t people) { return (people + rounding / 2) / rounding * rounding; }

/// Absent: fewer than five people on one side or the other.
struct Stand {
  std::optional<int64_t> in_force, withdrawn;
  bool operator==(Stand const&) const = default;
};
constexpr Stand told(int64_t in_force, int64_t withdrawn) {
  if (in_force < least_people || withdrawn < least_people) return {};
  return {rounded(in_force), rounded(withdrawn)};
}

struct RegisterLine {
  std::string purpose;
  Stand stand;
};
/// Only where no line is hidden: a total less the lines would say what a hidden one is. Of one line there is none.
Stand total_of(std::span<RegisterLine const> lines);

/// The first day of that day's month, and of the month after it, on the UTC calendar.
int64_t month_start(int64_t day);
int64_t next_month(int64_t month);

/// What is written in the last minutes of a month is in before it is counted.
constexpr Duration settling = hours(2);
constexpr Instant closing_of_month(int64_t next) { return Instant{next * days(1).ms} + settling; }
/// The months that ended and are not closed yet, the oldest first: from the one in which the programme was founded, or
/// the one after the newest that is closed.
std::vector<int64_t> months_due(Instant founded, std::optional<int64_t> newest_closed, Instant now);

/// The access log is kept for a year (CNIL, délibération 2021-122: six months to a year).
constexpr int64_t access_log_days = 365;

}  // namespace essaim::privacy
