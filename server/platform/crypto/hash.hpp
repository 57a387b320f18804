#pragma once
// SHA-256, keyed hashes and comparison in constant time. Answers are raw bytes in a string.

#include <string>
#include <string_view>

namespace essaim {

std::string sha256(std::string_view bytes);
/// HMAC-SHA-256 (RFC 2104): for what must be recognised and not be guessed by trying a directory through.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// HKDF-SHA-256 (RFC 5869).
std::string hkdf_sha256(std::string_view secret, std::string_view salt, std::string_view info, size_t length);
/// Takes the same time whatever differs. False when the lengths differ.
bool equal_secrets(std::string_view a, std::string_view b);

/// A secret that travels once: `word` goes out (256 random bits as base64url), `hash` is what we keep.
struct Token {
  std::string word;
  std::string hash;
};
Token make_token();
/// What is kept of a token's word: SHA-256 is enough for 256 random bits (ASVS 5.0 V11.4).
std::string token_hash(std::string_view word);

}  // namespace essaim
