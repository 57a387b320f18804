#pragma once
// Where an emoji sequence stands in a text (Unicode Technical Standard 51, section 1.4.9), however long it is.

#include <cstddef>
#include <string_view>

namespace essaim::sharing {

/// Code points of the emoji sequence that starts at `at`, or 0 when none does. A symbol that is text by default
/// ("©", "1") is an emoji only with U+FE0F or inside a keycap.
size_t emoji_at(std::u32string_view text, size_t at);

}  // namespace essaim::sharing
