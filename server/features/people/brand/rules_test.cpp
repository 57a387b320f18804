#include "features/people/brand/rules.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace essaim::people {
namespace {

Colour colour(std::string_view text) { return read_colour(text).value(); }
Palette of(std::string_view text) { return palette_of(colour(text)); }

// "--name: #value;" of one block of the tokens that the web app ships.
std::map<std::string, std::string> tokens_of(std::string_view selector) {
  std::ifstream file(ESSAIM_SOURCE_DIR "/web/src/lib/styles/tokens.css");
  std::string const css{std::istreambuf_iterator<char>(file), {}};
  std::map<std::string, std::string> out;
  auto at = css.find(std::string(selector) + " {");
  EXPECT_NE(at, std::string::npos) << selector;
  auto const end = css.find("\n}", at);
  while ((at = css.find("--", at)) < end) {
    auto const colon = css.find(':', at), semicolon = css.find(';', at);
    if (colon < semicolon)
      out.emplace(css.substr(at + 2, colon - at - 2), css.substr(colon + 2, semicolon - colon - 2));
    at = semicolon;
  }
  return out;
}

struct Web {
  std::map<std::string, std::string> light = tokens_of(":root"), dark = tokens_of("[data-scheme='dark']");
  std::string const& at(Scheme scheme, std::string const& token) const {
    return scheme == Scheme::dark && dark.contains(token) ? dark.at(token) : light.at(token);
  }
};

}  // namespace

TEST(Brand, looks_at_the_grounds_that_the_web_app_ships) {
  Web const web;
  for (auto const& [token, schemes] : fixed_tokens())
    for (auto const scheme : {Scheme::light, Scheme::dark})
      EXPECT_EQ(web.at(scheme, std::string(token)), schemes[size_t(scheme)]) << token;
}

// With Essaim's own green the rule gives what was drawn by hand: nothing moves, and no eye sees a difference.
TEST(Brand, essaims_own_colour_gives_essaims_own_steps) {
  Web const web;
  auto const palette = of("#135847");
  EXPECT_TRUE(palette.moves.empty());
  auto const like = [&](Colour made, std::string const& drawn, std::string const& what) {
    auto const a = to_oklch(made), b = to_oklch(colour(drawn));
    EXPECT_NEAR(a.lightness, b.lightness, 0.006) << what;
    EXPECT_NEAR(a.chroma, b.chroma, 0.006) << what;
    EXPECT_LT(std::abs(std::remainder(a.hue - b.hue, 360.0)) * b.chroma, 0.45) << what;
  };
  for (size_t i = 0; i < 10; ++i)
    like(palette.steps[i], web.at(Scheme::light, "sapin-" + std::to_string(i)), "step " + std::to_string(i));
  std::map<Tone, std::string> const tokens{{Tone::primary, "primary"},
                                           {Tone::primary_hover, "primary-hover"},
                                           {Tone::on_primary, "on-primary"},
                                           {Tone::primary_soft, "primary-soft"},
                                           {Tone::primary_soft_2, "primary-soft-2"},
                                           {Tone::on_primary_soft, "on-primary-soft"},
                                           {Tone::primary_text, "primary-text"}};
  for (auto const& [tone, token] : tokens) {
    like(palette.light[tone], web.at(Scheme::light, token), "light " + token);
    like(palette.dark[tone], web.at(Scheme::dark, token), "dark " + token);
  }
  like(palette.deep, web.at(Scheme::light, "deep"), "deep");
  for (size_t i = 0; i < 5; ++i)
    like(palette.swarm[i], web.at(Scheme::light, "swarm-" + std::to_string(i + 1)), "swarm");
}

