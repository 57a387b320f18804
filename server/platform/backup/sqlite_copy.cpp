#include "platform/backup/store_copy.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

namespace essaim::backup {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

class Connection {
 public:
  Connection(std::string const& path, int flags) {
    if (sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      auto const text = fmt::format("sqlite open {}: {}", path, handle_ ? sqlite3_errmsg(handle_) : "no memory");
      sqlite3_close(handle_);
      throw db::Broken(text);
    }
    sqlite3_busy_timeout(handle_, 10'000);
  }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection() { sqlite3_close(handle_); }

  [[noreturn]] void broken(std::string_view what) {
    int const code = sqlite3_extended_errcode(handle_);
    auto const text = fmt::format("sqlite {}: {} ({})", what, sqlite3_errmsg(handle_), code);
    if ((code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC) throw db::Full(text);
    throw db::Broken(text);
  }
  void run(std::string const& text) {
    if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) broken(text.substr(0, 40));
  }
  StatementHandle prepare(std::string const& text) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, text.c_str(), int(text.size()), &statement, nullptr) != SQLITE_OK)
      broken(text.substr(0, 40));
    return StatementHandle(statement);
  }
  bool step(StatementHandle const& statement) {
    int const code = sqlite3_step(statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) broken("step");
    return code == SQLITE_ROW;
  }

 private:
  sqlite3* handle_ = nullptr;
};

std::string text_at(StatementHandle const& statement, int column) {
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement.get(), column));
  return {text ? text : "", size_t(sqlite3_column_bytes(statement.get(), column))};
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string column_list(Table const& table) {
  std::string out;
  for (auto const& column : table.columns) out += (out.empty() ? "" : ", ") + quoted(column);
  return out;
}

// A virtual table's rows carry their number outside its columns (a full-text index's is the thing it finds).
std::vector<Table> tables_of(Connection& connection) {
  std::vector<Table> tables;
  auto const list = connection.prepare(
      "select name, type from pragma_table_list where schema = 'main' and type in ('table', 'virtual') "
      "and name not like 'sqlite_%' and name <> 'migration' order by name");
  while (connection.step(list)) {
    Table table{{}, text_at(list, 0), {}};
    if (text_at(list, 1) == "virtual") table.columns.push_back("rowid");
    auto const columns = connection.prepare("select name from pragma_table_xinfo(?) where hidden = 0 order by cid");
    sqlite3_bind_text(columns.get(), 1, table.name.data(), int(table.name.size()), SQLITE_STATIC);
    while (connection.step(columns)) table.columns.push_back(text_at(columns, 0));
    tables.push_back(std::move(table));
  }
  return tables;
}

Cell cell_at(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return {db::CellType::integer, sqlite3_column_int64(row, column), {}};
    case SQLITE_TEXT:
      return {
          db::CellType::text,
          0,
          {reinterpret_cast<char const*>(sqlite3_column_text(row, column)), size_t(sqlite3_column_bytes(row, column))}};
    case SQLITE_BLOB: {
      auto const* bytes = static_cast<char const*>(sqlite3_column_blob(row, column));
      return {db::CellType::bytes, 0, {bytes ? bytes : "", size_t(sqlite3_column_bytes(row, column))}};
    }
    default: throw db::Broken("a column holds a fraction, which no table of ours has");
  }
}

class SqliteSnapshot final : public StoreSnapshot {
 public:
  explicit SqliteSnapshot(std::string const& path) : connection_(path, SQLITE_OPEN_READONLY) {
    connection_.run("pragma temp_store = memory; pragma cache_size = -4000; begin");
    (void)connection_.step(connection_.prepare("select count(*) from sqlite_master"));  // the snapshot is taken here
  }
  std::vector<Table> tables() override { return tables_of(connection_); }

