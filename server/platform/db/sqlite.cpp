#include "platform/db/db.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <sys/stat.h>

namespace essaim::db {
namespace {

[[noreturn]] void broken(sqlite3* handle, std::string_view what) {
  int const code = handle ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
  auto const text = fmt::format("sqlite {}: {} ({})", what, handle ? sqlite3_errmsg(handle) : "no memory", code);
  if ((code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC) throw Full(text);
  throw Broken(text);
}

// No query of ours may reach another database file (promise 10).
int authorise(void*, int action, char const*, char const*, char const*, char const*) {
  return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

class Statement {
 public:
  Statement(sqlite3* handle, Sql const& sql) : handle_(handle) {
    if (sqlite3_prepare_v3(handle, sql.text.data(), int(sql.text.size()), SQLITE_PREPARE_PERSISTENT, &statement_,
                           nullptr) != SQLITE_OK)
      broken(handle, sql.name);
  }
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  // By name, because SQLite numbers `$2` before `$1` where it appears first.
  void bind(std::span<Param const> params) {
    for (size_t i = 0; i < params.size(); ++i) {
      int const at = sqlite3_bind_parameter_index(statement_, fmt::format("${}", i + 1).c_str());
      if (at == 0) continue;  // a parameter that only the other engine's file uses
      int code = SQLITE_OK;
      if (auto const* number = std::get_if<int64_t>(&params[i]))
        code = sqlite3_bind_int64(statement_, at, *number);
      else if (auto const* text = std::get_if<std::string_view>(&params[i]))
        code = sqlite3_bind_text64(statement_, at, text->data() ? text->data() : "", text->size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
      else if (auto const* bytes = std::get_if<Bytes const*>(&params[i]))
        code = sqlite3_bind_blob64(statement_, at, (*bytes)->value.data(), (*bytes)->value.size(), SQLITE_STATIC);
      else
        code = sqlite3_bind_null(statement_, at);
      if (code != SQLITE_OK) broken(handle_, "bind");
    }
  }
  bool step(std::string_view name) {
    int const code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    broken(handle_, name);
  }
  void reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  sqlite3_stmt* raw() { return statement_; }

 private:
  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

 protected:
  int64_t integer_at(int column) override { return sqlite3_column_int64(statement_, column); }
  std::string_view text_at(int column) override {
    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
    return {text ? text : "", size_t(sqlite3_column_bytes(statement_, column))};
  }
  std::string_view bytes_at(int column) override {
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement_, column));
    return {bytes ? bytes : "", size_t(sqlite3_column_bytes(statement_, column))};
  }
  bool null_at(int column) override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  Connection(std::string const& path, bool writer) {
    int const flags = (writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | (path.starts_with("file:") ? SQLITE_OPEN_URI : 0);
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
      std::string const text = fmt::format("sqlite open {}: {}", path, handle_ ? sqlite3_errmsg(handle_) : "no memory");
      sqlite3_close(handle_);
      throw Broken(text);
    }
    sqlite3_busy_timeout(handle_, 10'000);
    script(
        "pragma foreign_keys = on; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -16000;");
    if (writer) script("pragma journal_mode = wal; pragma wal_autocheckpoint = 1000;");
    sqlite3_set_authorizer(handle_, authorise, nullptr);
  }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection() {
    statements_.clear();
    sqlite3_close(handle_);
  }

  void script(std::string_view text) {
    char* message = nullptr;
    if (sqlite3_exec(handle_, std::string(text).c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
      std::string const what = message ? message : "";
      sqlite3_free(message);
      broken(handle_, what);
    }
  }

  int64_t execute(Sql const& sql, std::span<Param const> params, std::function<bool(Row&)> const& each) {
    auto& statement = prepared(sql);
    struct Reset {
      Statement& of;
      ~Reset() { of.reset(); }
    } const reset{statement};
    statement.bind(params);
    SqliteRow row(statement.raw());
    int64_t rows = 0;
    bool wanted = true;
    while (statement.step(sql.name)) {
      ++rows;
      if (each && wanted) {
        row.rewind();
        wanted = each(row);
      }
      if (!wanted && sqlite3_stmt_readonly(statement.raw())) break;
    }
    return each ? rows : sqlite3_changes64(handle_);
  }

 private:
  Statement& prepared(Sql const& sql) {
    auto found = statements_.find(sql.text.data());
    if (found == statements_.end()) found = statements_.try_emplace(sql.text.data(), handle_, sql).first;
    return found->second;
  }

  sqlite3* handle_ = nullptr;
  std::map<char const*, Statement> statements_;  // keyed by the constexpr text's address
};

class SqliteTx final : public Tx {
 public:
  explicit SqliteTx(Connection& connection) : connection_(connection) {}
  void after_commit(std::function<void()> action) override { actions_.push_back(std::move(action)); }
  Engine engine() const override { return Engine::sqlite; }
  int64_t execute(Sql const& sql, std::span<Param const> params, std::function<bool(Row&)> const& each) override {
    return connection_.execute(sql, params, each);
  }
  void script(std::string_view text) override { connection_.script(text); }
  std::vector<std::function<void()>> take_actions() { return std::move(actions_); }

 private:
  Connection& connection_;
  std::vector<std::function<void()>> actions_;
};

class SqliteDb final : public Db {
 public:
  SqliteDb(std::string const& path, int readers) : writer_(path, true) {
    if (!path.starts_with("file:")) ::chmod(path.c_str(), 0600);
    for (int i = 0; i < readers; ++i) idle_.push_back(std::make_unique<Connection>(path, false));
  }
  Engine engine() const override { return Engine::sqlite; }

 protected:
  void transact(Mode mode, std::function<Outcome(Tx&)> const& work) override {
    if (mode == Mode::read) return read_with(work);
    std::vector<std::function<void()>> actions;
    {
      std::lock_guard const turn(writing_);
      actions = run(writer_, "begin immediate", work);
    }
    for (auto const& action : actions) action();
  }

 private:
  void read_with(std::function<Outcome(Tx&)> const& work) {
    std::unique_ptr<Connection> mine;
    {
      std::unique_lock lock(pool_);
      free_.wait(lock, [&] { return !idle_.empty(); });
      mine = std::move(idle_.back());
      idle_.pop_back();
    }
    struct GiveBack {
      SqliteDb& db;
      std::unique_ptr<Connection>& connection;
      ~GiveBack() {
        {
          std::lock_guard const lock(db.pool_);
          db.idle_.push_back(std::move(connection));
        }
        db.free_.notify_one();
      }
    } const give_back{*this, mine};
    run(*mine, "begin", work);
  }

  static std::vector<std::function<void()>> run(Connection& connection, std::string_view begin,
                                                std::function<Outcome(Tx&)> const& work) {
    connection.script(begin);
    SqliteTx tx(connection);
    try {
      if (work(tx) == Outcome::discard) {
        connection.script("rollback");
        return {};
      }
      connection.script("commit");
    } catch (...) {
      try {
        connection.script("rollback");
      } catch (Broken const&) { /* SQLite has already rolled back (full disk) */
      }
      throw;
    }
    return tx.take_actions();
  }

  std::mutex writing_, pool_;
  std::condition_variable free_;
  Connection writer_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

std::unique_ptr<Db> open_sqlite(std::string const& path, int readers) {
  return std::make_unique<SqliteDb>(path, readers);
}

}  // namespace essaim::db
