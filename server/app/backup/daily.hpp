#pragma once
// The daily backup of a server: at its hour, or at the next start when that was missed; tried again each hour after a
// failure. It has a thread of its own, so that no job waits for it, and ends at once when the server does.

#include "app/backup/backup.hpp"
#include "app/backup/state.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace essaim {

/// Whether one is to be made: none was good since the last time the clock struck the hour, and the last try, if it
/// failed, is an hour ago.
bool is_backup_due(BackupState const& state, Instant now, int hour);

/// "off" (none by itself), "none" (no good one yet), "good", "old" (over two days), "failing" (the last try failed).
std::string_view standing_of(Config const& config, BackupState const& state, Instant now);

class DailyBackup {
 public:
  /// Nothing where the configuration names no folder; refuses a key that is none (`config.bad_value`).
  static Result<std::unique_ptr<DailyBackup>> start(Config const& config, Clock const& clock);
  ~DailyBackup();

 private:
  DailyBackup(Config const& config, Clock const& clock, backup::PublicKey const& to);
  void work();
  void make();

  Config const& config_;
  Clock const& clock_;
  backup::PublicKey to_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

/// What the configuration says of the recovery key: none, one, or why it is none.
Result<std::optional<backup::PublicKey>> backup_key_of(Config const& config);

/// Lines of /metrics: when the last good backup was made, and whether the last try failed.
void write_backup_metrics(Config const& config, std::string& out);

}  // namespace essaim
