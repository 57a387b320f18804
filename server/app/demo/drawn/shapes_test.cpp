#include "app/demo/drawn/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace essaim::demo {
namespace {

constexpr size_t many = 20'000;

/// What the first tenth of them has of all, the largest first, in percent.
double part_of_a_tenth(std::vector<double> values) {
  std::ranges::sort(values, std::greater<>{});
  double const all = std::accumulate(values.begin(), values.end(), 0.0);
  return 100 * std::accumulate(values.begin(), values.begin() + int64_t(values.size() / 10), 0.0) / all;
}

TEST(DrawnShapes, three_quarters_of_shares_find_no_reader_and_a_tenth_of_stories_most) {
  Dice dice(1);
  std::vector<double> by_story;
  size_t without = 0, shares = 0;
  double readers = 0;
  for (size_t story = 0; story < many / 10; ++story) {
    double const quality = quality_of_story(dice);
    by_story.push_back(0);
    for (int share = 0; share < 10; ++share, ++shares) {
      auto const found = readers_of(dice, quality);
      without += found == 0;
      by_story.back() += double(found);
      readers += double(found);
    }
  }
  EXPECT_GE(100 * without / shares, 70u);
  EXPECT_LE(100 * without / shares, 85u);
  EXPECT_GT(readers / double(shares), 0.3);
  EXPECT_LT(readers / double(shares), 1.2);
  EXPECT_GE(part_of_a_tenth(by_story), 55);
}

TEST(DrawnShapes, a_tenth_of_the_members_make_about_half_of_the_shares) {
  Dice dice(2);
  std::vector<double> activity(many);
  std::ranges::generate(activity, [&] { return activity_of_member(dice); });
  EXPECT_NEAR(std::accumulate(activity.begin(), activity.end(), 0.0) / double(many), 1, 0.15);
  EXPECT_GE(part_of_a_tenth(activity), 40);
  EXPECT_LE(part_of_a_tenth(activity), 60);
}

TEST(DrawnShapes, draws_have_the_means_they_say) {
  Dice dice(3);
  double gammas = 0, few = 0, lots = 0;
  for (size_t i = 0; i < many; ++i) {
    gammas += gamma(dice, 0.32);
    few += double(poisson(dice, 0.8));
    lots += double(poisson(dice, 120));
  }
  EXPECT_NEAR(gammas / many, 0.32, 0.02);
  EXPECT_NEAR(few / many, 0.8, 0.03);
  EXPECT_NEAR(lots / many, 120, 0.5);
}

TEST(DrawnShapes, summer_weekends_and_the_years_end_are_quiet) {
  auto const day = [](char const* text) { return *from_iso_date(text); };
  EXPECT_LT(season_of(day("2026-08-05")), season_of(day("2026-09-02")));
  EXPECT_LT(season_of(day("2026-09-05")), season_of(day("2026-09-03")));
  EXPECT_LT(season_of(day("2026-12-30")), season_of(day("2026-12-09")));
  EXPECT_NEAR(zeal_after(42), (1 + 1.0 / 3) / 2, 0.001);
  EXPECT_GT(zeal_after(3'000), 0.3);
}

TEST(DrawnShapes, half_of_the_readers_come_within_five_hours) {
  Dice dice(4);
  size_t early = 0;
  for (size_t i = 0; i < many; ++i) early += delay_of_reader(dice) <= hours(5);
  EXPECT_GT(early, many / 2);
  EXPECT_LT(early, many * 7 / 10);
}

TEST(DrawnShapes, what_weighs_more_is_drawn_more_often) {
  Dice dice(5);
  Weighted weighted;
  for (double const weight : {1.0, 0.0, 3.0}) weighted.add(weight);
  std::array<int, 3> drawn{};
  for (size_t i = 0; i < many; ++i) ++drawn[weighted.draw(dice)];
  EXPECT_EQ(drawn[1], 0);
  EXPECT_NEAR(double(drawn[2]) / drawn[0], 3, 0.2);
}

}  // namespace
}  // namespace essaim::demo
