#include "base/zone.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace essaim {

struct Zone::Rules {
  std::unique_ptr<icu::TimeZone> zone;

  int64_t offset(Instant at) const {
    int32_t raw = 0, summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(UDate(at.ms), false, raw, summer, status);
    return U_FAILURE(status) ? 0 : int64_t{raw} + summer;
  }
};

Zone::Zone(std::string_view name) : rules_(std::make_unique<Rules>()) {
  auto const id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), int32_t(name.size())));
  rules_->zone.reset(
      icu::TimeZone::createTimeZone(id));  // ICU answers "Etc/Unknown", which is UTC, for what it does not know
}
Zone::~Zone() = default;
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;

LocalTime Zone::at(Instant instant) const {
  Instant const local{instant.ms + rules_->offset(instant)};
  int64_t const day = utc_day(local), of_day = local.ms - day * 86'400'000;
  return {day, weekday_of(day), int(of_day / 3'600'000), int(of_day / 60'000 % 60)};
}

Instant Zone::start_of(int64_t day) const {
  Instant const midnight{day * 86'400'000};
  Instant guess{midnight.ms - rules_->offset(midnight)};
  guess = {midnight.ms - rules_->offset(guess)};  // once more: the offset at the local midnight itself
  // Where summer time begins at midnight that hour does not exist: the day starts an hour later.
  return at(guess).day < day ? guess + hours(1) : guess;
}

std::string region_of_zone(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  char region[8] = {};
  auto const id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), int32_t(name.size())));
  icu::TimeZone::getRegion(id, region, sizeof region, status);
  std::string_view const found(region);
  return U_FAILURE(status) || found == "001" ? std::string() : std::string(found);
}

}  // namespace essaim
