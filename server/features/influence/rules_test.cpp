#include "features/influence/rules.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace essaim::influence {
namespace {

HourClicks at(int64_t share, int weekday, int hour, int64_t clicks) {
  return {share, weekday, hour, Figure<Measured>(clicks)};
}

SharedText text(int64_t share, std::string theme, bool own, int64_t clicks) {
  return {share, std::move(theme), own, Figure<Measured>(clicks)};
}

}  // namespace

TEST(InfluenceRules, wilson_agrees_with_its_published_values) {
  auto const some = wilson(0.5, 10, 1.96);  // Newcombe 1998: 5 of 10 gives 0.237 to 0.763
  EXPECT_NEAR(some.low, 0.2366, 1e-3);
  EXPECT_NEAR(some.high, 0.7634, 1e-3);
  auto const none = wilson(0.0, 10, 1.96);
  EXPECT_NEAR(none.low, 0.0, 1e-9);
  EXPECT_NEAR(none.high, 0.2775, 1e-3);
  EXPECT_EQ(wilson(0.5, 0).high, 1.0);
}

TEST(InfluenceRules, one_viral_share_is_one_witness) {
  EXPECT_NEAR(effective_witnesses(std::vector<int64_t>{1000, 1, 1}), 1.0, 0.01);
  EXPECT_NEAR(effective_witnesses(std::vector<int64_t>{7, 7, 7, 7}), 4.0, 1e-9);
  std::vector<HourClicks> clicks{at(1, 4, 8, 500)};
  for (int64_t share = 2; share <= 8; ++share) clicks.push_back(at(share, int(share % 5) + 1, 12, 5));
  auto const hours = best_hours(clicks);
  EXPECT_TRUE(hours.enough);
  EXPECT_FALSE(hours.best) << "a single share with many clicks names no best hour";
}

TEST(InfluenceRules, a_best_hour_is_a_range_and_needs_witnesses) {
  std::vector<HourClicks> clicks;
  for (int64_t share = 1; share <= 12; ++share) {
    clicks.push_back(at(share, 4, 8, 6));
    clicks.push_back(at(share, int(share % 5) + 1, 12 + int(share % 4), 2));
  }
  auto const hours = best_hours(clicks);
  ASSERT_TRUE(hours.best);
  EXPECT_EQ(hours.best->weekday, 4);
  EXPECT_EQ(hours.best->hour, 8);
  EXPECT_LT(hours.best->percent.low, 75);
  EXPECT_GT(hours.best->percent.high, 75);
  EXPECT_EQ(hours.shares, 12);
  auto const few = best_hours(std::span(clicks).first(8));
  EXPECT_FALSE(few.enough);
  EXPECT_FALSE(few.best);
  EXPECT_FALSE(best_hours({}).enough);
}

TEST(InfluenceRules, promise_9_a_share_with_fewer_than_five_readers_shows_no_hour) {
  std::vector<HourClicks> const clicks{at(1, 2, 22, 1), at(1, 3, 7, 3), at(2, 1, 9, 5)};
  auto const hours = best_hours(clicks);
  ASSERT_EQ(hours.cells.size(), 1u);
  EXPECT_EQ(hours.cells[0].hour, 9);
  EXPECT_EQ(hours.shares, 1);
}

TEST(InfluenceRules, a_click_is_direct_beyond_or_unknown) {
  EXPECT_EQ(circle_of("linkedin", false, "linkedin"), Circle::direct);
  EXPECT_EQ(circle_of("linkedin", false, "slack"), Circle::beyond);
  EXPECT_EQ(circle_of("linkedin", false, ""), Circle::unknown);
  EXPECT_EQ(circle_of("whatsapp", true, ""), Circle::direct);
  EXPECT_EQ(circle_of("whatsapp", true, "linkedin"), Circle::beyond);
}

TEST(InfluenceRules, percents_add_up_to_a_hundred) {
  for (auto const& parts : {std::vector<int64_t>{1, 1, 1}, {21, 43, 29, 7}, {1, 999}, {5}}) {
    auto const out = percents(parts);
    EXPECT_EQ(std::accumulate(out.begin(), out.end(), 0), 100);
  }
  EXPECT_EQ(percents(std::vector<int64_t>{0, 0}), (std::vector<int>{0, 0}));
}

TEST(InfluenceRules, what_worked_is_said_only_where_the_figures_bear_it) {
  std::vector<SharedText> shares;
  for (int64_t i = 0; i < 6; ++i) shares.push_back(text(i, "a", true, 9 + i));
  for (int64_t i = 6; i < 12; ++i) shares.push_back(text(i, "b", false, i % 3));
  auto const own = what_worked(shares);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->code, "influence.own_words_read_more");
  EXPECT_EQ(own->values[0].second, "6");

  std::vector<SharedText> themes;
  for (int64_t i = 0; i < 4; ++i) themes.push_back(text(i, "terrain", true, 20));
  for (int64_t i = 4; i < 20; ++i) themes.push_back(text(i, "reseaux", true, 3));
  auto const theme = what_worked(themes);
  ASSERT_TRUE(theme);
  EXPECT_EQ(theme->code, "influence.theme_read_more");
  EXPECT_EQ(theme->values[0].second, "terrain");

  std::vector<SharedText> even;
  for (int64_t i = 0; i < 12; ++i) even.push_back(text(i, i % 2 == 0 ? "a" : "b", i % 3 == 0, 4));
  EXPECT_FALSE(what_worked(even));
  EXPECT_FALSE(what_worked(std::span(shares).first(3)));
}

}  // namespace essaim::influence
