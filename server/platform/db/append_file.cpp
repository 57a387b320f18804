#include "platform/db/append_file.hpp"

#include "base/text.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace essaim::db {
namespace {

// CRC-32C would do; FNV-1a of 32 bits is enough to tell a torn line from a whole one and needs no table.
uint32_t checksum(std::string_view text) {
  uint32_t sum = 2166136261u;
  for (unsigned char byte : text) sum = (sum ^ byte) * 16777619u;
  return sum;
}

std::string checksum_word(std::string_view text) {
  uint32_t const sum = checksum(text);
  return hex(std::string{char(sum >> 24), char(sum >> 16), char(sum >> 8), char(sum)});
}

std::string framed(std::string_view line) { return checksum_word(line) + " " + std::string(line) + "\n"; }

bool is_sound(std::string_view framed_line) {
  return framed_line.size() >= 9 && framed_line[8] == ' ' &&
         framed_line.substr(0, 8) == checksum_word(framed_line.substr(9));
}

Error broken(std::string const& path, int number) {
  bool const full = number == ENOSPC || number == EDQUOT || number == EFBIG;
  return {
      Fault::unavailable, full ? "append_file.full" : "append_file.broken", path + ": " + std::strerror(number), {}};
}

// Where the last whole and sound line ends.
int64_t sound_end(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  int64_t at = 0, end = 0;
  while (std::getline(in, line)) {
    at += int64_t(line.size()) + 1;
    if (in.eof()) break;  // no line end: torn
    end = at;             // a broken line in the middle stays: what is behind it counts
  }
  return end;
}

int open_for_append(std::string const& path) {
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

bool sync_folder(std::string const& path) {
  auto const folder = std::filesystem::path(path).parent_path().string();
  int const dir = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0) return false;
  bool const synced = ::fsync(dir) == 0;
  ::close(dir);
  return synced;
}

}  // namespace

Result<std::unique_ptr<AppendFile>> AppendFile::open(std::string const& path) {
  int const lock = open_for_append(path);
  if (lock < 0) return tl::unexpected(broken(path, errno));
  auto opened = std::unique_ptr<AppendFile>(new AppendFile(path, lock));
  struct stat info {};
  if (::fstat(lock, &info) != 0 || !S_ISREG(info.st_mode))
    return fail(Fault::unavailable, "append_file.not_a_file", path);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0)
    return fail(Fault::unavailable, "append_file.in_use", path + ": another process writes it");
  opened->doubtful_ = true;
  CHECK_OK(opened->mend());
  if (!sync_folder(path)) return tl::unexpected(broken(path, errno));
  return opened;
}

AppendFile::~AppendFile() {
  if (file_ >= 0) ::close(file_);
  ::close(lock_);
}

Result<Done> AppendFile::mend() {
  if (!doubtful_) return Done{};
  if (file_ >= 0) ::close(file_);
  file_ = open_for_append(path_);
  if (file_ < 0) return tl::unexpected(broken(path_, errno));
  int64_t const end = sound_end(path_);
  if (::ftruncate(file_, end) != 0 || ::fsync(file_) != 0) return tl::unexpected(broken(path_, errno));
  size_ = end;
  doubtful_ = false;
  return Done{};
}

Result<Done> AppendFile::append(std::string_view line) {
  std::string const one(line);
  return append_all({&one, 1});
}

Result<Done> AppendFile::append_all(std::span<std::string const> lines) {
  std::string bytes;
  for (auto const& line : lines) {
    if (line.find('\n') != std::string::npos) return fail(Fault::invalid, "append_file.line_end");
    bytes += framed(line);
  }
  std::lock_guard const lock(mutex_);
  CHECK_OK(mend());
  size_t written = 0;
  while (written < bytes.size()) {
    ssize_t const n = ::write(file_, bytes.data() + written, bytes.size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      int const number = n == 0 ? ENOSPC : errno;
      // What was half written is cut off at once; a tail that stays is mended before the next line.
      doubtful_ = true;
      (void)!::ftruncate(file_, size_);
      return tl::unexpected(broken(path_, number));
    }
    written += size_t(n);
  }
  if (::fdatasync(file_) != 0) {
    doubtful_ = true;
    return tl::unexpected(broken(path_, errno));
  }
  size_ += int64_t(bytes.size());
  return Done{};
}

Result<int64_t> AppendFile::replay(std::string const& path, std::function<void(std::string_view)> const& each) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::filesystem::exists(path) ? Result<int64_t>(tl::unexpected(broken(path, EACCES))) : 0;
  std::string line;
  int64_t passed_over = 0;
  while (std::getline(in, line)) {
    if (in.eof()) break;
    if (is_sound(line))
      each(std::string_view(line).substr(9));
    else
      ++passed_over;
  }
  return passed_over;
}

}  // namespace essaim::db
