#include "features/today/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace essaim::today {
namespace {

using content::Stance;
constexpr Instant now{1'764'000'000'000};

Candidate story(int64_t id, Stance stance = Stance::useful) {
  Candidate candidate;
  candidate.story = id;
  candidate.stance = stance;
  candidate.visible_from = now - days(1);
  candidate.source = "source " + std::to_string(id);
  return candidate;
}
std::vector<Candidate> many(int useful, int company) {
  std::vector<Candidate> out;
  for (int i = 1; i <= useful; ++i) out.push_back(story(i));
  for (int i = 1; i <= company; ++i) out.push_back(story(1000 + i, Stance::company));
  return out;
}
int company_in(std::vector<Choice> const& chosen) {
  return int(
      std::count_if(chosen.begin(), chosen.end(), [](Choice const& one) { return one.stance == Stance::company; }));
}

}  // namespace

TEST(Today, promise_8_a_story_is_never_favoured_because_it_is_about_the_company) {
  std::mt19937 dice(11);
  for (int i = 0; i < 5'000; ++i) {
    auto useful = story(int64_t(dice()));
    useful.visible_from = now - hours(dice() % 500);
    useful.shared_class = std::array{0, 5, 10, 20, 50}[dice() % 5];
    useful.times_offered = int(dice() % 3);
    for (int64_t theme = 1; theme <= 4; ++theme)
      if (dice() % 2) useful.themes.push_back(theme);
    auto company = useful;
    company.stance = Stance::company;
    Taste taste{{{1}, 2, {"fr"}}, {1, 2}, {3}, {}, dice()};
    ASSERT_EQ(score(useful, taste, now), score(company, taste, now));
  }
  // Whatever speaks for it, the company's story takes no place but its own, and stands after the useful ones.
  auto candidates = many(10, 3);
  for (auto& candidate : candidates)
    if (candidate.stance == Stance::company) {
      candidate.themes = {1};
      candidate.audience.groups = {1};
      candidate.visible_from = now;
    }
  auto const chosen = choose(candidates, {}, Taste{{{1}, {}, {}}, {1}, {}, {}, 5}, {}, now);
  ASSERT_EQ(chosen.size(), 5u);
  EXPECT_EQ(company_in(chosen), 1);
  EXPECT_EQ(chosen.back().stance, Stance::company);
}

TEST(Today, promise_8_the_mix_is_kept) {
  struct Row {
    int useful, company;
    size_t shown;
    int about_company;
  };
  for (auto const& row : std::initializer_list<Row>{
           {10, 10, 5, 1}, {10, 0, 5, 0}, {4, 10, 5, 1}, {2, 10, 3, 1}, {0, 10, 1, 1}, {0, 0, 0, 0}, {5, 1, 5, 1}}) {
    auto const chosen = choose(many(row.useful, row.company), {}, {}, {}, now);
    EXPECT_EQ(chosen.size(), row.shown) << row.useful << " useful, " << row.company << " company";
    EXPECT_EQ(company_in(chosen), row.about_company) << row.useful << " useful, " << row.company << " company";
  }
}

TEST(Today, promise_8_over_the_days_the_ratio_is_exact) {
  struct Row {
    int stories, percent, in_100_days;
  };
  for (auto const& row :
       std::initializer_list<Row>{{5, 80, 100}, {3, 80, 60}, {4, 75, 100}, {5, 100, 0}, {10, 90, 100}, {1, 80, 20}}) {
    int total = 0;
    for (int64_t day = 20'000; day < 20'100; ++day) total += company_places({row.stories, row.percent, day});
    EXPECT_EQ(total, row.in_100_days) << row.stories << " at " << row.percent;
  }
}

TEST(Today, somebody_without_themes_has_a_full_page) {
  auto candidates = many(8, 2);
  for (auto& candidate : candidates) candidate.themes = {candidate.story % 3};
  EXPECT_EQ(choose(candidates, {}, {}, {}, now).size(), 5u);
  EXPECT_EQ(choose(candidates, {}, Taste{{}, {77}, {0, 1, 2}, {}, 0}, {}, now).size(), 5u)
      << "less of everything still is not nothing";
}

TEST(Today, a_story_without_theme_group_or_language_is_for_all) {
  auto const one = story(1);
  for (auto const& taste : {Taste{}, Taste{{{1, 2}, 3, {"it"}}, {9}, {}, {}, 4}})
    EXPECT_TRUE(may_be_offered(one, taste, now));
}

TEST(Today, what_cannot_be_offered) {
  Taste taste{{{1}, {}, {"fr"}}, {}, {}, {5}, 0};
  auto candidate = story(1);
  EXPECT_TRUE(may_be_offered(candidate, taste, now));
  candidate.visible_from = now + seconds(1);
  EXPECT_FALSE(may_be_offered(candidate, taste, now)) << "embargo";
  candidate = story(1);
  candidate.expires_at = now;
  EXPECT_FALSE(may_be_offered(candidate, taste, now)) << "expired";
  candidate = story(1);
  candidate.audience.groups = {2};
  EXPECT_FALSE(may_be_offered(candidate, taste, now)) << "another group's";
  EXPECT_FALSE(may_be_offered(story(5), taste, now)) << "shared or put aside";
}

