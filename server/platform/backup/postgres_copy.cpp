// COPY in its binary form (PostgreSQL 15, "COPY", section "Binary Format"): rows stream, and no value is written as
// text and read again.
#include "platform/backup/postgres_link.hpp"
#include "platform/backup/store_copy.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cstring>

namespace essaim::backup {
namespace {

constexpr std::string_view copy_signature{"PGCOPY\n\377\r\n\0", 11};
constexpr size_t copy_head = 19;  // signature, flags, length of the extension (none)

int64_t big_endian(std::string_view bytes) {
  uint64_t value = 0;
  for (unsigned char byte : bytes) value = value << 8 | byte;
  return int64_t(value);
}
void put_big_endian(std::string& out, int64_t value, int bytes) {
  for (int i = bytes; i-- > 0;) out += char(uint64_t(value) >> (8 * i));
}

db::CellType cell_type(std::string const& type) {
  return type == "int8" ? db::CellType::integer : type == "text" ? db::CellType::text : db::CellType::bytes;
}

[[noreturn]] void odd_copy() { throw db::Broken("postgres: COPY answers in an unknown form"); }

// The bytes of a COPY as they arrive. A message holds whole rows; the first begins with the head.
class CopyRows {
 public:
  explicit CopyRows(PostgresTable const& table) : types_(table.types), cells_(table.types.size()) {}

  Result<Done> hear(std::string_view message, std::function<Result<Done>(std::span<Cell const>)> const& each) {
    if (!begun_) {
      if (message.size() < copy_head || !message.starts_with(copy_signature)) odd_copy();
      message.remove_prefix(copy_head);
      begun_ = true;
    }
    while (!message.empty()) {
      auto const width = int16_t(big_endian(take(message, 2)));
      if (width == -1) break;  // the end
      if (width != int16_t(cells_.size())) odd_copy();
      for (size_t i = 0; i < cells_.size(); ++i) cells_[i] = take_cell(message, cell_type(types_[i]));
      CHECK_OK(each(cells_));
    }
    return Done{};
  }

 private:
  static std::string_view take(std::string_view& from, size_t size) {
    if (from.size() < size) odd_copy();
    auto const taken = from.substr(0, size);
    from.remove_prefix(size);
    return taken;
  }
  static Cell take_cell(std::string_view& from, db::CellType type) {
    auto const size = int32_t(big_endian(take(from, 4)));
    if (size == -1) return {};
    auto const bytes = take(from, size_t(size));
    if (type != db::CellType::integer) return {type, 0, bytes};
    if (size != 8) odd_copy();
    return {type, big_endian(bytes), {}};
  }

  std::vector<std::string> const& types_;
  std::vector<Cell> cells_;
  bool begun_ = false;
};

class PostgresSnapshot final : public StoreSnapshot {
 public:
  explicit PostgresSnapshot(std::string const& url) : link_(url) {
    link_.run("begin isolation level repeatable read read only");
    tables_ = postgres_tables(link_);  // the first query takes the snapshot
  }
  std::vector<Table> tables() override {
    std::vector<Table> out;
    for (auto const& each : tables_) out.push_back(each.table);
    return out;
  }

  Result<Done> each_row(Table const& table, std::function<Result<Done>(std::span<Cell const>)> const& each) override {
    auto const known = std::ranges::find_if(tables_, [&](auto const& one) { return one.table.name == table.name; });
    if (known == tables_.end()) throw db::Broken("no such table");
    link_.run(
        fmt::format("copy {}({}) to stdout (format binary)", link_.quoted(table.name), link_.columns_of(known->table)));
    CopyRows rows(*known);
    for (;;) {
      char* bytes = nullptr;
      int const size = PQgetCopyData(link_.raw(), &bytes, 0);
      if (size == -1) break;
      if (size < 0) link_.broken(nullptr);
      std::unique_ptr<char, void (*)(void*)> const held(bytes, PQfreemem);
      CHECK_OK(rows.hear({bytes, size_t(size)}, each));
    }
    for (PostgresLink::Answer answer(PQgetResult(link_.raw())); answer; answer.reset(PQgetResult(link_.raw())))
      if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) link_.broken(answer.get());
    return Done{};
  }

  std::vector<std::pair<std::string, std::string>> migrations() override {
    std::vector<std::pair<std::string, std::string>> found;
    if (link_.one("select to_regclass(quote_ident(current_schema()) || '.migration')").empty()) return found;
    auto const rows = link_.run("select name, checksum from migration order by name");
    for (int row = 0; row < PQntuples(rows.get()); ++row)
      found.emplace_back(PQgetvalue(rows.get(), row, 0), PQgetvalue(rows.get(), row, 1));
    return found;
  }

