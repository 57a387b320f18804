#pragma once
// Colours as bytes of sRGB, as OKLCH (CSS Color 4, section 9: lightness 0 to 1, chroma, hue in degrees) and their
// contrast as WCAG 2.2 counts it. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace essaim {

struct Colour {
  uint8_t red = 0, green = 0, blue = 0;
  bool operator==(Colour const&) const = default;
};

/// "#135847", in letters of either case; nothing else.
std::optional<Colour> read_colour(std::string_view text);
std::string print_colour(Colour colour);

struct Oklch {
  double lightness = 0, chroma = 0, hue = 0;
};
Oklch to_oklch(Colour colour);
/// Where sRGB has no such colour, the one of the same lightness and hue with as much chroma as fits: channels are never
/// cut, which would turn the hue. Lightness outside 0 to 1 is its nearer end.
Colour from_oklch(Oklch colour);

/// `share` of the first and the rest of the second, channel by channel: CSS color-mix(in srgb, first share, second).
Colour mix(Colour first, Colour second, double share);

/// WCAG 2.2, "relative luminance" and "contrast ratio": 1 to 21.
double luminance(Colour colour);
double contrast(Colour a, Colour b);

}  // namespace essaim
