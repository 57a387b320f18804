#include "platform/crypto/key_ring.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace essaim {
namespace {

constexpr size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// Made beside and linked into place: a second process that starts at the same moment reads the first one's key.
Result<Done> make_key_file(std::string const& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  auto const folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::exists(folder, error)) {
    fs::create_directories(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
  }
  std::string const draft = path + "." + random_token(6);
  int const file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return fail(Fault::internal, "keys.cannot_write", path + ": " + std::strerror(errno));
  auto const raw = random_bytes<32>();
  std::string const line = hex({reinterpret_cast<char const*>(raw.data()), raw.size()}) + "\n";
  bool const written = ::write(file, line.data(), line.size()) == ssize_t(line.size()) && ::fsync(file) == 0;
  ::close(file);
  bool const linked = written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  ::unlink(draft.c_str());
  if (!linked) return fail(Fault::internal, "keys.cannot_write", path);
  if (int const dir = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); dir >= 0) {
    ::fsync(dir);
    ::close(dir);
  }
  return Done{};
}

}  // namespace

Result<KeyRing> KeyRing::open(std::string const& key_file) {
  struct stat info {};
  if (::stat(key_file.c_str(), &info) != 0) {
    if (errno != ENOENT) return fail(Fault::internal, "keys.cannot_read", key_file + ": " + std::strerror(errno));
    CHECK_OK(make_key_file(key_file));
    if (::stat(key_file.c_str(), &info) != 0) return fail(Fault::internal, "keys.cannot_read", key_file);
  }
  if ((info.st_mode & 077) != 0) return fail(Fault::internal, "keys.readable_by_others", key_file + ": chmod 600 it");
  std::ifstream in(key_file);
  std::string line;
  std::getline(in, line);
  auto const master = from_hex(trim(line));
  if (!master || master->size() != 32) return fail(Fault::internal, "keys.malformed", key_file);
  return KeyRing(*master);
}

std::string KeyRing::key(std::string_view purpose, size_t length) const {
  return hkdf_sha256(master_, "essaim", purpose, length);
}

std::array<unsigned char, 16> KeyRing::id_cipher_key() const {
  std::array<unsigned char, 16> out;
  std::memcpy(out.data(), key("id-cipher", 16).data(), 16);
  return out;
}

std::string KeyRing::keyed_hash(std::string_view purpose, std::string_view text) const {
  return hmac_sha256(key(purpose), text);
}

std::string KeyRing::seal(std::string_view purpose, std::string_view associated, std::string_view text) const {
  auto const nonce = random_bytes<nonce_bytes>();
  std::string const secret = key(purpose);
  std::string box(nonce_bytes + text.size() + tag_bytes, '\0');
  std::memcpy(box.data(), nonce.data(), nonce_bytes);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(box) + nonce_bytes, &length, bytes_of(text), text.size(),
                                             bytes_of(associated), associated.size(), nullptr, nonce.data(),
                                             bytes_of(std::string_view(secret)));
  return box;
}

std::optional<std::string> KeyRing::open_sealed(std::string_view purpose, std::string_view associated,
                                                std::string_view box) const {
  if (box.size() < nonce_bytes + tag_bytes) return std::nullopt;
  std::string const secret = key(purpose);
  std::string text(box.size() - nonce_bytes - tag_bytes, '\0');
  unsigned long long length = 0;
  auto const sealed = box.substr(nonce_bytes);
  int const refused = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(text), &length, nullptr, bytes_of(sealed),
                                                                 sealed.size(), bytes_of(associated), associated.size(),
                                                                 bytes_of(box), bytes_of(std::string_view(secret)));
  return refused ? std::nullopt : std::optional(std::move(text));
}

}  // namespace essaim
