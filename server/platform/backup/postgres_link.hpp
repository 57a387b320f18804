#pragma once
// One libpq connection of a backup or a restore, and what its schema holds. Only for the files of this folder.

#include "platform/backup/contents.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace essaim::backup {

class PostgresLink {
 public:
  explicit PostgresLink(std::string const& url);
  ~PostgresLink();
  PostgresLink(PostgresLink const&) = delete;
  PostgresLink& operator=(PostgresLink const&) = delete;

  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;

  /// Throws db::Broken, or db::Full, with the message's first part only: the detail may hold what people wrote.
  Answer run(std::string const& text);
  [[noreturn]] void broken(pg_result const* result);
  std::string one(std::string const& text);  // the first value, or ""
  std::string quoted(std::string_view name);
  std::string columns_of(Table const& table);
  pg_conn* raw() { return raw_; }

 private:
  pg_conn* raw_ = nullptr;
};

/// A table and what its columns hold: int8, text, bytea, or another type's name.
struct PostgresTable {
  Table table;
  std::vector<std::string> types;
  std::string counted;  // the column that the database counts up by itself, or ""
};
/// All logged tables of the current schema but the list of migrations, those first to which others refer.
std::vector<PostgresTable> postgres_tables(PostgresLink& link);

}  // namespace essaim::backup
