#pragma once
// Ids are 63 bits made by the application: 41 bits of milliseconds since 2020, 22 bits random; the writer retries on
// conflict. They order by time, so they stay inside: outside they are shown through a keyed permutation (IdCipher).

#include "base/clock.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace essaim {

template <class Tag>
struct Id {
  int64_t value = 0;
  constexpr auto operator<=>(Id const&) const = default;
  explicit constexpr operator bool() const { return value != 0; }
};

int64_t new_id_value(Instant now);

template <class Tag>
Id<Tag> new_id(Instant now) {
  return {new_id_value(now)};
}

/// A keyed bijection on 64 bits (balanced Feistel, eight rounds of SipHash-2-4), printed as 13 letters of
/// [0-9a-v]. Two organisations show one inner id as unrelated words, and words tell nothing about time or count.
class IdCipher {
 public:
  explicit IdCipher(std::array<unsigned char, 16> key) : key_(key) {}
  uint64_t permute(uint64_t value) const;
  uint64_t invert(uint64_t value) const;
  std::string show(int64_t id) const;
  std::optional<int64_t> read(std::string_view word) const;

  template <class Tag>
  std::string show(Id<Tag> id) const {
    return show(id.value);
  }
  template <class Tag>
  std::optional<Id<Tag>> read_as(std::string_view word) const {
    auto const value = read(word);
    return value ? std::optional(Id<Tag>{*value}) : std::nullopt;
  }

 private:
  std::array<unsigned char, 16> key_;
};

}  // namespace essaim

template <class Tag>
struct std::hash<essaim::Id<Tag>> {
  size_t operator()(essaim::Id<Tag> id) const noexcept { return std::hash<int64_t>()(id.value); }
};
