#include "platform/sheets/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace essaim::sheets {
namespace {

// libxlsxwriter 1.1.4 writes to a path only: a file that lives in memory has one too, and no disk sees the figures.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("sheet", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::runtime_error("no file in memory can be made");
  }
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;
  ~MemoryFile() { close(descriptor_); }

  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string read() const {
    std::string out(size_t(std::max<off_t>(lseek(descriptor_, 0, SEEK_END), 0)), '\0');
    for (size_t at = 0; at < out.size();) {
      auto const got = pread(descriptor_, out.data() + at, out.size() - at, off_t(at));
      if (got <= 0) throw std::runtime_error("a file in memory cannot be read");
      at += size_t(got);
    }
    return out;
  }

 private:
  int descriptor_;
};

struct Looks {
  explicit Looks(lxw_workbook* book)
      : title(workbook_add_format(book)),
        note(workbook_add_format(book)),
        head(workbook_add_format(book)),
        whole(workbook_add_format(book)),
        hundredths(workbook_add_format(book)),
        day(workbook_add_format(book)),
        not_told(workbook_add_format(book)) {
    format_set_bold(title);
    format_set_font_size(title, 14);
    format_set_font_color(note, 0x595959);
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(head, LXW_BORDER_THIN);
    // Built-in formats (ECMA-376 part 1, 18.8.30): 3 is #,##0, 4 is #,##0.00, 14 the reader's own short date.
    format_set_num_format_index(whole, 3);
    format_set_num_format_index(hundredths, 4);
    format_set_num_format_index(day, 14);
    format_set_align(not_told, LXW_ALIGN_RIGHT);
    format_set_italic(not_told);
    format_set_font_color(not_told, 0x595959);
  }
  lxw_format *title, *note, *head, *whole, *hundredths, *day, *not_told;
};

// A spreadsheet counts its days from the last of 1899, with a 29 February 1900 that never was.
constexpr int64_t days_before_1970 = 25569;

class Writer {
 public:
  Writer(lxw_worksheet* sheet, Looks const& looks, std::string const& not_told)
      : sheet_(sheet), looks_(looks), not_told_(not_told) {}
  void put(lxw_row_t row, lxw_col_t column, Cell const& cell) {
    row_ = row;
    column_ = column;
    std::visit([this](auto const& value) { write(value); }, cell);
  }

 private:
  void write(Empty) {}
  void write(NotTold) { check(worksheet_write_string(sheet_, row_, column_, not_told_.c_str(), looks_.not_told)); }
  void write(std::string const& text) {
    if (!text.empty()) check(worksheet_write_string(sheet_, row_, column_, text.c_str(), nullptr));
  }
  void write(int64_t number) { write_number(double(number), looks_.whole); }
  void write(Hundredths number) { write_number(double(number.value) / 100, looks_.hundredths); }
  void write(Day day) { write_number(double(day.number + days_before_1970), looks_.day); }
  void write_number(double number, lxw_format* look) {
    check(worksheet_write_number(sheet_, row_, column_, number, look));
  }
  static void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
  }

  lxw_worksheet* sheet_;
  Looks const& looks_;
  std::string const& not_told_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
};

size_t letters(std::string_view text) {
  return size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// As wide as its longest text, within reason: the head wraps.
double width(Sheet const& sheet, size_t column) {
  size_t longest = 10;
  for (auto const& row : sheet.rows)
    if (column < row.size())
      if (auto const* text = std::get_if<std::string>(&row[column])) longest = std::max(longest, letters(*text));
  return double(std::min<size_t>(longest, 48) + 2);
}

void write(lxw_workbook* book, Sheet const& sheet) {
  auto* page = workbook_add_worksheet(book, sheet.name.c_str());
  if (!page) throw std::runtime_error("a sheet cannot be named so: " + sheet.name);
  Looks const looks(book);
  Writer writer(page, looks, sheet.not_told);
  lxw_row_t row = 0;
  worksheet_write_string(page, row++, 0, sheet.title.c_str(), looks.title);
  for (auto const& note : sheet.notes) worksheet_write_string(page, row++, 0, note.c_str(), looks.note);
  auto const head = ++row;
  for (size_t i = 0; i < sheet.head.size(); ++i) {
    worksheet_write_string(page, head, lxw_col_t(i), sheet.head[i].c_str(), looks.head);
    worksheet_set_column(page, lxw_col_t(i), lxw_col_t(i), width(sheet, i), nullptr);
  }
  for (auto const& cells : sheet.rows) {
    ++row;
    for (size_t i = 0; i < cells.size(); ++i) writer.put(row, lxw_col_t(i), cells[i]);
  }
  if (!sheet.head.empty()) worksheet_autofilter(page, head, 0, row, lxw_col_t(sheet.head.size() - 1));
  worksheet_freeze_panes(page, head + 1, 0);
  worksheet_set_landscape(page);
  worksheet_fit_to_pages(page, 1, 0);
  worksheet_repeat_rows(page, head, head);
}

}  // namespace

std::string to_workbook(Sheet const& sheet) {
  MemoryFile const file;
  auto* book = workbook_new(file.path().c_str());
  if (!book) throw std::runtime_error("no workbook can be made");
  auto title = sheet.title;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = time_t(sheet.of.ms / 1000);
  workbook_set_properties(book, &properties);
  try {
    write(book, sheet);
  } catch (...) {
    lxw_workbook_free(book);
    throw;
  }
  // Frees the workbook, whatever comes of it.
  if (auto const error = workbook_close(book); error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
  return file.read();
}

}  // namespace essaim::sheets
