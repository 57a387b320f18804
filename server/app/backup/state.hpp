#pragma once
// When the last good backup was made and what became of the last try: a small file in the data folder, which the
// command and the server both write, and which the doctor and /metrics read.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace essaim {

struct BackupState {
  Instant good_at;  // 1970: never
  std::string good_name;
  int64_t good_bytes = 0;
  Instant tried_at;
  std::string failure;  // the code of the last try, "" where it went well
};
BackupState read_backup_state(std::filesystem::path const& data);
void write_backup_state(std::filesystem::path const& data, BackupState const& state);

/// Held while a backup is made; `backup.in_progress` where another process makes one.
Result<std::shared_ptr<void>> lock_backups(std::filesystem::path const& data);

}  // namespace essaim
