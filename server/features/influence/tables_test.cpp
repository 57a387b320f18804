#include "features/influence/tables.hpp"

#include <gtest/gtest.h>

namespace essaim::influence {
namespace {

Catalogue words() { return Catalogue::embedded(); }

Influence some() {
  Influence out;
  int64_t const day = *from_iso_date("2026-11-16");
  out.days = {{day, Figure<Measured>(3), false}, {day + 1, Figure<Measured>(0), true}};
  Slice slice;
  slice.id = "linkedin";
  slice.shares = {Figure<Opened>(1), Figure<Declared>(2), Figure<Proved>(3)};
  slice.clicks = Figure<Measured>(40);
  out.networks = {slice};
  out.read = {{1, "=HYPERLINK(\"http://evil.example\")", "Une phrase ; deux", "x", day, Figure<Measured>(7)}};
  out.hours.cells = {{4, 8, Figure<Measured>(12)}};
  return out;
}

}  // namespace

TEST(InfluenceTables, promise_24_each_mark_has_its_column) {
  EXPECT_EQ(
      *write_table(some(), "networks", "en", words()),
      "Network,Shares opened only,Shares declared,Shares proved,Clicks by people (measured)\r\nLinkedIn,1,2,3,40\r\n");
}

TEST(InfluenceTables, french_has_semicolons_and_a_byte_order_mark) {
  EXPECT_EQ(*write_table(some(), "days", "fr", words()),
            "\xEF\xBB\xBFJour;Clics de personnes (mesuré);Compte complet\r\n2026-11-16;3;oui\r\n2026-11-17;0;non\r\n");
  EXPECT_EQ(*write_table(some(), "hours", "fr", words()),
            "\xEF\xBB\xBFJour de la semaine;Heure;Clics de personnes (mesuré)\r\njeudi;8;12\r\n");
}

TEST(InfluenceTables, nothing_is_run_by_a_spreadsheet) {
  auto const table = *write_table(some(), "shares", "fr", words());
  EXPECT_NE(table.find("\"'=HYPERLINK(\"\"http://evil.example\"\")\";\"Une phrase ; deux\";7"), std::string::npos)
      << table;
}

TEST(InfluenceTables, an_unknown_table_is_refused) {
  EXPECT_EQ(write_table(some(), "people", "fr", words()).error().code, "influence.unknown_table");
  EXPECT_EQ(read_period("2y", 20000).error().code, "influence.unknown_period");
  auto const quarter = *read_period("3m", *from_iso_date("2026-11-22"));
  EXPECT_EQ(to_iso_date(quarter.from_day), "2026-08-24");
  EXPECT_EQ(weekday_of(quarter.from_day), 1);
}

}  // namespace essaim::influence
