#include "base/id.hpp"

#include "base/random.hpp"

#include <sodium.h>

namespace essaim {
namespace {

constexpr int64_t epoch_2020 = 1'577'836'800'000;
constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuv";

uint32_t round_of(std::array<unsigned char, 16> const& key, unsigned round, uint32_t half) {
  std::array<unsigned char, 5> in{static_cast<unsigned char>(round), static_cast<unsigned char>(half),
                                  static_cast<unsigned char>(half >> 8), static_cast<unsigned char>(half >> 16),
                                  static_cast<unsigned char>(half >> 24)};
  std::array<unsigned char, crypto_shorthash_BYTES> out;
  crypto_shorthash(out.data(), in.data(), in.size(), key.data());
  return uint32_t(out[0]) | uint32_t(out[1]) << 8 | uint32_t(out[2]) << 16 | uint32_t(out[3]) << 24;
}

}  // namespace

int64_t new_id_value(Instant now) {
  int64_t const ms = std::max<int64_t>(now.ms - epoch_2020, 1) & ((int64_t{1} << 41) - 1);
  return ms << 22 | int64_t(random_u64() & ((1u << 22) - 1));
}

uint64_t IdCipher::permute(uint64_t value) const {
  auto left = uint32_t(value >> 32), right = uint32_t(value);
  for (unsigned round = 0; round < 8; ++round) {
    uint32_t const next = left ^ round_of(key_, round, right);
    left = right;
    right = next;
  }
  return uint64_t(left) << 32 | right;
}

uint64_t IdCipher::invert(uint64_t value) const {
  auto left = uint32_t(value >> 32), right = uint32_t(value);
  for (unsigned round = 8; round-- > 0;) {
    uint32_t const before = right ^ round_of(key_, round, left);
    right = left;
    left = before;
  }
  return uint64_t(left) << 32 | right;
}

std::string IdCipher::show(int64_t id) const {
  uint64_t value = permute(uint64_t(id));
  std::string word(13, '0');
  for (size_t i = 13; i-- > 0; value >>= 5) word[i] = letters[value & 31];
  return word;
}

std::optional<int64_t> IdCipher::read(std::string_view word) const {
  if (word.size() != 13) return std::nullopt;
  uint64_t value = 0;
  for (char c : word) {
    auto const digit = letters.find(c);
    if (digit == std::string_view::npos || value >> 59 != 0) return std::nullopt;
    value = value << 5 | digit;
  }
  auto const id = int64_t(invert(value));
  return id > 0 ? std::optional(id) : std::nullopt;
}

}  // namespace essaim
