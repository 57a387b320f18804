#include "pictures/marks.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace essaim::pictures {
namespace {

struct Rgb {
  int red, green, blue;
};

int red_of(int pixel) { return gdTrueColorGetRed(pixel); }
int green_of(int pixel) { return gdTrueColorGetGreen(pixel); }
int blue_of(int pixel) { return gdTrueColorGetBlue(pixel); }

// WCAG 2.2, relative luminance.
double luminance(double red, double green, double blue) {
  auto const linear = [](double c) {
    c /= 255;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

// `cover`: how much of the pixel is drawn, 0 to 1.
double contrast_on(Rgb ground, int pixel, double cover) {
  auto const over = [&](int front, int back) { return front * cover + back * (1 - cover); };
  double const a = luminance(over(red_of(pixel), ground.red), over(green_of(pixel), ground.green),
                             over(blue_of(pixel), ground.blue)) +
                   0.05;
  double const b = luminance(ground.red, ground.green, ground.blue) + 0.05;
  return std::max(a, b) / std::min(a, b);
}

// Logotypes need no contrast by WCAG (1.4.3); these are what an eye needs to see that something is there. Dark tones
// crowd together in that measure, so that more is asked of them.
constexpr Rgb light_ground{255, 255, 255}, dark_ground{0x16, 0x20, 0x1c};
constexpr double enough_on_light = 1.4, enough_on_dark = 2;

std::optional<int> number_of(std::string_view text, int least, int most) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<int> corner_colour(gdImage* picture) {
  int const right = gdImageSX(picture) - 1, bottom = gdImageSY(picture) - 1;
  int const first = gdImageGetTrueColorPixel(picture, 0, 0);
  for (int const pixel :
       {first, gdImageGetTrueColorPixel(picture, right, 0), gdImageGetTrueColorPixel(picture, 0, bottom),
        gdImageGetTrueColorPixel(picture, right, bottom)}) {
    // Within what JPEG makes of one colour.
    bool const same = std::abs(red_of(pixel) - red_of(first)) <= 6 &&
                      std::abs(green_of(pixel) - green_of(first)) <= 6 &&
                      std::abs(blue_of(pixel) - blue_of(first)) <= 6;
    if (gdTrueColorGetAlpha(pixel) != gdAlphaOpaque || !same) return std::nullopt;
  }
  return first;
}

}  // namespace

std::optional<Tile> read_tile(std::string_view word) {
  if (!word.starts_with("tile-")) return std::nullopt;
  word.remove_prefix(5);
  Tile tile;
  struct Part {
    int* number;
    int most;
  };
  for (auto const& [part, most] : {Part{&tile.width, 1024}, Part{&tile.height, 1024}, Part{&tile.percent, 100}}) {
    auto const end = std::min(word.find('-'), word.size());
    auto const number = number_of(word.substr(0, end), 1, most);
    if (!number) return std::nullopt;
    *part = *number;
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  int ground = 0;
  auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), ground, 16);
  if (word.size() != 6 || error != std::errc() || end != word.data() + 6 || ground < 0) return std::nullopt;
  tile.red = ground >> 16;
  tile.green = (ground >> 8) & 255;
  tile.blue = ground & 255;
  return tile;
}

Image lay_on(Tile const& tile, gdImage* picture) {
  Image to(gdImageCreateTrueColor(tile.width, tile.height));
  if (!to) return to;
  auto const own = corner_colour(picture);
  int const ground = own ? *own : gdTrueColor(tile.red, tile.green, tile.blue);
  gdImageFilledRectangle(to.get(), 0, 0, tile.width - 1, tile.height - 1, ground);
  int const from_width = gdImageSX(picture), from_height = gdImageSY(picture);
  double const scale =
      std::min(double(tile.width) / from_width, double(tile.height) / from_height) * tile.percent / 100.0;
  int const width = std::max(1, int(std::lround(from_width * scale)));
  int const height = std::max(1, int(std::lround(from_height * scale)));
  gdImageAlphaBlending(to.get(), 1);
  gdImageCopyResampled(to.get(), picture, (tile.width - width) / 2, (tile.height - height) / 2, 0, 0, width, height,
                       from_width, from_height);
  return to;
}

Ink measure(gdImage* picture) {
  double drawn = 0, on_light = 0, on_dark = 0, pixels = 0;
  for (int y = 0; y < gdImageSY(picture); ++y)
    for (int x = 0; x < gdImageSX(picture); ++x) {
      int const pixel = gdImageGetTrueColorPixel(picture, x, y);
      double const cover = 1 - gdTrueColorGetAlpha(pixel) / double(gdAlphaTransparent);
      ++pixels;
      drawn += cover;
      if (cover == 0) continue;
      if (contrast_on(light_ground, pixel, cover) >= enough_on_light) on_light += cover;
      if (contrast_on(dark_ground, pixel, cover) >= enough_on_dark) on_dark += cover;
    }
  if (drawn >= pixels || drawn == 0) return {};
  return {int(std::lround(100 * on_light / drawn)), int(std::lround(100 * on_dark / drawn))};
}

}  // namespace essaim::pictures
