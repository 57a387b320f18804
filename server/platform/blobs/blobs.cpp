#include "platform/blobs/blobs.hpp"

#include "base/random.hpp"
#include "base/text.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace essaim {
namespace {

[[noreturn]] void throw_errno(std::string const& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class File {
 public:
  File(std::string const& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  File(File const&) = delete;
  File& operator=(File const&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  bool is_open() const { return fd_ >= 0; }
  int fd() const { return fd_; }

 private:
  int fd_;
};

void make_folder(std::string const& path) {
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) throw_errno("cannot make " + path);
}

void sync_folder(std::string const& path) {
  File folder(path, O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || ::fsync(folder.fd()) != 0) throw_errno("cannot sync " + path);
}

void write_whole(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw_errno("cannot write a blob");
    bytes.remove_prefix(size_t(written));
  }
  if (::fsync(fd) != 0) throw_errno("cannot sync a blob");
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), digest);
  return hex({reinterpret_cast<char const*>(digest), sizeof digest});
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Blobs::Blobs(std::string folder) : folder_(std::move(folder)) { make_folder(folder_); }

std::string Blobs::path_of(std::string_view sha256) const {
  return folder_ + "/" + std::string(sha256.substr(0, 2)) + "/" + std::string(sha256);
}

std::string Blobs::put(std::string_view bytes) {
  auto name = sha256_hex(bytes);
  if (has(name)) return name;
  auto const path = path_of(name), shelf = folder_ + "/" + name.substr(0, 2), beside = path + "." + random_token(9);
  make_folder(shelf);
  try {
    {
      File file(beside, O_WRONLY | O_CREAT | O_EXCL);
      if (!file.is_open()) throw_errno("cannot make " + beside);
      write_whole(file.fd(), bytes);
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) throw_errno("cannot place " + path);
    sync_folder(shelf);
    sync_folder(folder_);
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
  return name;
}

bool Blobs::has(std::string_view sha256) const {
  struct stat found {};
  return is_sha256(sha256) && ::stat(path_of(sha256).c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

std::optional<std::string> Blobs::find(std::string_view sha256) const {
  if (!is_sha256(sha256)) return std::nullopt;
  File file(path_of(sha256), O_RDONLY | O_NOFOLLOW);
  if (!file.is_open()) return std::nullopt;
  std::string bytes, buffer(1 << 16, '\0');
  for (;;) {
    auto const got = ::read(file.fd(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    bytes.append(buffer.data(), size_t(got));
  }
  if (sha256_hex(bytes) != sha256) return std::nullopt;
  return bytes;
}

void Blobs::erase(std::string_view sha256) {
  if (is_sha256(sha256)) ::unlink(path_of(sha256).c_str());
}

}  // namespace essaim
