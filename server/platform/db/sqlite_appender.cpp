#include "platform/db/appender.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace essaim::db {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

class SqliteAppender final : public Appender, private Cells {
 public:
  SqliteAppender(std::string path, AppendTable const& table) : path_(std::move(path)), table_(table.name) {
    std::string names, places;
    for (auto const& column : table.columns) {
      names += (names.empty() ? "" : ", ") + std::string(column.name);
      places += places.empty() ? "?" : ", ?";
    }
    insert_text_ = fmt::format("insert into {}({}) values ({})", table_, names, places);
    open();
  }
  ~SqliteAppender() override { close(); }

  int64_t append(size_t rows, std::function<void(size_t, Cells&)> const& write_row) override {
    step(begin_.get(), "begin");
    for (size_t row = 0; row < rows; ++row) {
      column_ = 0;
      write_row(row, *this);
      step(insert_.get(), "insert");
    }
    step(commit_.get(), "commit");
    return sqlite3_last_insert_rowid(handle_);
  }
  void reopen() override {
    close();
    open();
  }
  std::vector<std::string> ids_after(int64_t seq) override {
    std::vector<std::string> ids;
    auto const statement = prepare(fmt::format("select id from {} where seq > ?", table_));
    sqlite3_bind_int64(statement.get(), 1, seq);
    int code;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW)
      ids.emplace_back(static_cast<char const*>(sqlite3_column_blob(statement.get(), 0)),
                       size_t(sqlite3_column_bytes(statement.get(), 0)));
    if (code != SQLITE_DONE) broken("ids_after");
    return ids;
  }
  int64_t last_seq() override {
    auto const statement = prepare(fmt::format("select coalesce(max(seq), 0) from {}", table_));
    if (sqlite3_step(statement.get()) != SQLITE_ROW) broken("last_seq");
    return sqlite3_column_int64(statement.get(), 0);
  }
  Durability durability() override { return {"this disk", false}; }

 private:
  void open() {
    if (sqlite3_open_v2(path_.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      auto const text = fmt::format("sqlite open {}: {}", path_, handle_ ? sqlite3_errmsg(handle_) : "no memory");
      close();
      throw Broken(text);
    }
    sqlite3_busy_timeout(handle_, 5'000);
    // The page at the table's end is written again with each batch: a longer log copies it back less often.
    for (auto const* pragma : {"pragma journal_mode = wal", "pragma synchronous = full",
                               "pragma wal_autocheckpoint = 4000", "pragma cache_size = -4000"})
      if (sqlite3_exec(handle_, pragma, nullptr, nullptr, nullptr) != SQLITE_OK) broken(pragma);
    begin_ = prepare("begin immediate");
    commit_ = prepare("commit");
    insert_ = prepare(insert_text_);
  }
  void close() {
    begin_.reset();
    commit_.reset();
    insert_.reset();
    sqlite3_close(handle_);
    handle_ = nullptr;
  }
  StatementHandle prepare(std::string const& text) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle_, text.c_str(), int(text.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
      broken("prepare");
    return StatementHandle(statement);
  }
  void step(sqlite3_stmt* statement, std::string_view what) {
    if (!statement) throw Broken(fmt::format("sqlite {}: closed", table_));
    int const code = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (code != SQLITE_DONE) broken(what);
  }
  [[noreturn]] void broken(std::string_view what) {
    int const code = sqlite3_extended_errcode(handle_);
    auto const text = fmt::format("sqlite {} {}: {} ({})", table_, what, sqlite3_errmsg(handle_), code);
    if (!sqlite3_get_autocommit(handle_)) sqlite3_exec(handle_, "rollback", nullptr, nullptr, nullptr);
    if ((code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC) throw Full(text);
    throw Broken(text);
  }

  // Cells: the bound bytes live until the row is inserted, which is at once.
  void integer(int64_t value) override { sqlite3_bind_int64(insert_.get(), ++column_, value); }
  void text(std::string_view value) override {
    sqlite3_bind_text(insert_.get(), ++column_, value.data() ? value.data() : "", int(value.size()), SQLITE_STATIC);
  }
  void bytes(std::string_view value) override {
    sqlite3_bind_blob(insert_.get(), ++column_, value.data(), int(value.size()), SQLITE_STATIC);
  }
  void null() override { sqlite3_bind_null(insert_.get(), ++column_); }

  std::string path_, table_, insert_text_;
  sqlite3* handle_ = nullptr;
  StatementHandle begin_, commit_, insert_;
  int column_ = 0;
};

}  // namespace

std::unique_ptr<Appender> open_sqlite_appender(std::string const& path, AppendTable const& table) {
  return std::make_unique<SqliteAppender>(path, table);
}

}  // namespace essaim::db
