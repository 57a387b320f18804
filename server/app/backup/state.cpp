#include "app/backup/state.hpp"

#include "base/json.hpp"
#include "base/random.hpp"

#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>

namespace essaim {
namespace {

std::filesystem::path state_file(std::filesystem::path const& data) { return data / "backup-state"; }

Instant instant_in(Json const& json, std::string_view key) {
  auto const* found = json.find(key);
  return {found && found->integer() ? *found->integer() : 0};
}

}  // namespace

BackupState read_backup_state(std::filesystem::path const& data) {
  std::ifstream in(state_file(data), std::ios::binary);
  auto const json = parse_json(std::string{std::istreambuf_iterator<char>(in), {}});
  if (!json) return {};
  BackupState state;
  state.good_at = instant_in(*json, "good_at");
  state.good_name = json->string_or("good_name");
  state.good_bytes = instant_in(*json, "good_bytes").ms;
  state.tried_at = instant_in(*json, "tried_at");
  state.failure = json->string_or("failure");
  return state;
}

// A state that cannot be written is no reason to throw a good backup away: the doctor then says that it is old.
void write_backup_state(std::filesystem::path const& data, BackupState const& state) {
  auto const draft = state_file(data).string() + "." + random_token(6);
  int const file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return;
  auto const text = print_json(JsonObject{{"good_at", state.good_at.ms},
                                          {"good_name", state.good_name},
                                          {"good_bytes", state.good_bytes},
                                          {"tried_at", state.tried_at.ms},
                                          {"failure", state.failure}});
  bool const written = ::write(file, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written || ::rename(draft.c_str(), state_file(data).c_str()) != 0) ::unlink(draft.c_str());
}

Result<std::shared_ptr<void>> lock_backups(std::filesystem::path const& data) {
  auto const path = (data / "backup.lock").string();
  int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return fail(Fault::unavailable, "backup.cannot_write", path + ": " + std::strerror(errno));
  std::shared_ptr<void> held(nullptr, [file](void*) { ::close(file); });
  if (::flock(file, LOCK_EX | LOCK_NB) != 0)
    return fail(Fault::conflict, "backup.in_progress", "a backup of this organisation is being made");
  return held;
}

}  // namespace essaim
