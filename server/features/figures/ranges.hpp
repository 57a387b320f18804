#pragma once
// How sure a figure of clicks is. Clicks of one story are not independent of each other, so stories are drawn again,
// not clicks (bootstrap by story, Efron 1979; 95 of 100 draws). Pure, and the same for the same counts.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace essaim::figures {

struct StoryCount {
  size_t theme = 0;
  int64_t shares = 0, clicks = 0;
};
struct Range {
  int64_t low = 0, high = 0;
  bool operator==(Range const&) const = default;
};
struct Ranges {
  Range clicks_per_share;     // in hundredths
  std::vector<Range> themes;  // each theme's part of all clicks, in percent
};
Ranges ranges_of(std::span<StoryCount const> stories, size_t themes, uint64_t seed);

}  // namespace essaim::figures
