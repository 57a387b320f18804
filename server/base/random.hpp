#pragma once
// Randomness from the operating system (libsodium's randombytes). Thread-safe; never fails after start.

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace essaim {

void fill_random(std::span<unsigned char> bytes);
uint64_t random_u64();
/// Uniform below `bound` (bound > 0).
uint32_t random_below(uint32_t bound);
/// `bytes` random bytes as unpadded base64url: for tokens, codes and nonces.
std::string random_token(size_t bytes = 24);

template <size_t N>
std::array<unsigned char, N> random_bytes() {
  std::array<unsigned char, N> bytes;
  fill_random(bytes);
  return bytes;
}

}  // namespace essaim
