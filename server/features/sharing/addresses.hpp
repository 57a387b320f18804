#pragma once
// Where web addresses and mentions stand in a text, as X and Mastodon see them (twitter-text, whose extractor both
// use). Two differences, on purpose: an address that says https:// is one whatever its top-level domain, because the
// list of domains grows and X's own page says "any URL"; and scripts other than Latin need https:// to be seen.

#include <cstddef>
#include <string_view>
#include <vector>

namespace essaim::sharing {

struct Span {
  size_t from = 0;
  size_t to = 0;  // one past the last code point
};

enum class WithoutScheme { never, also };

/// In order, not overlapping.
std::vector<Span> find_addresses(std::u32string_view text, WithoutScheme without_scheme);

struct Mention {
  size_t whole = 0;  // code points of "@user@host", 0 when none starts here
  size_t local = 0;  // of "@user"
};
Mention mention_at(std::u32string_view text, size_t at);

}  // namespace essaim::sharing
