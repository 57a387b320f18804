// What is deleted is counted, and the count tells of nobody; a clock that jumps deletes nothing.
#include "platform/retention/retention.hpp"

#include "platform/access/test_organisation.hpp"

#include <gtest/gtest.h>

namespace essaim::retention {
namespace {

Instant at(std::string const& day) { return {from_iso_date(day).value() * days(1).ms}; }

class RetentionTest : public testing::Test {
 protected:
  void note(Kind kind, int64_t deleted, std::string const& day) {
    world.db->write([&](db::Tx& tx) { retention::note(tx, kind, deleted, at(day)); });
  }
  std::vector<Month> shown(std::string const& day) {
    return world.db->read([&](db::Tx& tx) { return months(tx, at(day)); });
  }
  std::optional<int64_t> of(std::vector<Month> const& all, Kind kind, std::string const& month) {
    for (auto const& one : all)
      if (one.kind == kind && to_iso_date(one.first_day).starts_with(month)) return one.deleted;
    return -1;
  }
  TestOrganisation world;
};

}  // namespace

TEST_F(RetentionTest, promise_16_months_that_are_over_in_fives_and_nothing_below) {
  note(Kind::session, 3, "2026-09-30");
  note(Kind::session, 4, "2026-10-02");
  note(Kind::session, 9, "2026-10-31");
  note(Kind::refusal, 4, "2026-10-15");
  note(Kind::session, 50, "2026-11-01");
  auto const all = shown("2026-11-22");
  EXPECT_EQ(of(all, Kind::session, "2026-10"), 10) << "13, rounded down";
  EXPECT_EQ(of(all, Kind::session, "2026-09"), std::nullopt);
  EXPECT_EQ(of(all, Kind::refusal, "2026-10"), std::nullopt) << "four people's no";
  EXPECT_EQ(of(all, Kind::refusal, "2026-09"), std::nullopt) << "and none at all look alike";
  EXPECT_EQ(of(all, Kind::session, "2026-11"), -1) << "this month is not over";
  EXPECT_EQ(all.size(), 2 * terms().size());
}

TEST_F(RetentionTest, promise_16_one_more_of_a_few_changes_no_answer) {
  note(Kind::session, 1, "2026-10-02");
  auto const before = shown("2026-11-22");
  note(Kind::refusal, 1, "2026-10-03");
  auto const after = shown("2026-11-22");
  ASSERT_EQ(before.size(), after.size());
  for (size_t i = 0; i < after.size(); ++i) EXPECT_EQ(before[i].deleted, after[i].deleted);
}

TEST(Retention, every_kind_has_its_term_and_its_limit) {
  for (auto const& term : terms()) {
    EXPECT_EQ(&term_of(term.kind), &term);
    EXPECT_GT(term.days, 0) << term.name;
    EXPECT_EQ(limit_of(term.kind, at("2026-11-22")).ms, at("2026-11-22").ms - days(term.days).ms);
  }
  EXPECT_LE(term_of(Kind::raw_click).days, 762) << "25 months at most (CNIL)";
}

TEST(Retention, promise_20_a_clock_that_jumps_is_in_doubt) {
  ManualClock clock(at("2026-11-22"));
  Steadiness const steady(clock);
  auto const start = Steadiness::since_start_of_machine();
  auto const later = [&](int64_t n) { return Duration{start.ms + hours(n).ms}; };
  EXPECT_FALSE(steady.in_doubt(start));
  clock.advance(hours(5));
  EXPECT_FALSE(steady.in_doubt(later(5))) << "both went on";
  clock.advance(days(365));
  EXPECT_TRUE(steady.in_doubt(later(5)));
  EXPECT_TRUE(steady.in_doubt(later(4)));
  clock.advance(days(-365));
  EXPECT_FALSE(steady.in_doubt(later(5)));
  EXPECT_TRUE(steady.in_doubt(later(6))) << "an hour that the wall clock does not know";
}

}  // namespace essaim::retention
