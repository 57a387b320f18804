#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace essaim {
namespace {

struct Read {
  std::vector<CsvRow> rows;
  std::vector<CsvProblem> problems;
  CsvShape shape;
};

Read read(std::string_view text) {
  Read out;
  auto const shape = read_csv(
      text,
      [&](CsvRow const& row) {
        out.rows.push_back(row);
        return true;
      },
      [&](CsvProblem const& problem) { out.problems.push_back(problem); });
  if (shape) out.shape = *shape;
  return out;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST(Csv, reads_what_offices_send) {
  struct Case {
    std::string_view text;
    char separator;
    Fields second;
  };
  for (auto const& [text, separator, second] : {
           Case{"a,b\n1,2\n", ',', {"1", "2"}},
           Case{"a;b\r\n1;2\r\n", ';', {"1", "2"}},
           Case{"a\tb\r1\t2\r", '\t', {"1", "2"}},
           Case{"\xEF\xBB\xBF"
                "a;b\n\"é;è\";2",
                ';',
                {"é;è", "2"}},
           Case{"a;b\n\"two\r\nlines\";\"say \"\"hi\"\"\"\n", ';', {"two\nlines", "say \"hi\""}},
           Case{"a,b\n , \n", ',', {" ", " "}},
           Case{"a,b\n  \"quoted after spaces\"  ,2\n", ',', {"quoted after spaces", "2"}},
           Case{"\"a,a,a\";b\n1;2", ';', {"1", "2"}},
       }) {
    auto const got = read(text);
    EXPECT_EQ(got.shape.separator, separator) << text;
    ASSERT_EQ(got.rows.size(), 2u) << text;
    EXPECT_EQ(got.rows[1].fields, second) << text;
    EXPECT_TRUE(got.problems.empty()) << text;
  }
}

TEST(Csv, windows_1252_is_recognised_and_translated) {
  auto const got = read("nom;prix\nMa\xEBl \x8Cuvre;5 \x80\n");
  EXPECT_EQ(got.shape.encoding, CsvEncoding::windows1252);
  EXPECT_EQ(got.rows[1].fields, (Fields{"Maël Œuvre", "5 €"}));
}

TEST(Csv, a_letter_cut_between_two_feeds_stays_utf8) {
  CsvProbe probe;
  probe.feed("nom\nMa\xC3");
  probe.feed("\xABl\n");
  EXPECT_EQ(probe.shape()->encoding, CsvEncoding::utf8);
}

TEST(Csv, a_bad_row_says_where_and_does_not_stop_the_others) {
  auto const got = read("a,b\n1,\"x\"y \"z\",4\n2,ok\n3,\"never closed\n4,read");
  ASSERT_EQ(got.problems.size(), 2u);
  EXPECT_EQ(got.problems[0].line, 2);
  EXPECT_EQ(got.problems[0].column, 6);
  EXPECT_EQ(got.problems[0].cell, 2);
  EXPECT_EQ(got.problems[0].text, "\"x\"y \"z\"");
  EXPECT_EQ(got.problems[0].code, "csv.text_after_quote");
  EXPECT_EQ(got.problems[1].line, 4);
  EXPECT_EQ(got.problems[1].column, 3);
  EXPECT_EQ(got.problems[1].cell, 2);
  EXPECT_EQ(got.problems[1].text, "\"never closed");
  EXPECT_EQ(got.problems[1].code, "csv.unclosed_quote");
  ASSERT_EQ(got.rows.size(), 3u);
  EXPECT_EQ(got.rows[1].fields, (Fields{"2", "ok"}));
  EXPECT_EQ(got.rows[2].fields, (Fields{"4", "read"}));
  EXPECT_EQ(got.rows[2].line, 5);
}

TEST(Csv, no_line_behind_an_unclosed_quote_is_lost_unsaid) {
  struct Case {
    std::string_view text;
    std::vector<int64_t> rows, problems;  // their lines
  };
  std::string const long_row = std::string(CsvReader::field_limit, 'x') + "\n";
  for (auto const& [text, rows, problems] : std::vector<Case>{
           {"a\n\"b\nc\nd\n", {1, 3, 4}, {2}},
           {"a\r\n\"b\r\nc\r\nd\r\n", {1, 3, 4}, {2}},
           {"a\r\"b\rc", {1, 3}, {2}},
           {"a\n\"b", {1}, {2}},
           {"a\n\"b\n", {1}, {2}},
           {"a\n\"b\nc\n\"d\"\ne", {1, 3, 4, 5}, {2}},              // the mark of line 4 seems to close it
           {"a\n\"b\n\"c\n\"d\"\n\"e\nf\n", {1, 4, 6}, {2, 3, 5}},  // several
           {"a\n\"b\nc\n\"two\nlines\"\nd\n", {1, 3, 4, 6}, {2}},   // one that may go on stands behind
           {"a\n\"b\nc\"d\n\"two\nlines\"", {1, 3, 4}, {2}},
       }) {
    for (size_t cut = 0; cut <= text.size(); ++cut) {
      std::vector<int64_t> got, refused;
      CsvReader reader(
          {}, [&](CsvRow const& row) { return got.push_back(row.line), true; },
          [&](CsvProblem const& problem) { refused.push_back(problem.line); });
      reader.feed(text.substr(0, cut));
      reader.feed(text.substr(cut));
      reader.finish();
      EXPECT_EQ(got, rows) << text;
      EXPECT_EQ(refused, problems) << text;
    }
  }
  auto const heavy = read("a\n\"b\nc\n" + long_row + "d\n");
  EXPECT_EQ(heavy.problems.at(0).line, 2);
  EXPECT_EQ(heavy.rows.size(), 4u) << "as heavy as a cell may be";
}

TEST(Csv, a_file_of_unclosed_quotes_is_read_in_bounded_time_and_each_line_is_spoken_of) {
  std::string text;
  std::string const line = std::string(300, 'x') + "\",\"\n";  // closes the one before and opens another
  for (int i = 0; i < 4000; ++i) text += line;
  auto const got = read(text);
  ASSERT_EQ(got.problems.size() + got.rows.size(), 4000u);
  for (size_t i = 0; i < got.problems.size(); ++i) EXPECT_EQ(got.problems[i].line, int64_t(i) + 1);
}

TEST(Csv, a_spreadsheets_unicode_text_is_read) {
  std::string const text = "nom\tmél\r\n\"Maël\tŒ\"\t🐝\r\n";
  for (bool const big : {false, true}) {
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (char16_t const unit : std::u16string_view(u"nom\tmél\r\n\"Maël\tŒ\"\t🐝\r\n")) {
      bytes += char(big ? unit >> 8 : unit & 0xFF);
      bytes += char(big ? unit & 0xFF : unit >> 8);
    }
    auto const got = read(bytes);
    EXPECT_EQ(to_text(got.shape.encoding), "utf-16");
    EXPECT_EQ(got.shape.separator, '\t');
    ASSERT_EQ(got.rows.size(), 2u);
    EXPECT_EQ(got.rows[0].fields, (Fields{"nom", "mél"}));
    EXPECT_EQ(got.rows[1].fields, (Fields{"Maël\tŒ", "🐝"}));
    Utf16Decoder decoder(big);
    std::string pieces;
    for (char const byte : bytes) pieces += decoder.feed(std::string_view(&byte, 1));
    EXPECT_EQ(pieces, "\xEF\xBB\xBF" + text);
  }
  EXPECT_EQ(Utf16Decoder(true).feed(std::string_view("\xD8\x3D\0a\0\0\xDC\x1D", 8)), "\uFFFDa\uFFFD\uFFFD");
}

TEST(Csv, lines_and_columns_count_letters_and_quoted_line_ends) {
  auto const got = read("nom;e\n\"é\né\";b\nx;y\n");
  EXPECT_EQ(got.rows[1].line, 2);
  EXPECT_EQ(got.rows[1].columns, (std::vector<int64_t>{1, 4}));
  EXPECT_EQ(got.rows[2].line, 4);
  EXPECT_EQ(got.rows[2].columns, (std::vector<int64_t>{1, 3}));
}

TEST(Csv, empty_lines_are_skipped_and_limits_hold) {
  EXPECT_EQ(read("a\n\n\r\n  \nb\n").rows.size(), 2u);
  EXPECT_EQ(read("").rows.size(), 0u);
  EXPECT_EQ(read(std::string(CsvReader::field_limit + 1, 'x')).problems.at(0).code, "csv.field_too_long");
  EXPECT_EQ(read(std::string(400, ',')).problems.at(0).code, "csv.too_many_fields");
}

TEST(Csv, what_is_no_table_is_refused_by_name) {
  auto const none = [](CsvRow const&) { return true; };
  auto const quiet = [](CsvProblem const&) {};
  EXPECT_EQ(read_csv(std::string_view("PK\0\0", 4), none, quiet).error().code, "csv.binary");
}

TEST(Csv, cut_anywhere_the_rows_are_the_same) {
  std::string const text = "\xEF\xBB\xBFnom;mél\r\n\"Maël\r\n\"\"M\"\"\";a@b\r\nx;\"y\"\r\n";
  auto const whole = read(text);
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    std::vector<CsvRow> rows;
    CsvReader reader(
        whole.shape,
        [&](CsvRow const& row) {
          rows.push_back(row);
          return true;
        },
        [](CsvProblem const&) {});
    reader.feed(std::string_view(text).substr(0, cut));
    reader.feed(std::string_view(text).substr(cut));
    reader.finish();
    ASSERT_EQ(rows.size(), whole.rows.size()) << cut;
    for (size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].fields, whole.rows[i].fields) << cut;
      EXPECT_EQ(rows[i].line, whole.rows[i].line) << cut;
      EXPECT_EQ(rows[i].columns, whole.rows[i].columns) << cut;
    }
  }
}

TEST(Csv, a_spreadsheet_runs_nothing_of_ours) {
  EXPECT_EQ(csv_field("=1+1"), "'=1+1");
  EXPECT_EQ(csv_field("@SUM(A1;\"x\")"), "\"'@SUM(A1;\"\"x\"\")\"");
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
}

}  // namespace essaim