  Result<Done> each_row(Table const& table, std::function<Result<Done>(std::span<Cell const>)> const& each) override {
    auto const rows = connection_.prepare(fmt::format("select {} from {}", column_list(table), quoted(table.name)));
    std::vector<Cell> cells(table.columns.size());
    while (connection_.step(rows)) {
      for (size_t i = 0; i < cells.size(); ++i) cells[i] = cell_at(rows.get(), int(i));
      CHECK_OK(each(cells));
    }
    return Done{};
  }

  std::vector<std::pair<std::string, std::string>> migrations() override {
    std::vector<std::pair<std::string, std::string>> found;
    auto const there = connection_.prepare("select 1 from sqlite_master where type = 'table' and name = 'migration'");
    if (!connection_.step(there)) return found;
    auto const rows = connection_.prepare("select name, checksum from migration order by name");
    while (connection_.step(rows)) found.emplace_back(text_at(rows, 0), text_at(rows, 1));
    return found;
  }

 private:
  Connection connection_;
};

// The database is new and thrown away if this does not end well: no journal, so that its size is written once.
class SqliteFiller final : public StoreFiller {
 public:
  explicit SqliteFiller(std::string const& path) : connection_(path, SQLITE_OPEN_READWRITE) {
    connection_.run("pragma journal_mode = off; pragma synchronous = full; pragma foreign_keys = off; begin immediate");
    tables_ = tables_of(connection_);
    for (auto const& table : tables_) connection_.run("delete from " + quoted(table.name));
  }

  Result<Done> begin_table(Table const& table) override {
    auto const known = std::ranges::find(tables_, table.name, &Table::name);
    if (known == tables_.end() || std::ranges::any_of(table.columns, [&](auto const& column) {
          return std::ranges::find(known->columns, column) == known->columns.end();
        }))
      return fail(Fault::invalid, "backup.unknown_table", "this Essaim knows no such table: " + table.name);
    std::string places;
    for (size_t i = 0; i < table.columns.size(); ++i) places += i ? ", ?" : "?";
    insert_ = connection_.prepare(
        fmt::format("insert into {}({}) values ({})", quoted(table.name), column_list(table), places));
    return Done{};
  }

  Result<Done> row(std::span<Cell const> cells) override {
    for (size_t i = 0; i < cells.size(); ++i) bind(int(i) + 1, cells[i]);
    int const code = sqlite3_step(insert_.get());
    sqlite3_reset(insert_.get());
    if (code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH)
      return fail(Fault::invalid, "backup.malformed", "a row does not fit its table");
    if (code != SQLITE_DONE) connection_.broken("restore");
    return Done{};
  }
  Result<Done> end_table() override {
    insert_.reset();
    return Done{};
  }
  Result<Done> commit() override {
    if (connection_.step(connection_.prepare("select 1 from pragma_foreign_key_check")))
      return fail(Fault::invalid, "backup.broken_reference", "a row points to nothing");
    connection_.run("commit");
    return Done{};
  }

 private:
  void bind(int at, Cell const& cell) {
    if (!cell.type)
      sqlite3_bind_null(insert_.get(), at);
    else if (*cell.type == db::CellType::integer)
      sqlite3_bind_int64(insert_.get(), at, cell.number);
    else if (*cell.type == db::CellType::text)
      sqlite3_bind_text64(insert_.get(), at, cell.bytes.data(), cell.bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
    else
      sqlite3_bind_blob64(insert_.get(), at, cell.bytes.data(), cell.bytes.size(), SQLITE_STATIC);
  }

  Connection connection_;
  std::vector<Table> tables_;
  StatementHandle insert_;  // dies before the connection
};

}  // namespace

std::unique_ptr<StoreSnapshot> open_sqlite_snapshot(std::string const& path) {
  return std::make_unique<SqliteSnapshot>(path);
}
std::unique_ptr<StoreFiller> open_sqlite_filler(std::string const& path) {
  return std::make_unique<SqliteFiller>(path);
}

}  // namespace essaim::backup
