#include "platform/db/db.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <charconv>
#include <condition_variable>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>

namespace essaim::db {
namespace {

// Type numbers of the server (pg_type.dat): PostgreSQL refuses `$1 is null or at = $1` when $1 has no type.
constexpr Oid oid_int8 = 20, oid_text = 25, oid_bytea = 17;

struct Conflict {};  // serialisation failure or deadlock: run the transaction again

struct ResultHandle {
  PGresult* raw;
  explicit ResultHandle(PGresult* result) : raw(result) {}
  ResultHandle(ResultHandle const&) = delete;
  ResultHandle& operator=(ResultHandle const&) = delete;
  ~ResultHandle() { PQclear(raw); }
};

void check(PGconn* connection, PGresult* result, std::string_view what) {
  auto const status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  std::string_view const state =
      PQresultErrorField(result, PG_DIAG_SQLSTATE) ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : "";
  if (state == "40001" || state == "40P01") throw Conflict{};
  // The message's first part only: PostgreSQL's detail may hold values of people (promise 4).
  auto const* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  auto const text = fmt::format("postgres {}: {} ({})", what, primary ? primary : PQerrorMessage(connection), state);
  if (state == "53100") throw Full(text);
  throw Broken(text);
}

int64_t to_integer(char const* text) {
  int64_t value = 0;
  std::from_chars(text, text + std::strlen(text), value);
  return value;
}

class PostgresRow final : public Row {
 public:
  explicit PostgresRow(PGresult* result) : result_(result) {}
  void at(int row) {
    row_ = row;
    rewind();
  }

 protected:
  int64_t integer_at(int column) override { return to_integer(PQgetvalue(result_, row_, column)); }
  std::string_view text_at(int column) override {
    return {PQgetvalue(result_, row_, column), size_t(PQgetlength(result_, row_, column))};
  }
  std::string_view bytes_at(int column) override {
    size_t length = 0;
    auto* raw = PQunescapeBytea(reinterpret_cast<unsigned char const*>(PQgetvalue(result_, row_, column)), &length);
    decoded_.assign(reinterpret_cast<char const*>(raw), length);
    PQfreemem(raw);
    return decoded_;
  }
  bool null_at(int column) override { return PQgetisnull(result_, row_, column) != 0; }

 private:
  PGresult* result_;
  int row_ = 0;
  std::string decoded_;
};

// Parameters in libpq's four parallel arrays.
class Arguments {
 public:
  explicit Arguments(std::span<Param const> params) {
    numbers_.reserve(params.size());
    for (auto const& param : params) add(param);
  }
  int count() const { return int(types.size()); }
  std::vector<Oid> types;
  std::vector<char const*> values;
  std::vector<int> lengths, formats;

