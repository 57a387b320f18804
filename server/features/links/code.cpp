#include "features/links/code.hpp"

#include "base/random.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace essaim::links {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr size_t value_length = 11, check_length = 6;  // 62^11 > 2^64, 62^6 > 2^32

constexpr auto make_digits() {
  std::array<int8_t, 256> digits{};
  digits.fill(-1);
  for (size_t i = 0; i < alphabet.size(); ++i) digits[static_cast<unsigned char>(alphabet[i])] = int8_t(i);
  return digits;
}
constexpr auto digits = make_digits();

void print(uint64_t value, char* to, size_t length) {
  for (size_t i = length; i-- > 0; value /= 62) to[i] = alphabet[value % 62];
}

std::optional<uint64_t> read(std::string_view text) {
  uint64_t value = 0;
  for (unsigned char const c : text) {
    if (digits[c] < 0) return std::nullopt;
    if (__builtin_mul_overflow(value, uint64_t{62}, &value)) return std::nullopt;
    if (__builtin_add_overflow(value, uint64_t(digits[c]), &value)) return std::nullopt;
  }
  return value;
}

}  // namespace

std::string print_code(Code code) {
  std::string text(code_length, '0');
  print(code.value, text.data(), value_length);
  print(code.check, text.data() + value_length, check_length);
  return text;
}

std::optional<Code> read_code(std::string_view text) {
  if (text.size() != code_length) return std::nullopt;
  auto const value = read(text.substr(0, value_length));
  auto const check = read(text.substr(value_length));
  if (!value || !check || *check > UINT32_MAX) return std::nullopt;
  return Code{*value, uint32_t(*check)};
}

CodeCheck::CodeCheck(std::string_view key) { std::memcpy(key_.data(), key.data(), std::min(key.size(), key_.size())); }

uint32_t CodeCheck::of(uint64_t value) const {
  std::array<unsigned char, crypto_shorthash_siphash24_BYTES> hash{};
  std::array<unsigned char, 8> bytes{};
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(value >> (8 * i));
  crypto_shorthash_siphash24(hash.data(), bytes.data(), bytes.size(), key_.data());
  return uint32_t(hash[0]) | uint32_t(hash[1]) << 8 | uint32_t(hash[2]) << 16 | uint32_t(hash[3]) << 24;
}

Code CodeCheck::new_code() const {
  auto const value = random_u64();
  return {value, of(value)};
}

}  // namespace essaim::links
