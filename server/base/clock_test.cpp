#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace essaim {

TEST(Clock, prints_and_reads_rfc3339) {
  struct Row {
    char const* text;
    int64_t ms;
  };
  for (auto [text, ms] : {Row{"1970-01-01T00:00:00Z", 0}, Row{"2026-11-24T08:30:00Z", 1795509000000},
                          Row{"2026-11-24T08:30:00.250Z", 1795509000250}, Row{"1969-12-31T23:59:59Z", -1000}}) {
    EXPECT_EQ(to_rfc3339({ms}), text);
    EXPECT_EQ(from_rfc3339(text)->ms, ms);
  }
  EXPECT_EQ(from_rfc3339("2026-11-24T10:30:00+02:00")->ms, 1795509000000);
}

TEST(Clock, refuses_what_is_not_a_time) {
  for (auto const* text : {"", "2026-11-24", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-24T25:00:00Z",
                           "2026-11-24T08:30:00", "2026-11-24T08:30:00Zx", "2026-11-24T08:30:00+0200"})
    EXPECT_FALSE(from_rfc3339(text)) << text;
}

TEST(Clock, days_are_cut_in_utc_also_before_1970) {
  EXPECT_EQ(utc_day({-1}), -1);
  EXPECT_EQ(utc_day({0}), 0);
  EXPECT_EQ(to_iso_date(utc_day({1795509000000})), "2026-11-24");
}

}  // namespace essaim
