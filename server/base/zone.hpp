#pragma once
// Local time by IANA zone name ("Europe/Paris"), through ICU's tables. An unknown name reads as UTC.

#include "base/clock.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace essaim {

struct LocalTime {
  int64_t day = 0;  // days since 1970-01-01 on the place's own calendar
  int weekday = 1;  // 1 is Monday
  int hour = 0;
  int minute = 0;
  bool operator==(LocalTime const&) const = default;
};

/// 1 is Monday; 1970-01-01 was a Thursday.
constexpr int weekday_of(int64_t day) { return int(((day + 3) % 7 + 7) % 7) + 1; }
/// The Monday of that day's ISO week.
constexpr int64_t week_start(int64_t day) { return day - (weekday_of(day) - 1); }

class Zone {
 public:
  explicit Zone(std::string_view name);
  ~Zone();
  Zone(Zone&&) noexcept;
  Zone& operator=(Zone&&) noexcept;

  LocalTime at(Instant instant) const;
  /// The first moment of that local day.
  Instant start_of(int64_t day) const;

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

/// The country that a zone lies in ("FR"), empty where it lies in none or several.
std::string region_of_zone(std::string_view name);

}  // namespace essaim
