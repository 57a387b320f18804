#include "features/figures/ranges.hpp"

#include <algorithm>

namespace essaim::figures {
namespace {

constexpr size_t draws = 400;

// SplitMix64 (Steele, Lea and Flood 2014): the same draws on every machine.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  size_t below(size_t bound) {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return size_t((z ^ (z >> 31)) % bound);
  }

 private:
  uint64_t state_;
};

Range middle_of(std::vector<int64_t>& values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  auto const at = [&](size_t per_mille) { return values[(values.size() - 1) * per_mille / 1000]; };
  return {at(25), at(975)};
}

int64_t rounded(int64_t part, int64_t times, int64_t whole) { return (2 * part * times + whole) / (2 * whole); }

}  // namespace

Ranges ranges_of(std::span<StoryCount const> stories, size_t themes, uint64_t seed) {
  Ranges out;
  out.themes.resize(themes);
  if (stories.empty()) return out;
  Dice dice(seed);
  std::vector<int64_t> per_share;
  std::vector<std::vector<int64_t>> parts(themes);
  for (size_t draw = 0; draw < draws; ++draw) {
    int64_t shares = 0, clicks = 0;
    std::vector<int64_t> of_theme(themes, 0);
    for (size_t i = 0; i < stories.size(); ++i) {
      auto const& story = stories[dice.below(stories.size())];
      shares += story.shares;
      clicks += story.clicks;
      of_theme[story.theme] += story.clicks;
    }
    if (shares > 0) per_share.push_back(rounded(clicks, 100, shares));
    if (clicks > 0)
      for (size_t theme = 0; theme < themes; ++theme) parts[theme].push_back(rounded(of_theme[theme], 100, clicks));
  }
  out.clicks_per_share = middle_of(per_share);
  for (size_t theme = 0; theme < themes; ++theme) out.themes[theme] = middle_of(parts[theme]);
  return out;
}

}  // namespace essaim::figures
