#pragma once
// How much of a wording is its author's own, in three steps and never in numbers (promise 15). It compares with the
// story's suggested variants and with texts that colleagues published to public networks over 24 hours ago, and it
// only advises: nothing is ever refused or slowed because of it.
//
// Texts are folded (case, accents, addresses, punctuation), cut into runs of three words and kept as a MinHash
// signature: how many runs two texts share can be estimated from it, the text cannot be read back.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::sharing {

/// All that decides a step, in one place.
struct OriginalityRules {
  int words_in_a_run = 3;
  int borrowed_percent = 35;  // from here on the text leans on another
  int copied_percent = 70;    // from here on it is that other text with a touch
  int people_needed = 5;      // fewer colleagues than this never show in an answer
  int64_t public_for_hours = 24;
  int askings_an_hour = 60;
};
inline constexpr OriginalityRules originality_rules;

struct Signature {
  static constexpr size_t slots = 128;
  std::array<uint32_t, slots> least{};
  int64_t runs = 0;  // different runs in the text; 0: no word at all
  bool operator==(Signature const&) const = default;
};

Signature sign(std::string_view text);
/// How much of `text` stands in `other`, 0 to 100.
int borrowed_percent(Signature const& text, Signature const& other);

std::string to_bytes(Signature const& signature);
std::optional<Signature> signature_from_bytes(std::string_view bytes);

enum class Step : uint8_t { close = 1, leaning = 2, own = 3 };
enum class CloseTo : uint8_t { nothing, variant, colleagues };

struct Originality {
  Step step = Step::own;
  CloseTo close_to = CloseTo::nothing;
  bool operator==(Originality const&) const = default;
};

/// A colleague's published text; `author` only tells two people apart, it is drawn anew each night.
struct Published {
  int64_t author = 0;
  Signature signature;
};

Originality measure(Signature const& text, std::span<Signature const> variants, std::span<Published const> published);

}  // namespace essaim::sharing
