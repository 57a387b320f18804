#pragma once
// Numbered SQL files, forward only, embedded, applied at start under a lock, one transaction each, checksummed.
// Written once: BIGINT and BYTES are translated to the engine's names; tables end with `) STRICT;` which PostgreSQL
// does not get (SQLite's STRICT tables check every column's type).

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <span>
#include <string>
#include <string_view>

namespace essaim::db {

struct Migration {
  std::string_view name;  // "0001_people"; `.sqlite` and `.postgres` variants carry the engine behind it
  std::string_view text;
};

/// Applies what is missing, in order. A changed checksum of an applied migration throws Broken.
void migrate(Db& db, std::span<Migration const> migrations, Instant now);
std::string translate(std::string_view sql, Engine engine);

}  // namespace essaim::db
