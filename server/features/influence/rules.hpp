#pragma once
// What a person's shares did, said with care: pure rules on counts. Clicks of one share come together (one reader
// tells another), so a share is one witness, however many clicks it brought: the ranges are as wide as that asks.

#include "base/figure.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace essaim::influence {

/// All that decides what may be said, in one place.
struct InfluenceRules {
  int64_t readers_for_hours = 5;  // promise 9: below, a share shows its count and day, not its hour or country
  int64_t shares_for_hours = 5;   // witnesses before a best hour is named
  int64_t clicks_for_hours = 20;
  int64_t clicks_a_witness = 10;  // more clicks of one share weigh no more
  int64_t shares_for_sentence = 6;
  int64_t clicks_for_sentence = 20;
  double z = 1.645;  // nine times in ten the range holds the truth
};
inline constexpr InfluenceRules influence_rules;

/// Wilson's score interval (Wilson 1927) of a part seen in `n` independent looks; n may be a fraction.
struct Interval {
  double low = 0, high = 1;
};
Interval wilson(double part, double n, double z = influence_rules.z);
/// Kish's effective number: how many witnesses of equal weight say as much as these.
double effective_witnesses(std::span<int64_t const> weights);

// ---- best hours

/// People's clicks of one share in one hour of the author's week (weekday 1 is Monday).
struct HourClicks {
  int64_t share = 0;
  int weekday = 1;
  int hour = 0;
  Figure<Measured> clicks;
};
struct HourCell {
  int weekday = 1;
  int hour = 0;
  Figure<Measured> clicks;
};
struct BestHour {
  int weekday = 1;
  int hour = 0;
  Figure<Estimated> percent;  // of the clicks that fall in this hour
};
struct Hours {
  std::vector<HourCell> cells;   // only hours with clicks, Monday first
  std::optional<BestHour> best;  // only where its low end is above what chance gives
  bool enough = false;
  int64_t shares = 0;  // that had enough readers to be asked
};
/// Shares with fewer than five readers are left out before anything is counted.
Hours best_hours(std::span<HourClicks const> clicks);

// ---- circles

enum class Circle { direct, beyond, unknown };
/// Where a click came from, seen from the share: the share's own network (the author's circle), another one (somebody
/// passed the link on), or nowhere that says so. Private channels send no referrer, so silence is theirs.
Circle circle_of(std::string_view share_network, bool share_is_private, std::string_view click_network);

// ---- shares and clicks of a kind

/// Whole percents that add up to 100 (largest remainders); all 0 when the whole is 0.
std::vector<int> percents(std::span<int64_t const> parts);

/// One sentence about what worked, or none when the figures would not bear it.
struct Sentence {
  std::string code;  // in the catalogue
  std::vector<std::pair<std::string, std::string>> values;
};
struct SharedText {
  int64_t share = 0;
  std::string theme;  // the first one, may be empty
  bool own_words = false;
  Figure<Measured> clicks;
};
std::optional<Sentence> what_worked(std::span<SharedText const> shares);

}  // namespace essaim::influence
