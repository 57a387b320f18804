#include "base/csv.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace essaim {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr size_t head_limit = 64 * 1024;
constexpr size_t text_shown = 120;  // letters of a broken cell

// 0x80 to 0x9F; the rest of Windows-1252 is Latin-1.
constexpr std::array<char32_t, 32> high_table{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                              0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::array<std::string, 128> make_high_texts() {
  std::array<std::string, 128> out;
  for (size_t i = 0; i < 128; ++i) out[i] = to_utf8(std::u32string(1, i < 32 ? high_table[i] : char32_t(0x80 + i)));
  return out;
}

size_t sequence_length(unsigned char first) { return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

// The place where a sequence that the next feed continues begins, or the end.
size_t cut_point(std::string_view bytes) {
  for (size_t back = 1; back <= std::min<size_t>(3, bytes.size()); ++back) {
    auto const byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    return sequence_length(byte) > back ? bytes.size() - back : bytes.size();
  }
  return bytes.size();
}

}  // namespace

std::string_view to_text(CsvEncoding encoding) {
  if (encoding == CsvEncoding::utf8) return "utf-8";
  return encoding == CsvEncoding::windows1252 ? "windows-1252" : "utf-16";
}

std::string_view windows1252_to_utf8(unsigned char byte) {
  static auto const texts = make_high_texts();
  static constexpr auto ascii = [] {
    std::array<char, 128> out{};
    for (size_t i = 0; i < 128; ++i) out[i] = char(i);
    return out;
  }();
  return byte < 0x80 ? std::string_view(&ascii[byte], 1) : std::string_view(texts[byte - 0x80]);
}

void CsvProbe::feed(std::string_view bytes) {
  if (head_.size() < head_limit) head_ += bytes.substr(0, head_limit - head_.size());
  if (bytes.find('\0') != std::string_view::npos) has_null_ = true;
  if (!utf8_) return;
  std::string const all = rest_ + std::string(bytes);
  size_t const cut = cut_point(all);
  utf8_ = is_utf8(std::string_view(all).substr(0, cut));
  rest_ = all.substr(cut);
}

Result<CsvShape> CsvProbe::shape() const {
  CsvShape shape;
  shape.encoding = utf8_ && rest_.empty() ? CsvEncoding::utf8 : CsvEncoding::windows1252;
  std::string_view head = head_;
  std::string decoded;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    bool const big = head.front() == '\xFE';
    shape.encoding = big ? CsvEncoding::utf16_big : CsvEncoding::utf16_little;
    decoded = Utf16Decoder(big).feed(head);
    head = decoded;
  } else if (has_null_) {
    return fail(Fault::invalid, "csv.binary");
  }
  if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
  std::array<size_t, 3> counts{};
  constexpr std::string_view separators = ";,\t";
  bool quoted = false;
  for (char c : head) {
    if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == '\n' || c == '\r'))
      break;
    else if (auto const at = separators.find(c); !quoted && at != std::string_view::npos)
      ++counts[at];
  }
  auto const best = std::max_element(counts.begin(), counts.end());
  shape.separator = *best == 0 ? ',' : separators[size_t(best - counts.begin())];
  return shape;
}

CsvReader::CsvReader(CsvShape shape, OnRow on_row, OnProblem on_problem)
    : shape_(shape), on_row_(std::move(on_row)), on_problem_(std::move(on_problem)) {
  if (shape.encoding == CsvEncoding::utf16_little || shape.encoding == CsvEncoding::utf16_big) {
    utf16_.emplace(shape.encoding == CsvEncoding::utf16_big);
    shape_.encoding = CsvEncoding::utf8;  // what the letters below are read as
  }
}

void CsvReader::feed(std::string_view bytes) {
  if (utf16_)
    feed_utf8(utf16_->feed(bytes));
  else
    feed_utf8(bytes);
}

void CsvReader::feed_utf8(std::string_view bytes) {
  for (char c : bytes) {
    if (stopped_) return;
    if (!mark_done_) {
      if (mark_seen_ < byte_order_mark.size() && c == byte_order_mark[mark_seen_]) {
        if (++mark_seen_ == byte_order_mark.size()) mark_done_ = true;
        continue;
      }
      mark_done_ = true;
      for (size_t i = 0; i < mark_seen_; ++i) read(byte_order_mark[i]);
    }
    read(c);
  }
}

void CsvReader::read(char c) {
  letter(c);
  if (anew_) read_anew();
}

// After an unclosed quotation mark: its row is given up, and the lines behind it are rows of their own.
void CsvReader::read_anew() {
  while (anew_ && !stopped_) {
    auto const bytes = *std::exchange(anew_, std::nullopt);
    read_anew_ += bytes.size();
    state_ = State::field_start;
    line_ = anew_line_;
    column_ = 1;
    after_return_ = anew_after_return_;
    for (size_t at = 0; at < bytes.size() && !stopped_; ++at) {
      letter(bytes[at]);
      if (!anew_) continue;
      *anew_ += bytes.substr(at + 1);
      break;
    }
  }
}

void CsvReader::finish() {
  if (!mark_done_)
    for (size_t i = 0; i < mark_seen_ && !stopped_; ++i) read(byte_order_mark[i]);
  mark_done_ = true;
  do {
    read_anew();
    if (state_ == State::quoted)
      problem("csv.unclosed_quote");
    else if (state_ == State::spoiled)
      problem("csv.text_after_quote");
  } while (anew_ && !stopped_);
  if (stopped_) return;
  bool const empty = row_.fields.empty() && field_.empty() && state_ == State::field_start;
  if (!empty) end_row();
}

