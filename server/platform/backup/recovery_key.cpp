#include "platform/backup/recovery_key.hpp"

#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <sodium.h>

#include <algorithm>

namespace essaim::backup {
namespace {

constexpr std::string_view public_prefix = "essaim-backup-public-", secret_prefix = "essaim-backup-secret-";
constexpr size_t key_bytes = 32, check_bytes = 4;

using Bytes32 = std::array<unsigned char, key_bytes>;

std::string_view view(Bytes32 const& bytes) { return {reinterpret_cast<char const*>(bytes.data()), bytes.size()}; }

std::string check_of(std::string_view prefix, std::string_view bytes) {
  return sha256(std::string(prefix) + std::string(bytes)).substr(0, check_bytes);
}

std::string word_of(std::string_view prefix, Bytes32 const& bytes) {
  return std::string(prefix) + base64url(std::string(view(bytes)) + check_of(prefix, view(bytes)));
}

Result<Bytes32> read_word(std::string_view prefix, std::string_view word) {
  auto const raw = word.starts_with(prefix) ? from_base64url(word.substr(prefix.size())) : std::nullopt;
  if (!raw || raw->size() != key_bytes + check_bytes ||
      raw->substr(key_bytes) != check_of(prefix, std::string_view(*raw).substr(0, key_bytes)))
    return fail(Fault::invalid, "backup.key_malformed",
                "a key is one word that begins with " + std::string(prefix) + "; letters are missing or wrong");
  Bytes32 bytes;
  std::copy_n(raw->begin(), key_bytes, bytes.begin());
  return bytes;
}

}  // namespace

RecoveryKey make_recovery_key() {
  RecoveryKey key;
  crypto_box_keypair(key.open.bytes.data(), key.secret.data());
  return key;
}

std::string to_text(PublicKey const& key) { return word_of(public_prefix, key.bytes); }

Result<PublicKey> read_public_key(std::string_view text) {
  auto const word = trim(text);
  if (word.starts_with(secret_prefix))
    return fail(Fault::invalid, "backup.key_is_secret",
                "this is the secret half: it stays offline. The public half begins with " + std::string(public_prefix));
  return PublicKey{TRY(read_word(public_prefix, word))};
}

std::string to_file(RecoveryKey const& key) {
  return "# The recovery key of an Essaim organisation: opens every backup sealed to " + to_text(key.open) +
         "\n# Keep it offline, twice, away from the server. Without it no backup can be read, by anybody.\n" +
         word_of(secret_prefix, key.secret) + "\n";
}

Result<RecoveryKey> read_recovery_key(std::string_view text) {
  std::string_view word;
  for (auto line : split(text, '\n'))
    if (auto const rest = trim(line); !rest.empty() && !rest.starts_with('#')) word = rest;
  if (word.starts_with(public_prefix))
    return fail(Fault::invalid, "backup.key_is_public", "this is the public half: it seals, and opens nothing");
  RecoveryKey key;
  key.secret = TRY(read_word(secret_prefix, word));
  crypto_scalarmult_base(key.open.bytes.data(), key.secret.data());
  return key;
}

std::string fingerprint(PublicKey const& key) { return hex(sha256(view(key.bytes)).substr(0, 8)); }

}  // namespace essaim::backup
