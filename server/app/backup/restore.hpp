#pragma once
// A backup back into an organisation that serves: into an empty place only, whole or not at all. Then what people took
// back since is taken back again, links given since redirect again, and nothing that waited goes out (promises.md 3,
// 10).

#include "app/backup/backup.hpp"

#include <optional>
#include <string>

namespace essaim {

struct RestoreOrder {
  std::string file;
  backup::RecoveryKey key;
  /// The old data folder's append-only files, newer than the backup; "" where they are lost.
  std::string links, withdrawals;
};
struct Restored {
  Json head;
  backup::Totals totals;
  int64_t damaged_pictures = 0;
  int64_t links_added = 0;                    // lines that the backup did not have
  int64_t left = 0, refused = 0, erased = 0;  // people taken out again, invitations refused again, people erased again
};
/// `config.data` does not exist or is empty, and so is the PostgreSQL schema, if one is named. Refuses with
/// `backup.place_taken`, `backup.other_engine`, `backup.newer_version`, and what reading a backup refuses with.
Result<Restored> restore_backup(RestoreOrder const& order, Config const& config, Clock const& clock);

/// When this organisation was last restored, and from a backup of when.
struct Epoch {
  Instant opened_at, taken_at;
  static Epoch read(db::Row& row);
};
std::optional<Epoch> last_restore(db::Db& db);

}  // namespace essaim