void CsvReader::letter(char c) {
  if (opened_) opened_->following += c;
  bool const second_of_pair = after_return_ && c == '\n';
  after_return_ = c == '\r';
  bool const line_end = c == '\n' || c == '\r';
  switch (state_) {
    case State::quoted: quoted_letter(c, second_of_pair); break;
    case State::quote_in_quoted: after_quote(c); break;
    case State::spoiled: spoil(c); break;
    case State::skip_row:
      if (line_end && !second_of_pair) end_row();
      break;
    case State::field_start:
      if (second_of_pair) return;  // the line end was counted with its return
      field_line_ = line_;
      field_column_ = column_;
      [[fallthrough]];
    case State::plain:
      if (c == '"' && trim(field_).empty()) {
        field_.clear();
        state_ = State::quoted;
      } else if (c == shape_.separator)
        end_field();
      else if (line_end)
        end_row();
      else {
        if (state_ == State::field_start) state_ = State::plain;
        append(c);
      }
      break;
  }
  if (line_end && !second_of_pair)
    new_line();
  else if (!line_end && (shape_.encoding == CsvEncoding::windows1252 || (c & 0xC0) != 0x80))
    ++column_;
}

void CsvReader::quoted_letter(char c, bool second_of_pair) {
  if (c == '"') {
    state_ = State::quote_in_quoted;
  } else if (!second_of_pair) {
    bool const line_end = c == '\n' || c == '\r';
    if (line_end && read_anew_ > anew_limit) {
      problem("csv.unclosed_quote");
      return end_row();
    }
    if (line_end && !opened_) line_goes_on(c == '\r');
    append(line_end ? '\n' : c);
    if (opened_ && opened_->following.size() > row_limit) problem("csv.unclosed_quote");
  }
}

void CsvReader::line_goes_on(bool after_return) {
  opened_ = Opened{.line = field_line_,
                   .column = field_column_,
                   .cell = int64_t(row_.fields.size()) + 1,
                   .text = '"' + std::string(clip(field_, text_shown)),
                   .after_return = after_return,
                   .following = {}};
}

void CsvReader::after_quote(char c) {
  if (c == '"') {
    append('"');
    if (state_ == State::quote_in_quoted) state_ = State::quoted;
  } else if (c == shape_.separator) {
    end_field();
  } else if (c == '\n' || c == '\r') {
    end_row();
  } else if (c != ' ' && c != '\t') {
    if (opened_) return problem("csv.text_after_quote");
    spoiled_column_ = column_;
    field_ = '"' + field_ + '"';
    state_ = State::spoiled;
    append(c);
  }
}

// The rest of a cell that goes on behind its closing quotation mark, to be shown as it stands.
void CsvReader::spoil(char c) {
  bool const line_end = c == '\n' || c == '\r';
  if (!line_end && c != shape_.separator) return append(c);
  problem("csv.text_after_quote");
  if (line_end) end_row();
}

void CsvReader::append(char c) {
  if (field_.size() >= field_limit && state_ != State::spoiled) return problem("csv.field_too_long");
  if (field_.size() >= field_limit) return;
  if (shape_.encoding == CsvEncoding::utf8)
    field_ += c;
  else
    field_ += windows1252_to_utf8(static_cast<unsigned char>(c));
}

void CsvReader::end_field() {
  if (row_.fields.size() >= fields_limit) return problem("csv.too_many_fields");
  if (row_.fields.empty()) row_.line = field_line_;
  row_.fields.push_back(std::move(field_));
  row_.columns.push_back(field_column_);
  field_.clear();
  state_ = State::field_start;
  field_line_ = line_;
  field_column_ = column_ + 1;
}

void CsvReader::end_row() {
  if (state_ != State::skip_row) end_field();
  bool const blank = row_.fields.size() == 1 && trim(row_.fields[0]).empty();
  if (state_ != State::skip_row && !blank) stopped_ = !on_row_(row_);
  row_.fields.clear();
  row_.columns.clear();
  field_.clear();
  opened_.reset();
  state_ = State::field_start;
}

void CsvReader::new_line() {
  ++line_;
  column_ = 1;
}

// A row of several lines that cannot be read was none: the quotation mark that joined them is what is wrong.
void CsvReader::problem(std::string_view code) {
  if (opened_) {
    on_problem_({opened_->line, opened_->column, "csv.unclosed_quote", opened_->cell, std::move(opened_->text)});
    anew_ = std::move(opened_->following);
    anew_line_ = opened_->line + 1;
    anew_after_return_ = opened_->after_return;
    opened_.reset();
  } else {
    auto text = std::string(clip(field_, text_shown));
    bool const after = code == "csv.text_after_quote", unclosed = code == "csv.unclosed_quote";
    if (unclosed) text.insert(0, 1, '"');
    on_problem_({unclosed ? field_line_ : line_,
                 unclosed ? field_column_
                 : after  ? spoiled_column_
                          : column_,
                 code, int64_t(row_.fields.size()) + 1, std::move(text)});
  }
  row_.fields.clear();
  row_.columns.clear();
  field_.clear();
  state_ = State::skip_row;
}

Result<CsvShape> read_csv(std::string_view text, CsvReader::OnRow const& on_row,
                          CsvReader::OnProblem const& on_problem) {
  CsvProbe probe;
  probe.feed(text);
  auto const shape = TRY(probe.shape());
  CsvReader reader(shape, on_row, on_problem);
  reader.feed(text);
  reader.finish();
  return shape;
}

std::string csv_field(std::string_view text) {
  std::string out;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out += '\'';
  out += text;
  if (out.find_first_of(",;\t\"\r\n") == std::string::npos) return out;
  return '"' + replace_all(out, "\"", "\"\"") + '"';
}

}  // namespace essaim