TEST(Today, each_signal_moves_the_score_by_its_weight) {
  Taste const taste{{{1, 2}, 3, {"fr"}}, {10, 11}, {20}, {}, 0};
  auto with = [&](auto change) {
    auto candidate = story(1);
    change(candidate);
    return score(candidate, taste, now) - score(story(1), taste, now);
  };
  EXPECT_EQ(with([](Candidate& c) { c.themes = {10}; }), points_of(Signal::theme));
  EXPECT_EQ(with([](Candidate& c) {
              c.themes = {10, 11};
            }),
            points_of(Signal::theme) + points_of(Signal::another_theme));
  EXPECT_EQ(with([](Candidate& c) { c.themes = {12}; }), 0);
  EXPECT_EQ(with([](Candidate& c) { c.themes = {20}; }), points_of(Signal::less_of));
  EXPECT_EQ(with([](Candidate& c) { c.audience.groups = {2}; }), points_of(Signal::group));
  EXPECT_EQ(with([](Candidate& c) { c.audience.sites = {3}; }), points_of(Signal::site));
  EXPECT_EQ(with([](Candidate& c) { c.language = "fr"; }), 0);
  EXPECT_EQ(with([](Candidate& c) { c.language = "de"; }), points_of(Signal::other_language));
  EXPECT_EQ(with([](Candidate& c) { c.times_offered = 2; }), 2 * points_of(Signal::offered_before));
  EXPECT_EQ(with([](Candidate& c) { c.shared_class = 50; }), -points_of(Signal::novelty));
  EXPECT_LT(with([](Candidate& c) { c.visible_from = now - days(9); }), 0);
  EXPECT_GT(with([](Candidate& c) { c.visible_from = now; }), 0);
}

TEST(Today, each_story_says_why) {
  Taste const taste{{{1, 2}, 3, {}}, {10}, {}, {}, 0};
  auto reason = [&](auto change) {
    auto candidate = story(1);
    candidate.visible_from = now - days(20);
    change(candidate);
    auto const chosen = choose(std::span(&candidate, 1), {}, taste, {}, now);
    return chosen.empty() ? Choice{} : chosen.front();
  };
  auto const followed = reason([](Candidate& c) { c.themes = {9, 10}; });
  EXPECT_EQ(followed.reason, Reason::theme);
  EXPECT_EQ(followed.theme, 10) << "the one that is followed, not the first one";
  EXPECT_EQ(reason([](Candidate& c) { c.audience.groups = {2}; }).reason, Reason::group);
  EXPECT_EQ(reason([](Candidate& c) {
              c.audience.sites = {3};
              c.shared_class = 50;
            }).reason,
            Reason::site);
  EXPECT_EQ(reason([](Candidate& c) { c.visible_from = now; }).reason, Reason::fresh);
  EXPECT_EQ(reason([](Candidate&) {}).reason, Reason::novelty);
  auto const outside = reason([](Candidate& c) {
    c.themes = {9};
    c.shared_class = 20;
  });
  EXPECT_EQ(outside.reason, Reason::discovery);
  EXPECT_EQ(outside.theme, 9);
  EXPECT_EQ(reason([](Candidate& c) { c.shared_class = 50; }).reason, Reason::everybody);
  EXPECT_EQ(reason([](Candidate& c) {
              c.stance = Stance::company;
              c.themes = {10};
            }).reason,
            Reason::company)
      << "said openly, never dressed up";
  std::set<std::string_view> words;
  for (auto one : {Reason::theme, Reason::group, Reason::site, Reason::fresh, Reason::novelty, Reason::discovery,
                   Reason::everybody, Reason::company})
    words.insert(to_text(one));
  EXPECT_EQ(words.size(), 8u);
}

TEST(Today, the_choice_is_stable_and_fills_up) {
  auto const candidates = many(20, 4);
  Taste taste;
  taste.seed = 99;
  auto const first = choose(candidates, {}, taste, {}, now);
  auto shuffled = candidates;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(3));
  auto const again = choose(shuffled, {}, taste, {}, now);
  ASSERT_EQ(first.size(), again.size());
  for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].story, again[i].story);

  std::vector<Candidate> const given{story(1), story(1001, Stance::company)};
  auto const more = choose(candidates, given, taste, {}, now);
  EXPECT_EQ(more.size(), 3u);
  EXPECT_EQ(company_in(more), 0) << "its place is taken";
  for (auto const& one : more) EXPECT_NE(one.story, 1);
}

TEST(Today, variety_within_the_day_and_between_people) {
  std::vector<Candidate> candidates;
  for (int i = 1; i <= 12; ++i) {
    candidates.push_back(story(i));
    candidates.back().themes = {i <= 8 ? 1 : i};
    candidates.back().source = i <= 8 ? "one place" : "place " + std::to_string(i);
  }
  auto const chosen = choose(candidates, {}, {}, {}, now);
  auto const same = std::count_if(chosen.begin(), chosen.end(), [](Choice const& one) { return one.story <= 8; });
  EXPECT_LE(same, 2);
  std::set<int64_t> seen;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Taste taste;
    taste.seed = seed;
    for (auto const& one : choose(many(30, 0), {}, taste, {}, now)) seen.insert(one.story);
  }
  EXPECT_GT(seen.size(), 20u) << "not everybody gets the same five";
}

}  // namespace essaim::today
