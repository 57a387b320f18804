#include "platform/sheets/sheet.hpp"

#include <gtest/gtest.h>

namespace essaim::sheets {
namespace {

Sheet some() {
  Sheet sheet;
  sheet.name = "Figures";
  sheet.title = "Figures, weeks 1 to 4";
  sheet.head = {"From", "Of", "Measured"};
  sheet.rows = {{Day{*from_iso_date("2026-11-16")}, std::string("=1+1"), Hundredths{145}},
                {Day{*from_iso_date("2026-11-16")}, std::string("b; c, d"), int64_t(1200)},
                {Empty{}, std::string(), NotTold{}}};
  sheet.not_told = "hidden";
  sheet.of = {1'700'000'000'000};
  return sheet;
}

}  // namespace

TEST(Sheet, a_text_file_is_of_its_readers_country) {
  EXPECT_EQ(to_csv(some(), "en"), "From,Of,Measured\r\n2026-11-16,'=1+1,1.45\r\n2026-11-16,\"b; c, d\",1200\r\n,,\r\n");
  EXPECT_EQ(to_csv(some(), "fr"),
            "\xEF\xBB\xBF"
            "From;Of;Measured\r\n2026-11-16;'=1+1;1,45\r\n2026-11-16;\"b; c, d\";1200\r\n;;\r\n");
}

TEST(Sheet, a_workbook_is_a_zip_of_the_same_bytes_for_the_same_table) {
  auto const bytes = to_workbook(some());
  EXPECT_TRUE(bytes.starts_with("PK\x03\x04"));
  EXPECT_EQ(bytes, to_workbook(some()));
  auto other = some();
  other.rows[1][2] = int64_t(1201);
  EXPECT_NE(bytes, to_workbook(other));
}

TEST(Sheet, a_tab_that_no_spreadsheet_takes_is_our_own_mistake) {
  auto sheet = some();
  sheet.name = "a/b";
  EXPECT_THROW(to_workbook(sheet), std::runtime_error);
}

}  // namespace essaim::sheets
