#include "features/privacy/rules.hpp"

#include <chrono>

namespace essaim::privacy {
namespace {

using std::chrono::months, std::chrono::sys_days, std::chrono::year_month_day;

int64_t day_of(year_month_day const& date) { return sys_days(date).time_since_epoch().count(); }
year_month_day first_of(int64_t day) {
  year_month_day const date{sys_days(std::chrono::days(day))};
  return {date.year(), date.month(), std::chrono::day(1)};
}

}  // namespace

Stand total_of(std::span<RegisterLine const> lines) {
  if (lines.size() < 2) return {};
  int64_t in_force = 0, withdrawn = 0;
  for (auto const& line : lines) {
    if (!line.stand.in_force || !line.stand.withdrawn) return {};
    in_force += *line.stand.in_force;
    withdrawn += *line.stand.withdrawn;
  }
  return {in_force, withdrawn};
}

int64_t month_start(int64_t day) { return day_of(first_of(day)); }
int64_t next_month(int64_t month) { return day_of(first_of(month) + months(1)); }

std::vector<int64_t> months_due(Instant founded, std::optional<int64_t> newest_closed, Instant now) {
  std::vector<int64_t> out;
  if (!newest_closed && founded.ms <= 0) return out;
  int64_t month = newest_closed ? next_month(*newest_closed) : month_start(utc_day(founded));
  for (; closing_of_month(next_month(month)) <= now; month = next_month(month)) out.push_back(month);
  return out;
}

}  // namespace essaim::privacy
