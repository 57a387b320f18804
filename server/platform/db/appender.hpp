#pragma once
// Adds rows to one table over a connection of its own, a batch a transaction, durable when it answers. For what must
// never wait behind other writers: the clicks. The table has `seq`, which the database counts up in the order of
// commits, and `id`, 16 random bytes made by the caller, so that after any doubt a batch can be looked for and sent
// again.

#include "platform/db/db.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::db {

/// Takes the values of a row, from the first column on.
class Cells {
 public:
  virtual ~Cells() = default;
  virtual void integer(int64_t value) = 0;
  virtual void text(std::string_view value) = 0;
  virtual void bytes(std::string_view value) = 0;
  virtual void null() = 0;
};

enum class CellType { integer, text, bytes };
struct AppendColumn {
  std::string_view name;
  CellType type;
};
struct AppendTable {
  std::string_view name;
  std::vector<AppendColumn> columns;  // the first is `id`
};

/// Used by one thread. Throws Broken, or Full when no space is left: then `reopen`, ask which rows came through, and
/// only send those that did not.
class Appender {
 public:
  virtual ~Appender() = default;
  /// Answers the `seq` of the last row.
  virtual int64_t append(size_t rows, std::function<void(size_t row, Cells& to)> const& write_row) = 0;
  /// After a failed sync nothing that the connection still says can be believed: a new one.
  virtual void reopen() = 0;
  /// The ids of rows after `seq`.
  virtual std::vector<std::string> ids_after(int64_t seq) = 0;
  virtual int64_t last_seq() = 0;
  /// "this disk", "this server and 2 standbys"; and whether a standby exists that commits do not wait for.
  struct Durability {
    std::string to;
    bool unsynchronous_standby = false;
  };
  virtual Durability durability() = 0;
};

/// WAL with synchronous=FULL.
std::unique_ptr<Appender> open_sqlite_appender(std::string const& path, AppendTable const& table);
/// One statement a batch, `on conflict do nothing`, synchronous_commit on (remote_apply is kept where configured).
std::unique_ptr<Appender> open_postgres_appender(std::string const& url, AppendTable const& table);

}  // namespace essaim::db
