#pragma once
// One table for people who work in spreadsheets: typed cells, so that numbers add up and dates sort. The same table is
// a text file (base/csv) or a workbook, Office Open XML (ECMA-376), which Excel, LibreOffice and Numbers open.

#include "base/clock.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace essaim::sheets {

struct Empty {};
/// A value that is there and not told. A text file for programs leaves it empty; a sheet says the word.
struct NotTold {};
/// So many days since 1970.
struct Day {
  int64_t number = 0;
};
/// `value` of so many hundredths.
struct Hundredths {
  int64_t value = 0;
};
using Cell = std::variant<Empty, NotTold, std::string, int64_t, Hundredths, Day>;

struct Sheet {
  std::string name, title;         // of the tab; above the table
  std::vector<std::string> notes;  // below the title, a line each
  std::vector<std::string> head;
  std::vector<std::vector<Cell>> rows;
  std::string not_told;  // the word for what is not told
  Instant of;            // what the file says of its making: equal tables are equal bytes
};

/// With a byte order mark, semicolons and decimal commas for French spreadsheets, else as RFC 4180 has it. What a
/// spreadsheet would run is made text.
std::string to_csv(Sheet const& sheet, std::string_view language);

/// The bytes of an .xlsx. Texts stay texts: nothing in it is ever run.
std::string to_workbook(Sheet const& sheet);

}  // namespace essaim::sheets
