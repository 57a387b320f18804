// Backups that lie in a folder: their names, and which of them are old enough to go.

#include "app/backup/backup.hpp"
#include "base/text.hpp"
#include "platform/backup/sealed_file.hpp"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".backup";
constexpr size_t time_letters = 16;  // 20261124T020000Z

std::string prefix_of(std::string const& organisation) { return "essaim-" + organisation + "-"; }

bool is_time(std::string_view text) {
  if (text.size() != time_letters || text[8] != 'T' || text.back() != 'Z') return false;
  auto const digits = std::string(text.substr(0, 8)) + std::string(text.substr(9, 6));
  return std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_own_name(std::string_view name, std::string const& organisation) {
  auto const prefix = prefix_of(organisation);
  return name.starts_with(prefix) && name.ends_with(ending) &&
         name.size() == prefix.size() + time_letters + ending.size() &&
         is_time(name.substr(prefix.size(), time_letters));
}

// A part whose writer lives is locked.
void remove_dead_part(fs::path const& path) {
  int const file = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return;
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  ::close(file);
}

}  // namespace

std::string backup_name(std::string const& organisation, Instant at) {
  auto const text = to_rfc3339({at.ms / 1000 * 1000});  // 2026-11-24T02:00:00Z
  return prefix_of(organisation) + replace_all(replace_all(text, "-", ""), ":", "") + std::string(ending);
}

int64_t rotate_backups(std::string const& folder, std::string const& organisation, int keep) {
  std::vector<fs::path> own;
  std::error_code unseen;
  for (auto const& entry : fs::directory_iterator(folder, unseen)) {
    auto const name = entry.path().filename().string();
    bool const is_file = entry.is_regular_file(unseen) && !entry.is_symlink(unseen);
    if (is_file && is_own_name(name, organisation) && backup::looks_sealed(entry.path().string()))
      own.push_back(entry.path());
    if (is_file && name.starts_with(".") && name.ends_with(".part") &&
        is_own_name(std::string_view(name).substr(1, name.size() - 6), organisation))
      remove_dead_part(entry.path());
  }
  std::ranges::sort(own, std::greater<>());  // the time in the name: newest first
  int64_t removed = 0;
  for (size_t i = size_t(std::max(keep, 1)); i < own.size(); ++i)
    if (fs::remove(own[i], unseen)) ++removed;
  return removed;
}

}  // namespace essaim
