#include "base/colour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace essaim {
namespace {

using Channels = std::array<double, 3>;

// IEC 61966-2-1, as CSS Color 4 section 10.2 has it.
double to_linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double to_gamma(double c) { return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055; }

Channels linear(Colour c) { return {to_linear(c.red / 255.0), to_linear(c.green / 255.0), to_linear(c.blue / 255.0)}; }

// B. Ottosson, "A perceptual color space for image processing" (2020): the matrices between linear sRGB and Oklab.
Channels to_linear_srgb(Oklch c) {
  double const angle = c.hue * std::numbers::pi / 180;
  double const a = c.chroma * std::cos(angle), b = c.chroma * std::sin(angle);
  auto const cube = [](double x) { return x * x * x; };
  double const l = cube(c.lightness + 0.3963377774 * a + 0.2158037573 * b);
  double const m = cube(c.lightness - 0.1055613458 * a - 0.0638541728 * b);
  double const s = cube(c.lightness - 0.0894841775 * a - 1.2914855480 * b);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

// A hair of tolerance, less than half a byte anywhere: a colour that came from bytes goes back to them.
bool fits(Oklch c) {
  return std::ranges::all_of(to_linear_srgb(c), [](double x) { return x >= -1e-4 && x <= 1 + 1e-4; });
}

uint8_t to_byte(double linear_channel) {
  return uint8_t(std::lround(255 * to_gamma(std::clamp(linear_channel, 0.0, 1.0))));
}

std::optional<uint8_t> read_byte(std::string_view two) {
  int value = 0;
  for (char const c : two) {
    int const digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + digit;
  }
  return uint8_t(value);
}

}  // namespace

std::optional<Colour> read_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  auto const red = read_byte(text.substr(1, 2)), green = read_byte(text.substr(3, 2)), blue = read_byte(text.substr(5));
  if (!red || !green || !blue) return std::nullopt;
  return Colour{*red, *green, *blue};
}

std::string print_colour(Colour colour) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (uint8_t const byte : {colour.red, colour.green, colour.blue}) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

Oklch to_oklch(Colour colour) {
  auto const [r, g, b] = linear(colour);
  double const l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double const m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double const s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  double const lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  double const x = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  double const y = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
  double const hue = std::atan2(y, x) * 180 / std::numbers::pi;
  return {lightness, std::hypot(x, y), hue < 0 ? hue + 360 : hue};
}

Colour from_oklch(Oklch colour) {
  colour.lightness = std::clamp(colour.lightness, 0.0, 1.0);
  if (!fits(colour)) {
    double fitting = 0, too_much = colour.chroma;
    for (int halvings = 0; halvings < 24; ++halvings) {
      colour.chroma = (fitting + too_much) / 2;
      (fits(colour) ? fitting : too_much) = colour.chroma;
    }
    colour.chroma = fitting;
  }
  auto const [r, g, b] = to_linear_srgb(colour);
  return {to_byte(r), to_byte(g), to_byte(b)};
}

Colour mix(Colour first, Colour second, double share) {
  auto const channel = [&](uint8_t a, uint8_t b) { return uint8_t(std::lround(a * share + b * (1 - share))); };
  return {channel(first.red, second.red), channel(first.green, second.green), channel(first.blue, second.blue)};
}

double luminance(Colour colour) {
  auto const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

double contrast(Colour a, Colour b) {
  auto const [low, high] = std::minmax({luminance(a), luminance(b)});  // of values: the other one keeps references
  return (high + 0.05) / (low + 0.05);
}

}  // namespace essaim
