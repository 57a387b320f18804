#include "platform/backup/sealed_file.hpp"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace essaim::backup {
namespace {

constexpr size_t piece_bytes = 65'536;
constexpr size_t extra_bytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr size_t print_bytes = 8;
constexpr size_t sealed_bytes = crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES;
constexpr size_t bound_bytes = 16 + print_bytes + sealed_bytes;  // what the first piece is bound to
constexpr size_t head_bytes = bound_bytes + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
static_assert(head_bytes == 128 && file_magic.size() == 16);

using StreamKey = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

std::string short_print(PublicKey const& key) { return fingerprint(key).substr(0, print_bytes); }

tl::unexpected<Error> cannot_write(std::string const& path, int number) {
  bool const full = number == ENOSPC || number == EDQUOT || number == EFBIG;
  return fail(Fault::unavailable, full ? "backup.full" : "backup.cannot_write", path + ": " + std::strerror(number));
}

}  // namespace

struct SealedWriter::Parts {
  std::string path, part;
  int file = -1;
  crypto_secretstream_xchacha20poly1305_state stream{};
  std::string bound;    // the head, for the first piece
  std::string waiting;  // plain bytes of the piece to come
  std::string box;
  int64_t written = 0;

  ~Parts() {
    if (file >= 0) {
      ::unlink(part.c_str());  // under our lock, so it is ours
      ::close(file);
    }
    sodium_memzero(&stream, sizeof stream);
    sodium_memzero(waiting.data(), waiting.size());
  }

  Result<Done> put(std::string_view bytes) {
    written += int64_t(bytes.size());
    while (!bytes.empty()) {
      ssize_t const n = ::write(file, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return cannot_write(part, n == 0 ? ENOSPC : errno);
      bytes.remove_prefix(size_t(n));
    }
    return Done{};
  }

  Result<Done> seal_piece(std::string_view plain, unsigned char tag) {
    box.resize(plain.size() + extra_bytes);
    crypto_secretstream_xchacha20poly1305_push(&stream, bytes_of(box), nullptr, bytes_of(plain), plain.size(),
                                               bytes_of(std::string_view(bound)), bound.size(), tag);
    bound.clear();
    return put(box);
  }

  Result<Done> begin(PublicKey const& to) {
    StreamKey key;
    crypto_secretstream_xchacha20poly1305_keygen(key.data());
    std::string head(file_magic);
    head += short_print(to);
    head.resize(head_bytes);
    crypto_box_seal(bytes_of(head) + file_magic.size() + print_bytes, key.data(), key.size(), to.bytes.data());
    crypto_secretstream_xchacha20poly1305_init_push(&stream, bytes_of(head) + bound_bytes, key.data());
    sodium_memzero(key.data(), key.size());
    bound = head.substr(0, bound_bytes);
    waiting.reserve(piece_bytes);
    return put(head);
  }
};

SealedWriter::SealedWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SealedWriter::~SealedWriter() = default;

Result<std::unique_ptr<SealedWriter>> SealedWriter::create(std::string const& path, PublicKey const& to) {
  namespace fs = std::filesystem;
  struct stat found {};
  if (::lstat(path.c_str(), &found) == 0)
    return fail(Fault::conflict, "backup.exists", path + " is there already; a backup writes over nothing");
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  parts->part = (fs::path(path).parent_path() / ("." + fs::path(path).filename().string() + ".part")).string();
  int const file = ::open(parts->part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return cannot_write(parts->part, errno);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    ::close(file);
    return fail(Fault::conflict, "backup.in_progress", path + " is being written by another process");
  }
  parts->file = file;
  if (::fchmod(file, 0600) != 0 || ::ftruncate(file, 0) != 0) return cannot_write(parts->part, errno);
  CHECK_OK(parts->begin(to));
  return std::unique_ptr<SealedWriter>(new SealedWriter(std::move(parts)));
}

Result<Done> SealedWriter::write(std::string_view bytes) {
  auto& waiting = parts_->waiting;
  while (!bytes.empty()) {
    auto const taken = bytes.substr(0, piece_bytes - waiting.size());
    waiting += taken;
    bytes.remove_prefix(taken.size());
    // A whole piece waits until more comes: the last one must be shorter, or empty.
    if (waiting.size() < piece_bytes) break;
    CHECK_OK(parts_->seal_piece(waiting, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE));
    waiting.clear();
  }
  return Done{};
}

Result<int64_t> SealedWriter::finish() {
  auto& parts = *parts_;
  CHECK_OK(parts.seal_piece(parts.waiting, crypto_secretstream_xchacha20poly1305_TAG_FINAL));
  if (::fsync(parts.file) != 0) return cannot_write(parts.part, errno);
  // link refuses a name that appeared meanwhile, which rename would write over.
  if (::link(parts.part.c_str(), parts.path.c_str()) != 0) {
    if (errno == EEXIST) return fail(Fault::conflict, "backup.exists", parts.path + " is there already");
    if (::rename(parts.part.c_str(), parts.path.c_str()) != 0) return cannot_write(parts.path, errno);
  }
  ::unlink(parts.part.c_str());
  ::close(parts.file);
  parts.file = -1;
  auto const folder = std::filesystem::path(parts.path).parent_path().string();
  int const dir = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool const synced = dir >= 0 && ::fsync(dir) == 0;
  if (dir >= 0) ::close(dir);
  if (!synced) return cannot_write(folder, errno);
  return parts.written;
}

struct SealedReader::Parts {
  ReadBytes source;
  crypto_secretstream_xchacha20poly1305_state stream{};
  std::string bound, box, plain;
  bool ended = false;

