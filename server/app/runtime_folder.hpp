#pragma once
// The folder in memory that holds the day's salt: one a server, gone with its server. A killed server cannot tidy up
// after itself, so every start and every hour sweeps what the dead have left.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace essaim {

/// Where it is by default: below /run or /dev/shm, else in the data folder.
std::filesystem::path usual_runtime_folder(std::filesystem::path const& data, std::string_view organisation);

/// Held for as long as the process lives: the kernel lets it go however it dies, so no pid has to be believed.
class RuntimeFolder {
 public:
  /// Makes the folder (mode 0700), wipes the salts of past days in it, and says that somebody lives in it.
  static Result<RuntimeFolder> move_in(std::filesystem::path const& folder, Instant now);
  RuntimeFolder(RuntimeFolder&& other) noexcept;
  RuntimeFolder& operator=(RuntimeFolder&&) = delete;
  ~RuntimeFolder();

 private:
  explicit RuntimeFolder(int lock) : lock_(lock) {}
  int lock_ = -1;
};

/// Salts of days before this one (UTC): overwritten, then removed.
void wipe_past_salts(std::filesystem::path const& folder, Instant now);

/// Removes the folders of our own user below `place` in which nobody lives any more; never `ours`, never a living
/// one's. One of an earlier version, which left no lock, loses its past salts, and goes when it is empty.
void sweep_dead_folders(std::filesystem::path const& place, std::filesystem::path const& ours, Instant now);

}  // namespace essaim
