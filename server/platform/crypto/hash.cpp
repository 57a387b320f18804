#include "platform/crypto/hash.hpp"

#include "base/random.hpp"

#include <sodium.h>

#include <stdexcept>

namespace essaim {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(out.data()), bytes_of(bytes), bytes.size());
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(out.data()));
  sodium_memzero(&state, sizeof state);
  return out;
}

std::string hkdf_sha256(std::string_view secret, std::string_view salt, std::string_view info, size_t length) {
  constexpr size_t block = crypto_auth_hmacsha256_BYTES;
  if (length > 255 * block) throw std::length_error("hkdf: too long");
  std::string const extracted = hmac_sha256(salt, secret);
  std::string out, previous;
  for (unsigned char counter = 1; out.size() < length; ++counter) {
    previous += info;
    previous += char(counter);
    previous = hmac_sha256(extracted, previous);
    out += previous;
  }
  out.resize(length);
  return out;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Token make_token() {
  auto word = random_token(32);
  auto hash = token_hash(word);
  return {std::move(word), std::move(hash)};
}

std::string token_hash(std::string_view word) { return sha256(word); }

}  // namespace essaim
