#include "base/csv.hpp"

#include "platform/sheets/sheet.hpp"

#include <fmt/format.h>

namespace essaim::sheets {
namespace {

struct AsText {
  char decimal_mark;
  std::string operator()(Empty) const { return {}; }
  std::string operator()(NotTold) const { return {}; }
  std::string operator()(std::string const& text) const { return csv_field(text); }
  std::string operator()(int64_t number) const { return std::to_string(number); }
  std::string operator()(Hundredths number) const {
    return fmt::format("{}{}{:02}", number.value / 100, decimal_mark, number.value % 100);
  }
  std::string operator()(Day day) const { return to_iso_date(day.number); }
};

}  // namespace

std::string to_csv(Sheet const& sheet, std::string_view language) {
  bool const french = language == "fr";
  std::string out = french ? "\xEF\xBB\xBF" : "";
  auto const separator = french ? ';' : ',';
  AsText const as_text{french ? ',' : '.'};
  auto const add = [&](auto const& fields, auto const& text_of) {
    for (size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) out += separator;
      out += text_of(fields[i]);
    }
    out += "\r\n";
  };
  add(sheet.head, csv_field);
  for (auto const& row : sheet.rows) add(row, [&](Cell const& cell) { return std::visit(as_text, cell); });
  return out;
}

}  // namespace essaim::sheets
