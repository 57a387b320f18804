#pragma once
// How long a text is, by each network's own counting. The web app counts as one types, with the same vectors
// (tests/vectors/lengths.json); the server counts again before a share is opened.

#include <cstdint>
#include <string_view>

namespace essaim::sharing {

enum class CountRule : uint8_t {
  plain,     // UTF-16 units, the strictest of the usual readings of "characters"
  linkedin,  // UTF-16 units: LinkedIn does not say, and this is the safe reading
  x,         // weighted: twitter-text configuration 3
  threads,   // characters, an emoji as its UTF-8 bytes
  mastodon,  // graphemes; an address counts 23, @user@host only its user
  bluesky,   // graphemes, and bytes beside
};
std::string_view to_text(CountRule rule);

struct Length {
  int64_t count = 0;  // in the rule's own unit
  int64_t bytes = 0;  // UTF-8, after the rule's normalisation
};

/// Invalid UTF-8 counts as one U+FFFD a sequence.
Length length_of(CountRule rule, std::string_view text);

}  // namespace essaim::sharing
