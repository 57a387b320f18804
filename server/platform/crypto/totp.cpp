#include "platform/crypto/totp.hpp"

#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace essaim::totp {

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  uint32_t held = 0;
  int bits = 0;
  for (unsigned char const byte : bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += letters[(held >> (bits - 5)) & 31];
  }
  if (bits > 0) out += letters[(held << (5 - bits)) & 31];
  return out;
}

std::string code_at(std::string_view secret, int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (size_t i = 0; i < counter.size(); ++i) counter[i] = static_cast<unsigned char>(step >> (8 * (7 - i)));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned length = 0;
  HMAC(EVP_sha1(), secret.data(), int(secret.size()), counter.data(), counter.size(), mac.data(), &length);
  size_t const at = mac[length - 1] & 15;  // RFC 4226 section 5.3
  uint32_t const number =
      uint32_t(mac[at] & 127) << 24 | uint32_t(mac[at + 1]) << 16 | uint32_t(mac[at + 2]) << 8 | mac[at + 3];
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<int64_t> matching_step(std::string_view secret, std::string_view code, Instant now, int64_t last) {
  std::string digits(code);
  std::erase_if(digits, [](unsigned char c) { return std::isspace(c) != 0; });
  if (digits.size() != 6) return std::nullopt;
  for (int64_t const step : {step_of(now), step_of(now) - 1, step_of(now) + 1})
    if (step > last && equal_secrets(code_at(secret, step), digits)) return step;
  return std::nullopt;
}

std::string address_of(std::string_view secret, std::string_view issuer, std::string_view account) {
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent_encode(issuer), percent_encode(account),
                     base32(secret), percent_encode(issuer));
}

}  // namespace essaim::totp
