#pragma once
// Comma-separated values as offices really send them: UTF-8 with or without a byte order mark, UTF-16 refused by name,
// Windows-1252; `,` `;` or tab; quoted fields with line ends and doubled quotes (RFC 4180); CRLF, LF or CR. Read as a
// stream: memory is one row, whatever the file weighs. What is broken is reported with its line and column and
// reading goes on with the next row.

#include "base/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim {

enum class CsvEncoding { utf8, windows1252 };
std::string_view to_text(CsvEncoding encoding);

struct CsvShape {
  CsvEncoding encoding = CsvEncoding::utf8;
  char separator = ',';
};

/// Hands out the next bytes, an empty string at the end. Called again from the start by rewind-able sources only.
using CsvSource = std::function<std::string()>;

/// Guesses from the bytes: `head` decides the separator (the one most frequent outside quotes in the first line), and
/// any byte that is no UTF-8 makes the whole Windows-1252.
class CsvProbe {
 public:
  /// Feed all bytes in order; constant memory.
  void feed(std::string_view bytes);
  /// `csv.utf16`, `csv.binary` when the bytes cannot be read as a table at all.
  Result<CsvShape> shape() const;

 private:
  std::string head_;
  std::string rest_;  // the start of a UTF-8 sequence cut by a feed
  bool utf8_ = true;
  bool has_null_ = false;
};

struct CsvRow {
  int64_t line = 0;                 // where it starts, the first line is 1
  std::vector<std::string> fields;  // UTF-8
  std::vector<int64_t> columns;     // column of the field's first letter on its line, the first is 1
};

struct CsvProblem {
  int64_t line = 0, column = 0;
  std::string_view code;  // "csv.unclosed_quote", "csv.text_after_quote", "csv.field_too_long", "csv.too_many_fields"
};

class CsvReader {
 public:
  /// Answers false to stop.
  using OnRow = std::function<bool(CsvRow const&)>;
  using OnProblem = std::function<void(CsvProblem const&)>;

  CsvReader(CsvShape shape, OnRow on_row, OnProblem on_problem);
  void feed(std::string_view bytes);
  /// The last row may have no line end.
  void finish();

  static constexpr size_t field_limit = 64 * 1024;  // bytes
  static constexpr size_t fields_limit = 256;

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted, skip_row };
  void letter(char c);
  void append(char c);
  void end_field();
  void end_row();
  void new_line();
  void problem(std::string_view code);

  CsvShape shape_;
  OnRow on_row_;
  OnProblem on_problem_;
  State state_ = State::field_start;
  CsvRow row_;
  std::string field_;
  int64_t line_ = 1, column_ = 1;
  int64_t field_line_ = 1, field_column_ = 1;
  size_t mark_seen_ = 0;  // bytes of the byte order mark met so far
  bool mark_done_ = false;
  bool after_return_ = false;
  bool stopped_ = false;
};

/// Whole text at once: probe, then read. For small texts and tests.
Result<CsvShape> read_csv(std::string_view text, CsvReader::OnRow const& on_row,
                          CsvReader::OnProblem const& on_problem);

/// A byte of Windows-1252 as UTF-8; the five undefined ones become U+FFFD.
std::string_view windows1252_to_utf8(unsigned char byte);
/// One field, quoted where needed; what a spreadsheet would run (= + - @ tab, return first) gets an apostrophe in
/// front (OWASP, CSV injection).
std::string csv_field(std::string_view text);

}  // namespace essaim
