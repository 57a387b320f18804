#include "platform/backup/contents.hpp"

#include <fmt/format.h>

#include <cstring>

namespace essaim::backup {
namespace {

constexpr size_t rows_a_record = 48 << 10;     // bytes after which rows are handed on
constexpr size_t longest_record = 256u << 20;  // one row is never longer
constexpr size_t longest_heading = 1u << 20;   // of a table or the head
constexpr char head_mark = 'H', table_mark = 'T', rows_mark = 'R', table_end = 't', file_mark = 'F', file_data = 'D',
               file_end = 'f', end_mark = 'E';

void put_number(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += char(value >> (8 * i));
}

uint64_t number_in(std::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | uint64_t(static_cast<unsigned char>(bytes[i]));
  return value;
}

tl::unexpected<Error> malformed(std::string_view what) {
  return fail(Fault::invalid, "backup.malformed", fmt::format("the backup's contents make no sense: {}", what));
}

// A row begins with the number of its cells, a cell with the kind of its value.
void put_row(std::string& out, std::span<Cell const> cells) {
  put_number(out, cells.size(), 2);
  for (auto const& cell : cells) {
    if (!cell.type) {
      out += '0';
    } else if (*cell.type == db::CellType::integer) {
      out += 'i';
      put_number(out, uint64_t(cell.number), 8);
    } else {
      out += *cell.type == db::CellType::text ? 't' : 'b';
      put_number(out, cell.bytes.size(), 4);
      out += cell.bytes;
    }
  }
}

// Takes from the front; empty when there is less.
std::optional<std::string_view> take(std::string_view& from, size_t size) {
  if (from.size() < size) return std::nullopt;
  auto const taken = from.substr(0, size);
  from.remove_prefix(size);
  return taken;
}

bool take_cell(std::string_view& from, Cell& cell) {
  auto const kind = take(from, 1);
  if (!kind) return false;
  if (*kind == "0") return cell = {}, true;
  if (*kind == "i") {
    auto const number = take(from, 8);
    if (number) cell = {db::CellType::integer, int64_t(number_in(*number)), {}};
    return number.has_value();
  }
  if (*kind != "t" && *kind != "b") return false;
  auto const size = take(from, 4);
  auto const bytes = size ? take(from, number_in(*size)) : std::nullopt;
  if (bytes) cell = {*kind == "t" ? db::CellType::text : db::CellType::bytes, 0, *bytes};
  return bytes.has_value();
}

struct Record {
  char kind = 0;
  std::string payload;
};

class Records {
 public:
  explicit Records(NextBytes const& next) : next_(next) {}

  Result<Record> read() {
    std::string head;
    CHECK_OK(take_into(head, 5));
    Record record{head[0], {}};
    auto const size = number_in(std::string_view(head).substr(1));
    if (size > longest_record) return malformed("a record is too long");
    CHECK_OK(take_into(record.payload, size));
    return record;
  }
  Result<bool> is_over() {
    CHECK_OK(refill());
    return piece_.empty();
  }

 private:
  Result<Done> refill() {
    if (piece_.empty()) piece_ = TRY(next_());
    return Done{};
  }
  // Grows with what is there, whatever length the record claims.
  Result<Done> take_into(std::string& out, size_t size) {
    while (out.size() < size) {
      CHECK_OK(refill());
      if (piece_.empty()) return malformed("it ends in the middle");
      auto const part = piece_.substr(0, size - out.size());
      out += part;
      piece_.remove_prefix(part.size());
    }
    return Done{};
  }

  NextBytes const& next_;
  std::string_view piece_;
};

Result<Table> read_table(std::string_view payload) {
  auto const json = payload.size() <= longest_heading ? parse_json(payload) : Result<Json>(malformed("a table"));
  auto const* columns = json && json->find("columns") ? json->find("columns")->array() : nullptr;
  if (!columns || columns->empty() || columns->size() > 1000) return malformed("a table without columns");
  Table table{json->string_or("store"), json->string_or("name"), {}};
  for (auto const& column : *columns) {
    if (!column.string() || column.string()->empty()) return malformed("a column without a name");
    table.columns.push_back(*column.string());
  }
  if (table.store.empty() || table.name.empty()) return malformed("a table without a name");
  return table;
}

Json to_json(Totals const& totals) {
  return JsonObject{{"tables", totals.tables}, {"rows", totals.rows}, {"files", totals.files}, {"bytes", totals.bytes}};
}

class Reading {
 public:
  explicit Reading(ContentsReader& to) : to_(to) {}

  Result<Done> hear(Record const& record) {
    if (!begun_ && record.kind != head_mark) return malformed("it does not begin with what it is");
    switch (record.kind) {
      case head_mark: return head(record.payload);
      case table_mark: return begin_table(record.payload);
      case rows_mark: return rows(record.payload);
      case table_end: return end_table(record.payload);
      case file_mark: return begin_file(record.payload);
      case file_data: return file_bytes(record.payload);
      case file_end: return end_file(record.payload);
      case end_mark: return end(record.payload);
      default: return malformed("a record of an unknown kind");
    }
  }
  bool ended() const { return ended_; }
  Totals const& totals() const { return totals_; }

