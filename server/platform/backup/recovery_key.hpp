#pragma once
// The recovery key: an X25519 pair. Whoever makes backups knows the public half alone; the secret half lies offline,
// and without it nobody opens a backup, the operator of the machine included (promises.md 17). Each is written as one
// word with a check, because a mistyped public key would seal to nobody.

#include "base/result.hpp"

#include <array>
#include <string>
#include <string_view>

namespace essaim::backup {

struct PublicKey {
  std::array<unsigned char, 32> bytes{};
  bool operator==(PublicKey const&) const = default;
};

struct RecoveryKey {
  std::array<unsigned char, 32> secret{};
  PublicKey open;
};

RecoveryKey make_recovery_key();

/// "essaim-backup-public-…": for the configuration.
std::string to_text(PublicKey const& key);
/// Refuses a secret key with words of its own: it must not lie on the server.
Result<PublicKey> read_public_key(std::string_view text);

/// The text of the file that goes into the safe: the secret word, and what it is for.
std::string to_file(RecoveryKey const& key);
/// Finds the secret word in such a file, or takes the word alone.
Result<RecoveryKey> read_recovery_key(std::string_view text);

/// Sixteen letters by which people tell keys apart.
std::string fingerprint(PublicKey const& key);

}  // namespace essaim::backup
