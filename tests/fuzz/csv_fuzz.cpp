// Any bytes at all: the reader answers, never hangs, and its fields are UTF-8 whatever the encoding was.
#include "base/csv.hpp"
#include "base/text.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  (void)essaim::read_csv(
      text,
      [](essaim::CsvRow const& row) {
        if (row.fields.size() != row.columns.size() || row.line < 1) std::abort();
        for (auto const& field : row.fields)
          if (!essaim::is_utf8(field)) std::abort();
        return true;
      },
      [](essaim::CsvProblem const& problem) {
        if (problem.line < 1 || problem.column < 1 || problem.cell < 1) std::abort();
        if (!essaim::is_utf8(problem.text)) std::abort();
      });
  return 0;
}
