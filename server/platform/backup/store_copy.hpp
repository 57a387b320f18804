#pragma once
// One database read as it stood at one instant, and an empty one filled: row by row, in the order in which rows may
// refer to one another. Both on connections of their own, so that nobody waits for a backup.

#include "platform/backup/contents.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace essaim::backup {

/// Sees nothing that is committed after it was opened. Throws db::Broken. Used by one thread.
class StoreSnapshot {
 public:
  virtual ~StoreSnapshot() = default;
  /// All but the list of migrations; unlogged tables (PostgreSQL) are left out, they are for forgetting.
  virtual std::vector<Table> tables() = 0;
  /// Until `each` refuses.
  virtual Result<Done> each_row(Table const& table, std::function<Result<Done>(std::span<Cell const>)> const& each) = 0;
  /// Names and checksums, see platform/db/migrate.hpp; empty where nothing was ever migrated.
  virtual std::vector<std::pair<std::string, std::string>> migrations() = 0;
};
std::unique_ptr<StoreSnapshot> open_sqlite_snapshot(std::string const& path);
std::unique_ptr<StoreSnapshot> open_postgres_snapshot(std::string const& url);

/// Fills a migrated store in one transaction; what the migrations put there goes first. Throws db::Broken.
class StoreFiller {
 public:
  virtual ~StoreFiller() = default;
  /// `backup.unknown_table` where the store has no such table, or no such column of it.
  virtual Result<Done> begin_table(Table const& table) = 0;
  /// `backup.malformed` for a value that does not fit its column.
  virtual Result<Done> row(std::span<Cell const> cells) = 0;
  virtual Result<Done> end_table() = 0;
  /// `backup.broken_reference` where a row points to nothing.
  virtual Result<Done> commit() = 0;
};
std::unique_ptr<StoreFiller> open_sqlite_filler(std::string const& path);
std::unique_ptr<StoreFiller> open_postgres_filler(std::string const& url);
/// Whether the schema that this address works in holds no table yet.
bool is_empty_postgres(std::string const& url);

}  // namespace essaim::backup
