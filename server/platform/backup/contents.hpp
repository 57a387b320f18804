#pragma once
// What is inside a backup, before it is sealed: first what it is, then tables row by row and files piece by piece, then
// how much there was. Rows, not pages: one format for both engines, read and written in bounded memory, and a newer
// Essaim can take in an older one's.

#include "base/json.hpp"
#include "base/result.hpp"
#include "platform/db/appender.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::backup {

/// A value of a row; `type` is empty for null.
struct Cell {
  std::optional<db::CellType> type;
  int64_t number = 0;
  std::string_view bytes;  // of a text or of bytes
};

struct Table {
  std::string store, name;
  std::vector<std::string> columns;
};

struct Totals {
  int64_t tables = 0, rows = 0, files = 0, bytes = 0;
  bool operator==(Totals const&) const = default;
};

class ContentsWriter {
 public:
  using Write = std::function<Result<Done>(std::string_view)>;
  explicit ContentsWriter(Write write) : write_(std::move(write)) {}

  Result<Done> head(Json const& what);  // once, first
  Result<Done> begin_table(Table const& table);
  Result<Done> row(std::span<Cell const> cells);
  Result<Done> end_table();
  Result<Done> begin_file(std::string_view path);
  Result<Done> file_bytes(std::string_view bytes);
  Result<Done> end_file();
  Result<Totals> finish();

 private:
  Result<Done> record(char kind, std::string_view payload);
  Result<Done> flush_rows();
  Write write_;
  std::string rows_;
  int64_t count_ = 0;
  Totals totals_;
};

/// Hears a backup read from its first byte to its last. A refusal ends the reading.
class ContentsReader {
 public:
  virtual ~ContentsReader() = default;
  virtual Result<Done> head(Json const& what) = 0;
  virtual Result<Done> begin_table(Table const& table) = 0;
  virtual Result<Done> row(std::span<Cell const> cells) = 0;
  virtual Result<Done> end_table() = 0;
  virtual Result<Done> begin_file(std::string const& path) = 0;
  virtual Result<Done> file_bytes(std::string_view bytes) = 0;
  virtual Result<Done> end_file() = 0;
};

/// The next bytes, empty at the end.
using NextBytes = std::function<Result<std::string_view>()>;
/// `backup.malformed` where the bytes make no sense; the totals are those that were counted, and those that were said.
Result<Totals> read_contents(NextBytes const& next, ContentsReader& to);

}  // namespace essaim::backup