// Each of 4096 colours, spread evenly over all there are: whatever an organisation chooses, every text can be read.
TEST(Brand, any_colour_keeps_every_contrast) {
  size_t pairs = 0;
  for (int i = 0; i < 4096; ++i) {
    auto const part = [&](int shift) { return uint8_t(((i >> shift) & 15) * 17); };
    auto const palette = palette_of({part(8), part(4), part(0)});
    for (auto const& pair : pairs_of(palette)) {
      ++pairs;
      if (pair.contrast < pair.needed)
        ADD_FAILURE() << print_colour(palette.chosen) << ": " << pair.scheme << ", " << pair.front << " on "
                      << pair.ground << " has " << pair.contrast << " of " << pair.needed;
    }
  }
  EXPECT_GT(pairs, 4096u * 60);
}

TEST(Brand, steps_go_from_light_to_dark_and_keep_the_hue) {
  for (auto const text : {"#ffd400", "#e2001a", "#0055ff", "#7b2ff7", "#00a0e3", "#ff7900", "#135847", "#f0c8d8"}) {
    auto const palette = of(text);
    auto const own = to_oklch(colour(text));
    for (size_t i = 0; i < 10; ++i) {
      auto const step = to_oklch(palette.steps[i]);
      if (i > 0) { EXPECT_LT(step.lightness, to_oklch(palette.steps[i - 1]).lightness) << text << " step " << i; }
      // A pale step has few bytes to say its hue with.
      EXPECT_LT(std::abs(std::remainder(step.hue - own.hue, 360.0)) * step.chroma, 0.6) << text << " step " << i;
    }
  }
}

TEST(Brand, a_colour_that_can_be_read_on_is_taken_as_it_is) {
  for (auto const text : {"#0055ff", "#7b2ff7", "#135847", "#b3003c", "#2b2b2b"})
    EXPECT_EQ(of(text).light[Tone::primary], colour(text)) << text;
  // A light one is itself where grounds are dark.
  for (auto const text : {"#ffd400", "#f5b8d0", "#9be15d"})
    EXPECT_EQ(of(text).dark[Tone::primary], colour(text)) << text;
}

TEST(Brand, what_moves_is_told_with_its_contrast) {
  auto const yellow = of("#ffd400");
  ASSERT_EQ(yellow.moves.size(), 2u);
  auto const& [scheme, tone, from, to, before, after, too_dark] = yellow.moves[0];
  EXPECT_EQ(scheme, Scheme::light);
  EXPECT_EQ(tone, Tone::primary);
  EXPECT_EQ(from, colour("#ffd400"));
  EXPECT_EQ(to, yellow.light[Tone::primary]);
  EXPECT_NEAR(before, 1.43, 0.01);
  EXPECT_GE(after, 4.5);
  EXPECT_LT(after, 4.7);  // no further than it has to
  EXPECT_FALSE(too_dark);
  EXPECT_EQ(yellow.moves[1].tone, Tone::primary_text);

  auto const black = of("#000000");
  EXPECT_TRUE(black.moves[0].too_dark);
  EXPECT_NE(black.light[Tone::primary_hover], black.light[Tone::primary]);
  EXPECT_GE(contrast(of("#ffffff").light[Tone::primary], colour("#ffffff")), 4.5);
}

TEST(Brand, a_colour_like_a_meaning_is_remarked_on) {
  auto const near = [](std::string_view text) {
    auto const all = of(text).near;
    return std::set<std::string_view>(all.begin(), all.end());
  };
  EXPECT_TRUE(near("#c0302b").contains("danger"));
  EXPECT_TRUE(near("#f3b74a").contains("company"));
  EXPECT_TRUE(near("#733662").contains("private"));
  EXPECT_TRUE(near("#1c705a").contains("useful"));
  EXPECT_TRUE(near("#0055ff").empty());
}

TEST(Brand, a_mark_that_is_not_seen_gets_a_tile) {
  EXPECT_FALSE(needs_tile({100, 100}, Scheme::light));
  EXPECT_TRUE(needs_tile({0, 100}, Scheme::light));  // white letters
  EXPECT_FALSE(needs_tile({0, 100}, Scheme::dark));
  EXPECT_TRUE(needs_tile({100, 20}, Scheme::dark));  // navy letters with a bright dot
}

}  // namespace essaim::people
