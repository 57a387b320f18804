#include "features/privacy/rules.hpp"

#include <gtest/gtest.h>

namespace essaim::privacy {
namespace {

int64_t day(std::string_view text) { return from_iso_date(text).value(); }
Instant at(std::string_view text) { return from_rfc3339(text).value(); }

}  // namespace

TEST(PrivacyRules, promise_16_both_sides_are_at_least_five_and_rounded_to_five) {
  EXPECT_EQ(told(4, 30), Stand{});
  EXPECT_EQ(told(30, 4), Stand{});
  EXPECT_EQ(told(0, 0), Stand{});
  EXPECT_EQ(told(5, 5), (Stand{5, 5}));
  EXPECT_EQ(told(231, 14), (Stand{230, 15}));
  EXPECT_EQ(told(232, 12), (Stand{230, 10}));
  EXPECT_EQ(told(233, 13), (Stand{235, 15}));
  for (int64_t people = least_people; people < 500; ++people) {
    auto const shown = told(people, people);
    EXPECT_EQ(*shown.in_force % rounding, 0);
    EXPECT_LE(std::abs(*shown.in_force - people), 2);
  }
}

TEST(PrivacyRules, promise_16_no_total_where_a_line_is_hidden) {
  std::vector<RegisterLine> lines{{"charter", {230, 15}}, {"name_shown", {110, 10}}};
  EXPECT_EQ(total_of(lines), (Stand{340, 25}));
  lines.push_back({"quoted", {}});
  EXPECT_EQ(total_of(lines), Stand{});
  EXPECT_EQ(total_of(std::vector<RegisterLine>{{"charter", {230, 15}}}), Stand{}) << "one line is its own total";
}

TEST(PrivacyRules, months_begin_on_their_first_day) {
  EXPECT_EQ(month_start(day("2026-11-22")), day("2026-11-01"));
  EXPECT_EQ(month_start(day("2028-02-29")), day("2028-02-01"));
  EXPECT_EQ(next_month(day("2026-12-01")), day("2027-01-01"));
  EXPECT_EQ(next_month(day("2028-02-01")), day("2028-03-01"));
}

TEST(PrivacyRules, a_month_is_due_two_hours_after_its_end_and_missed_ones_are_caught_up) {
  auto const founded = at("2026-08-17T09:00:00Z");
  EXPECT_TRUE(months_due(founded, {}, at("2026-09-01T01:59:59Z")).empty());
  EXPECT_EQ(months_due(founded, {}, at("2026-09-01T02:00:00Z")), (std::vector{day("2026-08-01")}));
  EXPECT_EQ(months_due(founded, {}, at("2026-11-22T09:00:00Z")),
            (std::vector{day("2026-08-01"), day("2026-09-01"), day("2026-10-01")}));
  EXPECT_EQ(months_due(founded, day("2026-09-01"), at("2026-11-22T09:00:00Z")), (std::vector{day("2026-10-01")}));
  EXPECT_TRUE(months_due(founded, day("2026-10-01"), at("2026-11-22T09:00:00Z")).empty());
  EXPECT_TRUE(months_due({0}, {}, at("2026-11-22T09:00:00Z")).empty()) << "nothing was founded yet";
}

}  // namespace essaim::privacy
