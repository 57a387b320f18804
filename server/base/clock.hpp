#pragma once
// Time is UTC milliseconds since 1970, and never steps back inside one process.

#include "base/result.hpp"

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace essaim {

struct Duration {
  int64_t ms = 0;
  constexpr auto operator<=>(Duration const&) const = default;
};
constexpr Duration milliseconds(int64_t n) { return {n}; }
constexpr Duration seconds(int64_t n) { return {n * 1000}; }
constexpr Duration minutes(int64_t n) { return {n * 60'000}; }
constexpr Duration hours(int64_t n) { return {n * 3'600'000}; }
constexpr Duration days(int64_t n) { return {n * 86'400'000}; }

struct Instant {
  int64_t ms = 0;  // since 1970-01-01T00:00:00Z
  constexpr auto operator<=>(Instant const&) const = default;
};
constexpr Instant operator+(Instant at, Duration by) { return {at.ms + by.ms}; }
constexpr Instant operator-(Instant at, Duration by) { return {at.ms - by.ms}; }
constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }

/// Days since 1970-01-01 in UTC; rollups and salts are cut by it.
constexpr int64_t utc_day(Instant at) { return at.ms >= 0 ? at.ms / 86'400'000 : (at.ms - 86'399'999) / 86'400'000; }
constexpr int64_t utc_hour(Instant at) { return at.ms >= 0 ? at.ms / 3'600'000 : (at.ms - 3'599'999) / 3'600'000; }

/// "2026-11-24T08:30:00Z" (RFC 3339); milliseconds only where they are not zero.
std::string to_rfc3339(Instant at);
/// Reads RFC 3339 with an offset; invalid input answers `time.invalid`.
Result<Instant> from_rfc3339(std::string_view text);
/// "2026-11-24" for a UTC day number, and back.
std::string to_iso_date(int64_t day);
Result<int64_t> from_iso_date(std::string_view text);

/// Clock is a parameter everywhere: no code asks the system for the time by itself. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// The larger of last and now: never steps back.
class SystemClock final : public Clock {
 public:
  Instant now() const override;

 private:
  mutable std::atomic<int64_t> last_{0};
};

/// For tests: stands still until told.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant at) : now_(at.ms) {}
  Instant now() const override { return {now_.load()}; }
  void advance(Duration by) { now_ += by.ms; }
  void set(Instant at) { now_ = at.ms; }

 private:
  std::atomic<int64_t> now_;
};

}  // namespace essaim
