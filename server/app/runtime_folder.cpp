#include "app/runtime_folder.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace essaim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "essaim-", lock_name = "in-use";
constexpr size_t id_length = 16;  // of an organisation: 12 random bytes as base64url

fs::path lock_of(fs::path const& folder) { return folder / lock_name; }

// A folder may be swept between its making and its lock: then the lock is one in a folder that nobody finds.
bool still_there(int lock, fs::path const& path) {
  struct stat held {
  }, found{};
  return ::fstat(lock, &held) == 0 && ::stat(path.c_str(), &found) == 0 && held.st_ino == found.st_ino &&
         held.st_dev == found.st_dev;
}

bool is_ours(fs::path const& folder) {
  auto const name = folder.filename().string();
  if (!name.starts_with(prefix) || name.size() != prefix.size() + id_length) return false;
  bool const is_word = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  struct stat info {};
  return is_word && ::lstat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid();
}

// The old bytes of a file in memory are gone when the pages are written over.
void wipe(fs::path const& file) {
  int const out = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (out >= 0) {
    constexpr std::array<char, 64> nothing{};
    (void)!::write(out, nothing.data(), nothing.size());
    ::close(out);
  }
  ::unlink(file.c_str());
}

// "visitors-2026-11-24.salt"
void wipe_salts_before(fs::path const& folder, int64_t day) {
  constexpr std::string_view ending = ".salt";
  constexpr size_t date = 10;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error)) {
    auto const name = entry.path().filename().string();
    if (!name.ends_with(ending) || name.size() < date + ending.size()) continue;
    auto const of = from_iso_date(name.substr(name.size() - ending.size() - date, date));
    if (of && *of < day) wipe(entry.path());
  }
}

void remove_if_dead(fs::path const& folder, Instant now) {
  int const lock = ::open(lock_of(folder).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0) {
    wipe_past_salts(folder, now);
    std::error_code error;
    fs::remove(folder, error);  // refuses while something is in it
    return;
  }
  if (::flock(lock, LOCK_EX | LOCK_NB) == 0) {
    wipe_salts_before(folder, INT64_MAX);
    std::error_code error;
    fs::remove_all(folder, error);
  }
  ::close(lock);
}

}  // namespace

fs::path usual_runtime_folder(fs::path const& data, std::string_view organisation) {
  for (char const* place : {"/run", "/dev/shm"})
    if (::access(place, W_OK) == 0) return fs::path(place) / (std::string(prefix) + std::string(organisation));
  return data / "runtime";
}

Result<RuntimeFolder> RuntimeFolder::move_in(fs::path const& folder, Instant now) {
  for (int tries = 0; tries < 20; ++tries) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return fail(Fault::unavailable, "app.runtime_folder", folder.string() + ": " + error.message());
    wipe_past_salts(folder, now);
    int const lock = ::open(lock_of(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0) continue;
    // Shared: the doctor and other commands visit the same organisation.
    if (::flock(lock, LOCK_SH) == 0 && still_there(lock, lock_of(folder))) return RuntimeFolder(lock);
    ::close(lock);
  }
  return fail(Fault::unavailable, "app.runtime_folder", folder.string() + ": nothing can be written there");
}

RuntimeFolder::RuntimeFolder(RuntimeFolder&& other) noexcept : lock_(std::exchange(other.lock_, -1)) {}
RuntimeFolder::~RuntimeFolder() {
  if (lock_ >= 0) ::close(lock_);
}

void wipe_past_salts(fs::path const& folder, Instant now) { wipe_salts_before(folder, utc_day(now)); }

void sweep_dead_folders(fs::path const& place, fs::path const& ours, Instant now) {
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(place, error))
    if (entry.path() != ours && is_ours(entry.path())) remove_if_dead(entry.path(), now);
}

}  // namespace essaim
