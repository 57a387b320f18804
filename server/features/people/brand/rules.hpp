#pragma once
// What an organisation's own colour becomes: ten steps made in OKLCH, and the colours that screens read in both
// schemes. Pure. The colour stands at step 7, where Essaim's own green stands; where a text could not be read on it,
// lightness moves until it can, and the move is told. Which scheme has which grounds is
// web/src/lib/styles/tokens.css's: a test holds the two together.

#include "base/colour.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace essaim::people {

enum class Scheme { light, dark };
/// The tokens that say "us, act here" (look/language.md section 3), in their order of tokens.css.
enum class Tone { primary, primary_hover, on_primary, primary_soft, primary_soft_2, on_primary_soft, primary_text };
inline constexpr size_t tone_count = 7;
std::string_view name_of(Tone tone);  // "primary_hover"

struct Tones {
  std::array<Colour, tone_count> all{};
  Colour const& operator[](Tone tone) const { return all[size_t(tone)]; }
  Colour& operator[](Tone tone) { return all[size_t(tone)]; }
};

/// A colour that had to move: what it would have been, what it is, and the least contrast of both with what it is read
/// on. `too_dark`: it was not unreadable, but left no darker tone for the pointer.
struct Move {
  Scheme scheme = Scheme::light;
  Tone tone = Tone::primary;
  Colour from, to;
  double before = 0, after = 0;
  bool too_dark = false;
};

struct Palette {
  Colour chosen;
  std::array<Colour, 10> steps{};
  Tones light, dark;
  // The deep panel is the same in both schemes.
  Colour deep;
  std::array<Colour, 5> swarm{};
  std::vector<Move> moves;
  /// Meanings whose colour is much like this one: "danger", "company", "private", "useful". Said, never refused: each
  /// of them has a shape or a word with it.
  std::vector<std::string_view> near;
};

Palette palette_of(Colour chosen);

/// Each pair that screens show, with the contrast it has to have (WCAG 2.2: 1.4.3, 1.4.11).
struct Pair {
  std::string_view scheme;
  std::string front, ground;
  double contrast = 0, needed = 4.5;
};
std::vector<Pair> pairs_of(Palette const& palette);

/// Of the tokens that stay as they are, those that the rule looks at: {"surface-3", {light, dark}}.
struct Fixed {
  std::string_view token;
  std::array<std::string_view, 2> schemes;
};
std::span<Fixed const> fixed_tokens();

/// How a mark is seen on the grounds of the two schemes, in percent of its drawn parts. What is hardly seen is laid on
/// a tile of the other scheme's ground.
struct Ink {
  int64_t on_light = 100, on_dark = 100;
};
bool needs_tile(Ink ink, Scheme scheme);
inline constexpr std::string_view light_tile = "#ffffff", dark_tile = "#151e1a";

}  // namespace essaim::people
