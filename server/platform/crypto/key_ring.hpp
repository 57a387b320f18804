#pragma once
// One master key for an organisation, outside its database (a backup without the key is useless). Every use derives its
// own key by HKDF with the use's name, so that one leaked key opens one door.

#include "base/result.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace essaim {

class KeyRing {
 public:
  /// `master`: 32 bytes.
  explicit KeyRing(std::string master) : master_(std::move(master)) {}

  /// Reads 64 hexadecimal letters from `key_file`, or makes the file (0600, in a folder 0700) with a new key at the
  /// first start. Refuses a file that others may read.
  static Result<KeyRing> open(std::string const& key_file);

  /// The names in use: "id-cipher", "session-csrf", "links-check", "withdrawals", "refusals", "outbox", …
  std::string key(std::string_view purpose, size_t length = 32) const;
  std::array<unsigned char, 16> id_cipher_key() const;
  /// HMAC-SHA-256 under the key of that purpose.
  std::string keyed_hash(std::string_view purpose, std::string_view text) const;

  /// XChaCha20-Poly1305 with a random nonce. `associated` is what the box belongs to ("person 42, network x"): a box
  /// moved to another row does not open.
  std::string seal(std::string_view purpose, std::string_view associated, std::string_view text) const;
  std::optional<std::string> open_sealed(std::string_view purpose, std::string_view associated,
                                         std::string_view box) const;

 private:
  std::string master_;
};

}  // namespace essaim
