#include "base/colour.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace essaim {
namespace {

Colour colour(std::string_view text) { return read_colour(text).value(); }

TEST(Colour, is_six_letters_behind_a_hash) {
  EXPECT_EQ(colour("#135847"), (Colour{0x13, 0x58, 0x47}));
  EXPECT_EQ(colour("#FAB640"), (Colour{0xfa, 0xb6, 0x40}));
  for (auto const text : {"", "#", "135847", "#13584", "#1358477", "#13584g", "#abc", "red", "#-12345", " #135847"})
    EXPECT_FALSE(read_colour(text)) << text;
  EXPECT_EQ(print_colour(colour("#FAB640")), "#fab640");
}

// The pairs of the CSS Working Group's own tests (web-platform-tests, css/css-color/oklch-001 to -006): CSS Color 4.
TEST(Colour, oklch_is_that_of_css_color_4) {
  auto const green = to_oklch(colour("#008000"));
  EXPECT_NEAR(green.lightness, 0.51975, 0.00001);
  EXPECT_NEAR(green.chroma, 0.17686, 0.00001);
  EXPECT_NEAR(green.hue, 142.495, 0.001);
  EXPECT_EQ(from_oklch({0.51975, 0.17686, 142.495}), colour("#008000"));
  EXPECT_EQ(from_oklch({0, 0, 0}), colour("#000000"));
  EXPECT_EQ(from_oklch({1, 0, 0}), colour("#ffffff"));
  auto const of = [](double red, double green_part, double blue) {
    auto const byte = [](double percent) { return uint8_t(std::lround(percent * 2.55)); };
    return Colour{byte(red), byte(green_part), byte(blue)};
  };
  EXPECT_EQ(from_oklch({0.5, 0.2, 0}), of(70.492, 2.351, 37.073));
  EXPECT_EQ(from_oklch({0.8, 0.15, 160}), of(32.022, 85.805, 61.147));
}

TEST(Colour, every_byte_comes_back_from_oklch) {
  for (int r = 0; r < 256; r += 15)
    for (int g = 0; g < 256; g += 15)
      for (int b = 0; b < 256; b += 15) {
        Colour const c{uint8_t(r), uint8_t(g), uint8_t(b)};
        EXPECT_EQ(from_oklch(to_oklch(c)), c) << print_colour(c);
      }
}

// What sRGB cannot show loses chroma and keeps its hue; cutting channels would turn it.
TEST(Colour, out_of_gamut_keeps_lightness_and_hue) {
  for (double lightness = 0.3; lightness < 0.9; lightness += 0.1)
    for (double hue = 0; hue < 360; hue += 15) {
      auto const shown = to_oklch(from_oklch({lightness, 0.4, hue}));
      EXPECT_NEAR(shown.lightness, lightness, 0.004) << hue;
      double const turn = std::abs(std::remainder(shown.hue - hue, 360.0));
      EXPECT_LT(turn * shown.chroma, 0.4) << lightness << " " << hue;  // a byte's rounding, seen from the grey axis
      EXPECT_LT(shown.chroma, 0.4);
    }
  EXPECT_EQ(from_oklch({1.2, 0.3, 60}), colour("#ffffff"));
  EXPECT_EQ(from_oklch({-0.1, 0.3, 60}), colour("#000000"));
}

TEST(Colour, contrast_is_that_of_wcag) {
  EXPECT_DOUBLE_EQ(contrast(colour("#000000"), colour("#ffffff")), 21);
  EXPECT_DOUBLE_EQ(contrast(colour("#135847"), colour("#135847")), 1);
  EXPECT_NEAR(contrast(colour("#777777"), colour("#ffffff")), 4.48, 0.005);  // the grey that just falls short
  EXPECT_NEAR(contrast(colour("#ffffff"), colour("#135847")), 8.35, 0.005);
}

TEST(Colour, mixes_as_css_does) {
  EXPECT_EQ(mix(colour("#ffffff"), colour("#000000"), 0.8), colour("#cccccc"));
  EXPECT_EQ(mix(colour("#d5f1e7"), colour("#135847"), 1), colour("#d5f1e7"));
}

}  // namespace
}  // namespace essaim
