#pragma once
// A backup of a whole organisation, made while it serves: both stores as they stood at one instant, pictures, the two
// append-only files and the master key, sealed to the recovery key. Nobody on this machine can open it again.

#include "base/clock.hpp"
#include "platform/backup/contents.hpp"
#include "platform/backup/recovery_key.hpp"
#include "platform/config/config.hpp"

#include <functional>
#include <string>

namespace essaim {

struct MadeBackup {
  std::string path, organisation;
  int64_t bytes = 0;
  backup::Totals totals;
  Duration took;
};

/// Into `file`, or under a name of its own into `folder`; exactly one of them is given. Opens the organisation's stores
/// for reading, and changes nothing. While `go_on` answers true; `backup.stopped` otherwise.
struct BackupOrder {
  backup::PublicKey to;
  std::string file, folder;
  std::function<bool()> go_on = [] { return true; };
};
/// Also written down in the data folder, done or failed, for the doctor and /metrics. One at a time
/// (`backup.in_progress`).
Result<MadeBackup> make_backup(Config const& config, BackupOrder const& order, Clock const& clock);

/// What is in a backup that was read from its first byte to its last.
struct BackupContents {
  Json head;
  backup::Totals totals;
  std::vector<std::pair<std::string, int64_t>> rows;  // by table
  int64_t pictures = 0, damaged_pictures = 0;
};
Result<BackupContents> verify_backup(std::string const& file, backup::RecoveryKey const& key);

/// "essaim-ID-20261124T020000Z.backup".
std::string backup_name(std::string const& organisation, Instant at);
/// Deletes this organisation's own backups beyond the newest `keep`, and parts that a killed run left; nothing else.
int64_t rotate_backups(std::string const& folder, std::string const& organisation, int keep);

}  // namespace essaim
