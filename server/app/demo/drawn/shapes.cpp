#include "app/demo/drawn/shapes.hpp"

#include "base/zone.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace essaim::demo {
namespace {

constexpr double reach_of_quality = 1.6, reach_of_activity = 1.3;
constexpr double readers_a_share = 0.8, evenness = 0.32;

double normal(Dice& dice) {  // Box and Muller 1958
  double const radius = std::sqrt(-2 * std::log(1 - dice.fraction()));
  return radius * std::cos(2 * std::numbers::pi * dice.fraction());
}

int month_of(int64_t day) {  // 1 is January
  auto const text = to_iso_date(day);
  return (text[5] - '0') * 10 + (text[6] - '0');
}

}  // namespace

double lognormal(Dice& dice, double sigma) { return std::exp(sigma * normal(dice)); }

double gamma(Dice& dice, double shape) {
  if (shape < 1) return gamma(dice, shape + 1) * std::pow(1 - dice.fraction(), 1 / shape);
  double const d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  while (true) {
    double const x = normal(dice), v = std::pow(1 + c * x, 3);
    if (v > 0 && std::log(1 - dice.fraction()) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
  }
}

int64_t poisson(Dice& dice, double mean) {
  if (mean > 50) return std::max<int64_t>(0, std::llround(mean + std::sqrt(mean) * normal(dice)));
  double const least = std::exp(-mean);
  int64_t count = 0;
  for (double product = 1 - dice.fraction(); product > least; product *= 1 - dice.fraction()) ++count;
  return count;
}

double season_of(int64_t day) {
  static constexpr std::array months{1.15, 1.0, 1.0, 1.0, 0.95, 1.0, 0.6, 0.6, 1.2, 1.2, 1.0, 0.85};
  static constexpr std::array weekdays{1.0, 1.2, 1.15, 1.15, 0.9, 0.15, 0.12};
  double const rest = month_of(day + 7) == 1 && month_of(day) == 12 ? 0.6 : 1;  // the year's last week: half
  return months[size_t(month_of(day) - 1)] * weekdays[size_t(weekday_of(day) - 1)] * rest;
}

int minute_of_sharing(Dice& dice) {
  double const part = dice.fraction();
  double const hour = part < 0.35 ? 8.7 : part < 0.6 ? 12.5 : part < 0.9 ? 16.5 : 20.0;
  return std::clamp(int(60 * (hour + 0.8 * normal(dice))), 6 * 60, 22 * 60 + 59);
}

Duration delay_of_reader(Dice& dice) {
  double const half_life = dice.happens(0.7) ? 3.0 : 24.0;
  return seconds(20 + int64_t(dice.exponential(half_life / std::numbers::ln2) * 3600));
}

int64_t readers_of(Dice& dice, double quality) {
  double const mean = readers_a_share * quality;
  return poisson(dice, gamma(dice, evenness) * mean / evenness);
}

double quality_of_story(Dice& dice) {
  return lognormal(dice, reach_of_quality) / std::exp(reach_of_quality * reach_of_quality / 2);
}
double activity_of_member(Dice& dice) {
  return lognormal(dice, reach_of_activity) / std::exp(reach_of_activity * reach_of_activity / 2);
}
double zeal_after(int64_t days) { return 1.0 / 3 + 2.0 / 3 * std::exp2(-double(days) / 42); }

size_t Weighted::draw(Dice& dice) const {
  auto const found = std::ranges::upper_bound(sums_, dice.fraction() * sum());
  return std::min(size_t(found - sums_.begin()), sums_.size() - 1);
}

}  // namespace essaim::demo