  ~Parts() {
    sodium_memzero(&stream, sizeof stream);
    sodium_memzero(plain.data(), plain.size());
  }

  Result<size_t> fill(std::string& to, size_t size) {
    to.resize(size);
    size_t have = 0;
    while (have < size) {
      auto const n = source(to.data() + have, size - have);
      if (n < 0) return fail(Fault::unavailable, "backup.cannot_read", "the backup cannot be read to its end");
      if (n == 0) break;
      have += size_t(n);
    }
    to.resize(have);
    return have;
  }

  Result<Done> begin(RecoveryKey const& key) {
    std::string head;
    (void)TRY(fill(head, head_bytes));
    if (!head.starts_with(file_magic))
      return head.size() < file_magic.size() && file_magic.starts_with(head) && !head.empty()
                 ? Result<Done>(truncated())
                 : fail(Fault::invalid, "backup.not_one", "this is no backup of Essaim, or one of another format");
    if (head.size() < head_bytes) return truncated();
    if (head.substr(file_magic.size(), print_bytes) != short_print(key.open))
      return fail(Fault::invalid, "backup.wrong_key",
                  "it is sealed to the recovery key " + head.substr(file_magic.size(), print_bytes) +
                      "…, and this one is " + fingerprint(key.open));
    StreamKey stream_key;
    auto const* const sealed = bytes_of(std::string_view(head)) + file_magic.size() + print_bytes;
    if (crypto_box_seal_open(stream_key.data(), sealed, sealed_bytes, key.open.bytes.data(), key.secret.data()) != 0)
      return damaged();
    int const begun = crypto_secretstream_xchacha20poly1305_init_pull(
        &stream, bytes_of(std::string_view(head)) + bound_bytes, stream_key.data());
    sodium_memzero(stream_key.data(), stream_key.size());
    bound = head.substr(0, bound_bytes);
    return begun == 0 ? Result<Done>(Done{}) : damaged();
  }

  static tl::unexpected<Error> truncated() {
    return fail(Fault::invalid, "backup.truncated", "the file was cut off: its end is missing");
  }
  static tl::unexpected<Error> damaged() {
    return fail(Fault::invalid, "backup.damaged", "the file is not what was written: bytes were changed");
  }

  Result<std::string_view> next() {
    if (ended) return std::string_view();
    auto const have = TRY(fill(box, piece_bytes + extra_bytes));
    if (have < extra_bytes) return truncated();
    plain.resize(have - extra_bytes);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&stream, bytes_of(plain), nullptr, &tag,
                                                   bytes_of(std::string_view(box)), box.size(),
                                                   bytes_of(std::string_view(bound)), bound.size()) != 0)
      return have < piece_bytes + extra_bytes ? truncated_or_damaged() : damaged();
    bound.clear();
    if (tag == crypto_secretstream_xchacha20poly1305_TAG_MESSAGE) {
      if (have < piece_bytes + extra_bytes) return damaged();
      return std::string_view(plain);
    }
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) return damaged();
    ended = true;
    std::string more;
    if (TRY(fill(more, 1)) != 0) return damaged();  // something stands behind the end
    return std::string_view(plain);
  }
  // The last bytes do not hold: cut off in a piece, or changed in the last one. One cannot be told from the other.
  static tl::unexpected<Error> truncated_or_damaged() {
    return fail(Fault::invalid, "backup.truncated", "the file was cut off, or its last bytes were changed");
  }
};

SealedReader::SealedReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SealedReader::~SealedReader() = default;

Result<std::unique_ptr<SealedReader>> SealedReader::open(ReadBytes source, RecoveryKey const& key) {
  auto parts = std::make_unique<Parts>();
  parts->source = std::move(source);
  CHECK_OK(parts->begin(key));
  return std::unique_ptr<SealedReader>(new SealedReader(std::move(parts)));
}

Result<std::unique_ptr<SealedReader>> SealedReader::open(std::string const& path, RecoveryKey const& key) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(Fault::missing, "backup.cannot_read", path + ": " + std::strerror(errno));
  std::shared_ptr<void> const held(nullptr, [file](void*) { ::close(file); });
  return open(
      [file, held](char* to, size_t size) -> int64_t {
        for (;;) {
          ssize_t const n = ::read(file, to, size);
          if (n >= 0 || errno != EINTR) return n;
        }
      },
      key);
}

Result<std::string_view> SealedReader::next() { return parts_->next(); }

bool looks_sealed(std::string const& path) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return false;
  std::array<char, file_magic.size()> head{};
  bool const same = ::read(file, head.data(), head.size()) == ssize_t(head.size()) &&
                    std::string_view(head.data(), head.size()) == file_magic;
  ::close(file);
  return same;
}

}  // namespace essaim::backup
