#pragma once
// Comma-separated values as offices really send them: UTF-8 with or without a byte order mark, UTF-16 with one (a
// spreadsheet's "Unicode text"), Windows-1252; `,` `;` or tab; quoted fields with line ends and doubled quotes (RFC
// 4180); CRLF, LF or CR. Read as a stream: memory is one row, whatever the file weighs. What is broken is reported with
// its line, column and cell, and reading goes on with the next line: the lines that an unclosed quotation mark had
// swallowed are read anew, so that none is lost unsaid.

#include "base/result.hpp"
#include "base/utf16.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim {

enum class CsvEncoding { utf8, windows1252, utf16_little, utf16_big };
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
  /// `csv.binary` when the bytes cannot be read as a table at all.
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
  int64_t cell = 0;       // which field of its row, the first is 1
  std::string text;       // how that field begins in the file, its quotation marks with it
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
  /// A row of several lines may weigh this much; beyond, a quotation mark was forgotten.
  static constexpr size_t row_limit = 256 * 1024;
  /// So much is read anew after unclosed quotation marks; then each of them must close on its own line.
  static constexpr size_t anew_limit = 8 * 1024 * 1024;

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted, spoiled, skip_row };
  // The first quoted field of this row that went on to another line: where it opened, and what followed that line.
  struct Opened {
    int64_t line = 0, column = 0, cell = 0;
    std::string text;
    bool after_return = false;
    std::string following;
  };
  void read(char c);
  void letter(char c);
  void quoted_letter(char c, bool second_of_pair);
  void after_quote(char c);
  void spoil(char c);
  void line_goes_on(bool after_return);
  void read_anew();
  void feed_utf8(std::string_view bytes);
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
  std::optional<Opened> opened_;
  std::optional<std::string> anew_;  // lines to be read once more
  int64_t anew_line_ = 0;
  bool anew_after_return_ = false;
  size_t read_anew_ = 0;  // bytes so far
  int64_t spoiled_column_ = 1;
  std::optional<Utf16Decoder> utf16_;
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