 private:
  PostgresLink link_;
  std::vector<PostgresTable> tables_;
};

class PostgresFiller final : public StoreFiller {
 public:
  explicit PostgresFiller(std::string const& url) : link_(url) {
    link_.run("begin");
    tables_ = postgres_tables(link_);
    std::string all;
    for (auto const& each : tables_) all += (all.empty() ? "" : ", ") + link_.quoted(each.table.name);
    if (!all.empty()) link_.run("truncate " + all);
  }

  Result<Done> begin_table(Table const& table) override {
    auto const known = std::ranges::find_if(tables_, [&](auto const& one) { return one.table.name == table.name; });
    if (known == tables_.end()) return unknown(table);
    name_ = table.name;
    types_.clear();
    for (auto const& column : table.columns) {
      auto const at = std::ranges::find(known->table.columns, column);
      if (at == known->table.columns.end()) return unknown(table);
      types_.push_back(cell_type(known->types[size_t(at - known->table.columns.begin())]));
    }
    link_.run(fmt::format("copy {}({}) from stdin (format binary)", link_.quoted(table.name), link_.columns_of(table)));
    waiting_ = copy_signature;
    waiting_.append(copy_head - copy_signature.size(), '\0');
    return Done{};
  }

  Result<Done> row(std::span<Cell const> cells) override {
    put_big_endian(waiting_, int64_t(cells.size()), 2);
    for (size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].type) {
        put_big_endian(waiting_, -1, 4);
        continue;
      }
      if (*cells[i].type != types_[i])
        return fail(Fault::invalid, "backup.malformed", "a value does not fit its column in " + name_);
      if (*cells[i].type == db::CellType::integer) {
        put_big_endian(waiting_, 8, 4);
        put_big_endian(waiting_, cells[i].number, 8);
      } else {
        put_big_endian(waiting_, int64_t(cells[i].bytes.size()), 4);
        waiting_ += cells[i].bytes;
      }
    }
    if (waiting_.size() > (48u << 10)) send();
    return Done{};
  }

  Result<Done> end_table() override {
    put_big_endian(waiting_, -1, 2);
    send();
    if (PQputCopyEnd(link_.raw(), nullptr) != 1) link_.broken(nullptr);
    std::string refused;
    for (PostgresLink::Answer answer(PQgetResult(link_.raw())); answer; answer.reset(PQgetResult(link_.raw()))) {
      if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK) continue;
      auto const* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
      // Classes 22 and 23: data that do not fit. All else is the machine.
      if (!state || (std::strncmp(state, "22", 2) != 0 && std::strncmp(state, "23", 2) != 0))
        link_.broken(answer.get());
      refused = state;
    }
    if (refused == "23503") return fail(Fault::invalid, "backup.broken_reference", "a row points to nothing");
    if (!refused.empty()) return fail(Fault::invalid, "backup.malformed", "a row does not fit its table: " + name_);
    return Done{};
  }

  Result<Done> commit() override {
    for (auto const& each : tables_)
      if (!each.counted.empty())  // numbers go on behind the last one that was given
        link_.run(
            fmt::format("select setval(pg_get_serial_sequence('{0}', '{1}'), coalesce(max({1}), 0) + 1, false) "
                        "from {0}",
                        link_.quoted(each.table.name), each.counted));
    link_.run("commit");
    return Done{};
  }

 private:
  static tl::unexpected<Error> unknown(Table const& table) {
    return fail(Fault::invalid, "backup.unknown_table", "this Essaim knows no such table: " + table.name);
  }
  void send() {
    if (PQputCopyData(link_.raw(), waiting_.data(), int(waiting_.size())) != 1) link_.broken(nullptr);
    waiting_.clear();
  }

  PostgresLink link_;
  std::vector<PostgresTable> tables_;
  std::string name_, waiting_;
  std::vector<db::CellType> types_;
};

}  // namespace

std::unique_ptr<StoreSnapshot> open_postgres_snapshot(std::string const& url) {
  return std::make_unique<PostgresSnapshot>(url);
}
std::unique_ptr<StoreFiller> open_postgres_filler(std::string const& url) {
  return std::make_unique<PostgresFiller>(url);
}
bool is_empty_postgres(std::string const& url) {
  PostgresLink link(url);
  return link
      .one(
          "select 1 from pg_class where relnamespace = (select oid from pg_namespace where nspname = "
          "current_schema()) and relkind in ('r', 'v', 'm', 'p', 'S') limit 1")
      .empty();
}

}  // namespace essaim::backup
