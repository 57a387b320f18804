#pragma once
// Reads what a picture says of itself, without decoding it: size before any memory is taken, and orientation.

#include <cstdint>
#include <optional>
#include <string_view>

namespace essaim::pictures {

enum class Format { png, jpeg, webp, gif };

struct Head {
  Format format = Format::png;
  int64_t width = 0, height = 0;
  int orientation = 1;  // Exif 2.32, tag 0x0112: 1 to 8
};

/// Empty when the bytes are none of the four, or their head is broken.
std::optional<Head> read_head(std::string_view bytes);

}  // namespace essaim::pictures
