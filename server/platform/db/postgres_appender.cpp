#include "platform/db/appender.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <endian.h>

namespace essaim::db {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, Clear>;

constexpr Oid oid_int8 = 20, oid_text = 25, oid_bytea = 17;  // pg_type.dat

void put32(std::string& to, int32_t value) {
  auto const big = htonl(uint32_t(value));
  to.append(reinterpret_cast<char const*>(&big), sizeof big);
}

/// One column of the batch as an array in the server's binary form (array_send in arrayfuncs.c).
class ArrayColumn {
 public:
  explicit ArrayColumn(CellType type) : type_(type) {}
  char const* cast() const {
    return type_ == CellType::integer ? "bigint[]" : type_ == CellType::text ? "text[]" : "bytea[]";
  }
  void begin(size_t rows) {
    value_.clear();
    has_null_ = 0;
    put32(value_, 1);  // dimensions
    put32(value_, 0);  // whether there are nulls: set by finish()
    put32(value_, int32_t(type_ == CellType::integer ? oid_int8 : type_ == CellType::text ? oid_text : oid_bytea));
    put32(value_, int32_t(rows));
    put32(value_, 1);  // lower bound
  }
  void add(int64_t value) {
    put32(value_, 8);
    auto const big = htobe64(uint64_t(value));
    value_.append(reinterpret_cast<char const*>(&big), sizeof big);
  }
  void add(std::string_view value) {
    put32(value_, int32_t(value.size()));
    value_ += value;
  }
  void add_null() {
    put32(value_, -1);
    has_null_ = 1;
  }
  std::string const& finish() {
    auto const big = htonl(has_null_);
    std::memcpy(value_.data() + 4, &big, sizeof big);
    return value_;
  }

 private:
  CellType type_;
  std::string value_;
  uint32_t has_null_ = 0;
};

class PostgresAppender final : public Appender, private Cells {
 public:
  PostgresAppender(std::string url, AppendTable const& table) : url_(std::move(url)), table_(table.name) {
    std::string names, arrays;
    for (auto const& column : table.columns) {
      columns_.emplace_back(column.type);
      names += (names.empty() ? "" : ", ") + std::string(column.name);
      arrays += fmt::format("{}${}::{}", arrays.empty() ? "" : ", ", columns_.size(), columns_.back().cast());
    }
    insert_text_ = fmt::format(
        "with added as (insert into {0}({1}) select * from unnest({2}) on conflict (id) do nothing returning seq) "
        "select coalesce((select max(seq) from added), (select max(seq) from {0}), 0)",
        table_, names, arrays);
    open();
  }
  ~PostgresAppender() override { PQfinish(connection_); }

  int64_t append(size_t rows, std::function<void(size_t, Cells&)> const& write_row) override {
    for (auto& column : columns_) column.begin(rows);
    for (size_t row = 0; row < rows; ++row) {
      column_ = 0;
      write_row(row, *this);
    }
    std::vector<char const*> values;
    std::vector<int> lengths, formats(columns_.size(), 1);
    for (auto& column : columns_) {
      auto const& value = column.finish();
      values.push_back(value.data());
      lengths.push_back(int(value.size()));
    }
    ResultHandle const result(
        PQexecPrepared(connection_, "append", int(columns_.size()), values.data(), lengths.data(), formats.data(), 0));
    check(result.get(), "append");
    return std::strtoll(PQgetvalue(result.get(), 0, 0), nullptr, 10);
  }
  void reopen() override {
    PQfinish(connection_);
    connection_ = nullptr;
    open();
  }
  std::vector<std::string> ids_after(int64_t seq) override {
    auto const text = std::to_string(seq);
    std::array<char const*, 1> const values{text.c_str()};
    ResultHandle const result(PQexecParams(connection_,
                                           fmt::format("select id from {} where seq > $1::bigint", table_).c_str(), 1,
                                           nullptr, values.data(), nullptr, nullptr, 1));
    check(result.get(), "ids_after");
    std::vector<std::string> ids;
    for (int row = 0; row < PQntuples(result.get()); ++row)
      ids.emplace_back(PQgetvalue(result.get(), row, 0), size_t(PQgetlength(result.get(), row, 0)));
    return ids;
  }
  int64_t last_seq() override { return number(fmt::format("select coalesce(max(seq), 0) from {}", table_)); }
  Durability durability() override {
    auto const standbys = number("select count(*) from pg_stat_replication");
    auto const synchronous = number("select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')");
    Durability answer{"the database server's disk", standbys > synchronous};
    if (synchronous > 0) answer.to += fmt::format(" and {} standby", synchronous);
    return answer;
  }

 private:
  void open() {
    connection_ = PQconnectdb(url_.c_str());
    if (PQstatus(connection_) != CONNECTION_OK)
      throw Broken(fmt::format("postgres {}: {}", table_, PQerrorMessage(connection_)));
    PQsetNoticeProcessor(
        connection_, [](void*, char const*) {}, nullptr);
    ResultHandle const level(PQexec(connection_, "show synchronous_commit"));
    check(level.get(), "synchronous_commit");
    if (std::string_view(PQgetvalue(level.get(), 0, 0)) != "remote_apply") {
      ResultHandle const set(PQexec(connection_, "set synchronous_commit = on"));
      check(set.get(), "synchronous_commit");
    }
    ResultHandle const prepared(PQprepare(connection_, "append", insert_text_.c_str(), 0, nullptr));
    check(prepared.get(), "prepare");
  }
  int64_t number(std::string const& sql) {
    ResultHandle const result(PQexec(connection_, sql.c_str()));
    check(result.get(), "select");
    return std::strtoll(PQgetvalue(result.get(), 0, 0), nullptr, 10);
  }
  void check(PGresult* result, std::string_view what) {
    auto const status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    auto const* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    auto const* primary =
        result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;  // details hold values
    auto const text = fmt::format("postgres {} {}: {}", table_, what, primary ? primary : PQerrorMessage(connection_));
    if (state && std::string_view(state) == "53100") throw Full(text);
    throw Broken(text);
  }

  void integer(int64_t value) override { columns_[column_++].add(value); }
  void text(std::string_view value) override { columns_[column_++].add(value); }
  void bytes(std::string_view value) override { columns_[column_++].add(value); }
  void null() override { columns_[column_++].add_null(); }

  std::string url_, table_, insert_text_;
  PGconn* connection_ = nullptr;
  std::vector<ArrayColumn> columns_;
  size_t column_ = 0;
};

}  // namespace

std::unique_ptr<Appender> open_postgres_appender(std::string const& url, AppendTable const& table) {
  return std::make_unique<PostgresAppender>(url, table);
}

}  // namespace essaim::db
