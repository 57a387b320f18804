#include "base/zone.hpp"

#include <gtest/gtest.h>

namespace essaim {
namespace {

LocalTime local(char const* zone, char const* at) { return Zone(zone).at(*from_rfc3339(at)); }

}  // namespace

TEST(Zone, follows_summer_time) {
  EXPECT_EQ(local("Europe/Paris", "2026-07-14T22:30:00Z"), (LocalTime{*from_iso_date("2026-07-15"), 3, 0, 30}));
  EXPECT_EQ(local("Europe/Paris", "2026-11-22T22:30:00Z"), (LocalTime{*from_iso_date("2026-11-22"), 7, 23, 30}));
  EXPECT_EQ(local("Asia/Kolkata", "2026-11-22T00:00:00Z"), (LocalTime{*from_iso_date("2026-11-22"), 7, 5, 30}));
  EXPECT_EQ(local("Mars/Olympus", "2026-11-22T10:00:00Z").hour, 10);
}

TEST(Zone, a_day_starts_at_its_own_midnight) {
  for (auto zone : {"Europe/Paris", "America/Sao_Paulo", "Pacific/Auckland", "America/Havana", "Africa/Cairo", "UTC"}) {
    Zone const here(zone);
    for (int64_t day = *from_iso_date("2026-01-01"); day < *from_iso_date("2027-01-01"); ++day) {
      auto const start = here.start_of(day);
      EXPECT_EQ(here.at(start).day, day) << zone << " " << to_iso_date(day);
      EXPECT_EQ(here.at(start - milliseconds(1)).day, day - 1) << zone << " " << to_iso_date(day);
    }
  }
}

TEST(Zone, weeks_start_on_monday) {
  EXPECT_EQ(weekday_of(0), 4);
  EXPECT_EQ(weekday_of(-1), 3);
  EXPECT_EQ(to_iso_date(week_start(*from_iso_date("2026-11-22"))), "2026-11-16");
}

TEST(Zone, lies_in_a_country) {
  EXPECT_EQ(region_of_zone("Europe/Paris"), "FR");
  EXPECT_EQ(region_of_zone("America/New_York"), "US");
  EXPECT_EQ(region_of_zone("UTC"), "");
  EXPECT_EQ(region_of_zone("Mars/Olympus"), "");
}

}  // namespace essaim
