#pragma once
// Every figure says how it is known (promise 7), and figures of two marks cannot be added up: it does not compile.
//
//   Figure<Measured> clicks{3};
//   clicks + Figure<Measured>{4};   // fine: 7, measured
//   clicks + Figure<Declared>{4};   // no such operator

#include <compare>
#include <cstdint>
#include <string_view>

namespace essaim {

/// Our own clicks.
struct Measured {
  static constexpr std::string_view mark = "measured";
};
/// Said by a network's API.
struct Reported {
  static constexpr std::string_view mark = "reported";
};
/// Typed or imported by a person.
struct Declared {
  static constexpr std::string_view mark = "declared";
};
/// A model's answer: never one value, always a range.
struct Estimated {
  static constexpr std::string_view mark = "estimated";
};

template <class Known>
struct Figure {
  int64_t value = 0;

  constexpr Figure() = default;
  explicit constexpr Figure(int64_t amount) : value(amount) {}
  static constexpr std::string_view mark() { return Known::mark; }
  constexpr auto operator<=>(Figure const&) const = default;
  constexpr Figure& operator+=(Figure other) {
    value += other.value;
    return *this;
  }
  friend constexpr Figure operator+(Figure a, Figure b) { return Figure(a.value + b.value); }
};

/// Ranges of one model overlap in what they do not know, so not even two estimates add up.
template <>
struct Figure<Estimated> {
  int64_t low = 0;
  int64_t high = 0;

  static constexpr std::string_view mark() { return Estimated::mark; }
  constexpr bool operator==(Figure const&) const = default;
};

}  // namespace essaim