 private:
  void add(Param const& param) {
    if (auto const* number = std::get_if<int64_t>(&param)) {
      numbers_.push_back(std::to_string(*number));
      push(oid_int8, numbers_.back().c_str(), int(numbers_.back().size()), 0);
    } else if (auto const* text = std::get_if<std::string_view>(&param)) {
      texts_.push_back(std::make_unique<std::string>(*text));
      push(oid_text, texts_.back()->c_str(), int(texts_.back()->size()), 0);
    } else if (auto const* bytes = std::get_if<Bytes const*>(&param)) {
      push(oid_bytea, (*bytes)->value.data(), int((*bytes)->value.size()), 1);
    } else {
      auto const type = std::get<Null>(param).type;
      push(type == Null::Type::integer ? oid_int8 : type == Null::Type::text ? oid_text : oid_bytea, nullptr, 0, 0);
    }
  }
  void push(Oid type, char const* value, int length, int format) {
    types.push_back(type);
    values.push_back(value);
    lengths.push_back(length);
    formats.push_back(format);
  }
  std::vector<std::string> numbers_;
  std::vector<std::unique_ptr<std::string>> texts_;
};

class Connection {
 public:
  explicit Connection(std::string url) : url_(std::move(url)) { connect(); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection() { PQfinish(raw_); }

  void ensure() {
    if (raw_ && PQstatus(raw_) == CONNECTION_OK) return;
    connect();
  }
  void script(std::string_view text) {
    ResultHandle const result(PQexec(raw_, std::string(text).c_str()));
    check(raw_, result.raw, "script");
  }
  int64_t execute(Sql const& sql, std::span<Param const> params, std::function<bool(Row&)> const& each) {
    Arguments arguments(params);
    auto const& name = prepare(sql, arguments);
    ResultHandle const result(PQexecPrepared(raw_, name.c_str(), arguments.count(), arguments.values.data(),
                                             arguments.lengths.data(), arguments.formats.data(), 0));
    check(raw_, result.raw, sql.name);
    if (!each) return to_integer(PQcmdTuples(result.raw));
    PostgresRow row(result.raw);
    int const rows = PQntuples(result.raw);
    for (int i = 0; i < rows; ++i) {
      row.at(i);
      if (!each(row)) break;
    }
    return rows;
  }

 private:
  void connect() {
    PQfinish(raw_);
    prepared_.clear();
    raw_ = PQconnectdb(url_.c_str());
    if (PQstatus(raw_) != CONNECTION_OK) throw Broken(fmt::format("postgres connect: {}", PQerrorMessage(raw_)));
    PQsetNoticeProcessor(
        raw_, [](void*, char const*) {}, nullptr);
    // What we acknowledge is on disk also where the role says otherwise (promise 9); remote_apply is left as it is.
    script(
        "set time zone 'UTC'; set client_encoding = 'UTF8'; "
        "do $$ begin if current_setting('synchronous_commit') in ('off','local') then perform "
        "set_config('synchronous_commit','on',false); end if; end $$;");
  }
  std::string const& prepare(Sql const& sql, Arguments const& arguments) {
    auto found = prepared_.find(sql.text.data());
    if (found != prepared_.end()) return found->second;
    auto const name = fmt::format("s{}", prepared_.size());
    ResultHandle const result(
        PQprepare(raw_, name.c_str(), std::string(sql.text).c_str(), arguments.count(), arguments.types.data()));
    check(raw_, result.raw, sql.name);
    return prepared_.emplace(sql.text.data(), name).first->second;
  }

  std::string url_;
  PGconn* raw_ = nullptr;
  std::map<char const*, std::string> prepared_;
};

class PostgresTx final : public Tx {
 public:
  explicit PostgresTx(Connection& connection) : connection_(connection) {}
  void after_commit(std::function<void()> action) override { actions_.push_back(std::move(action)); }
  Engine engine() const override { return Engine::postgres; }
  int64_t execute(Sql const& sql, std::span<Param const> params, std::function<bool(Row&)> const& each) override {
    return connection_.execute(sql, params, each);
  }
  void script(std::string_view text) override { connection_.script(text); }
  std::vector<std::function<void()>> take_actions() { return std::move(actions_); }

 private:
  Connection& connection_;
  std::vector<std::function<void()>> actions_;
};

class PostgresDb final : public Db {
 public:
  PostgresDb(std::string url, int connections) : url_(std::move(url)) {
    idle_.push_back(std::make_unique<Connection>(url_));  // one at once, so that a wrong address is said at start
    for (int i = 1; i < connections; ++i) idle_.push_back(nullptr);
  }
  Engine engine() const override { return Engine::postgres; }

 protected:
  void transact(Mode mode, std::function<Outcome(Tx&)> const& work) override {
    Lease const lease(*this);
    for (int attempt = 0;; ++attempt) {
      try {
        for (auto const& action : run(*lease.connection, mode, work)) action();
        return;
      } catch (Conflict const&) {
        if (attempt == 9) throw Broken("postgres: the transaction met a conflict ten times");
        std::this_thread::sleep_for(std::chrono::milliseconds(1 << attempt));
      }
    }
  }

 private:
  // Takes a connection from the pool for the length of one transaction.
  struct Lease {
    explicit Lease(PostgresDb& of) : db(of) {
      std::unique_lock lock(db.pool_);
      db.free_.wait(lock, [&] { return !db.idle_.empty(); });
      connection = std::move(db.idle_.back());
      db.idle_.pop_back();
      lock.unlock();
      try {
        if (!connection) connection = std::make_unique<Connection>(db.url_);
        connection->ensure();
      } catch (...) {
        give_back();
        throw;
      }
    }
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    ~Lease() { give_back(); }
    void give_back() {
      {
        std::lock_guard const lock(db.pool_);
        db.idle_.push_back(std::move(connection));
      }
      db.free_.notify_one();
    }
    PostgresDb& db;
    std::unique_ptr<Connection> connection;
  };

  static std::vector<std::function<void()>> run(Connection& connection, Mode mode,
                                                std::function<Outcome(Tx&)> const& work) {
    connection.script(mode == Mode::read ? "begin isolation level repeatable read read only"
                                         : "begin isolation level serializable");
    PostgresTx tx(connection);
    try {
      if (work(tx) == Outcome::discard) {
        connection.script("rollback");
        return {};
      }
      connection.script("commit");
    } catch (...) {
      try {
        connection.script("rollback");
      } catch (Broken const&) { /* the connection is gone; ensure() makes a new one */
      }
      throw;
    }
    return tx.take_actions();
  }

  std::string url_;
  std::mutex pool_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

std::unique_ptr<Db> open_postgres(std::string const& url, int connections) {
  return std::make_unique<PostgresDb>(url, connections);
}

}  // namespace essaim::db
