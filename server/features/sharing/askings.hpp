#pragma once
// How often a person asked the originality meter lately: kept in memory, for an hour, and nowhere else.

#include "base/clock.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace essaim::sharing {

/// Thread-safe.
class Askings {
 public:
  /// What is left after this one, or nothing when there was none left.
  std::optional<int64_t> ask(int64_t person, Instant now);
  int64_t left(int64_t person, Instant now);
  /// How long until there is one again.
  Duration wait(int64_t person, Instant now);

 private:
  std::deque<Instant>& recent(int64_t person, Instant now);

  std::mutex mutex_;
  std::map<int64_t, std::deque<Instant>> asked_;
};

}  // namespace essaim::sharing
