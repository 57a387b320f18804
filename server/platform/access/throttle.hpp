#pragma once
// At most so many of something in a window, by person, in memory: a restart forgets it, a table never holds it.

#include "base/clock.hpp"

#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace essaim {

/// Thread-safe.
class Throttle {
 public:
  Throttle(int most, Duration window) : most_(most), window_(window) {}

  /// Counts this one where it is within the limit.
  bool admit(int64_t who, Instant now) {
    std::lock_guard const lock(mutex_);
    if (counts_.size() > 100'000)
      std::erase_if(counts_, [&](auto const& one) { return now - one.second.since >= window_; });
    auto& count = counts_[who];
    if (now - count.since >= window_) count = {now, 0};
    return count.used < most_ && ++count.used > 0;
  }

 private:
  struct Count {
    Instant since{INT64_MIN / 2};
    int used = 0;
  };
  int const most_;
  Duration const window_;
  std::mutex mutex_;
  std::unordered_map<int64_t, Count> counts_;
};

}  // namespace essaim