 private:
  enum class In { nothing, table, file };

  Result<Done> head(std::string const& payload) {
    if (begun_ || payload.size() > longest_heading) return malformed("it says twice what it is");
    auto const what = parse_json(payload);
    if (!what || !what->object()) return malformed("it does not say what it is");
    begun_ = true;
    return to_.head(*what);
  }
  Result<Done> begin_table(std::string const& payload) {
    if (in_ != In::nothing) return malformed("a table inside something");
    auto const table = TRY(read_table(payload));
    in_ = In::table;
    columns_ = table.columns.size();
    count_ = 0;
    ++totals_.tables;
    return to_.begin_table(table);
  }
  Result<Done> rows(std::string_view left) {
    if (in_ != In::table) return malformed("rows outside a table");
    while (!left.empty()) {
      auto const width = take(left, 2);
      if (!width || number_in(*width) != columns_) return malformed("a row of another width");
      cells_.resize(columns_);
      for (auto& cell : cells_)
        if (!take_cell(left, cell)) return malformed("a row that is cut off");
      ++count_;
      CHECK_OK(to_.row(cells_));
    }
    return Done{};
  }
  Result<Done> end_table(std::string_view payload) {
    if (in_ != In::table || payload.size() != 8 || int64_t(number_in(payload)) != count_)
      return malformed("a table of another number of rows");
    in_ = In::nothing;
    totals_.rows += count_;
    return to_.end_table();
  }
  Result<Done> begin_file(std::string const& path) {
    if (in_ != In::nothing || path.empty() || path.size() > 255) return malformed("a file inside something");
    in_ = In::file;
    count_ = 0;
    ++totals_.files;
    return to_.begin_file(path);
  }
  Result<Done> file_bytes(std::string_view bytes) {
    if (in_ != In::file) return malformed("bytes outside a file");
    count_ += int64_t(bytes.size());
    return to_.file_bytes(bytes);
  }
  Result<Done> end_file(std::string_view payload) {
    if (in_ != In::file || payload.size() != 8 || int64_t(number_in(payload)) != count_)
      return malformed("a file of another length");
    in_ = In::nothing;
    totals_.bytes += count_;
    return to_.end_file();
  }
  Result<Done> end(std::string const& payload) {
    if (in_ != In::nothing || payload != print_json(to_json(totals_))) return malformed("other totals than it says");
    ended_ = true;
    return Done{};
  }

  ContentsReader& to_;
  In in_ = In::nothing;
  bool begun_ = false, ended_ = false;
  size_t columns_ = 0;
  int64_t count_ = 0;
  std::vector<Cell> cells_;
  Totals totals_;
};

}  // namespace

Result<Done> ContentsWriter::record(char kind, std::string_view payload) {
  if (payload.size() > longest_record)
    return fail(Fault::too_large, "backup.row_too_long", "a row of more than 256 MiB cannot be backed up");
  std::string head(1, kind);
  put_number(head, payload.size(), 4);
  CHECK_OK(write_(head));
  return write_(payload);
}

Result<Done> ContentsWriter::head(Json const& what) { return record(head_mark, print_json(what)); }

Result<Done> ContentsWriter::begin_table(Table const& table) {
  JsonArray columns;
  for (auto const& column : table.columns) columns.push_back(column);
  ++totals_.tables;
  count_ = 0;
  return record(table_mark,
                print_json(JsonObject{{"store", table.store}, {"name", table.name}, {"columns", std::move(columns)}}));
}

Result<Done> ContentsWriter::row(std::span<Cell const> cells) {
  put_row(rows_, cells);
  ++count_;
  return rows_.size() < rows_a_record ? Result<Done>(Done{}) : flush_rows();
}

Result<Done> ContentsWriter::flush_rows() {
  if (rows_.empty()) return Done{};
  auto const done = record(rows_mark, rows_);
  rows_.clear();
  return done;
}

Result<Done> ContentsWriter::end_table() {
  CHECK_OK(flush_rows());
  totals_.rows += count_;
  std::string count;
  put_number(count, uint64_t(count_), 8);
  return record(table_end, count);
}

Result<Done> ContentsWriter::begin_file(std::string_view path) {
  ++totals_.files;
  count_ = 0;
  return record(file_mark, path);
}

Result<Done> ContentsWriter::file_bytes(std::string_view bytes) {
  count_ += int64_t(bytes.size());
  return record(file_data, bytes);
}

Result<Done> ContentsWriter::end_file() {
  totals_.bytes += count_;
  std::string count;
  put_number(count, uint64_t(count_), 8);
  return record(file_end, count);
}

Result<Totals> ContentsWriter::finish() {
  CHECK_OK(record(end_mark, print_json(to_json(totals_))));
  return totals_;
}

Result<Totals> read_contents(NextBytes const& next, ContentsReader& to) {
  Records records(next);
  Reading reading(to);
  while (!reading.ended()) {
    auto const record = TRY(records.read());
    CHECK_OK(reading.hear(record));
  }
  if (!TRY(records.is_over())) return malformed("something stands behind its end");
  return reading.totals();
}

}  // namespace essaim::backup
