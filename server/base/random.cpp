#include "base/random.hpp"

#include "base/text.hpp"

#include <sodium.h>

#include <vector>

namespace essaim {

void fill_random(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

uint64_t random_u64() {
  uint64_t value = 0;
  randombytes_buf(&value, sizeof value);
  return value;
}

uint32_t random_below(uint32_t bound) { return randombytes_uniform(bound); }

std::string random_token(size_t bytes) {
  std::vector<unsigned char> raw(bytes);
  fill_random(raw);
  return base64url({reinterpret_cast<char const*>(raw.data()), raw.size()});
}

}  // namespace essaim
