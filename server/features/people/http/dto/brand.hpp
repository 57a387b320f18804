#pragma once
// What an organisation's colour becomes, before anybody keeps it, and a mark that was brought.

#include "platform/http/describe.hpp"

namespace essaim::people::dto {

struct Tones {
  static constexpr std::string_view dto = "BrandTones";
  std::string surface, text, primary, primary_hover, on_primary, primary_soft, primary_soft_2, on_primary_soft,
      primary_text;
};
template <class V>
void describe(V& v, Tones& t) {
  v("surface", t.surface);
  v("text", t.text);
  v("primary", t.primary);
  v("primary_hover", t.primary_hover);
  v("on_primary", t.on_primary);
  v("primary_soft", t.primary_soft);
  v("primary_soft_2", t.primary_soft_2);
  v("on_primary_soft", t.on_primary_soft);
  v("primary_text", t.primary_text);
}

/// Contrasts are hundredths: 450 is 4.5 to 1.
struct Move {
  static constexpr std::string_view dto = "BrandMove";
  std::string scheme, tone, from, to, why;
  int64_t before = 0, after = 0;
};
template <class V>
void describe(V& v, Move& m) {
  v("scheme", m.scheme, http::one_of({"light", "dark"}));
  v("tone", m.tone,
    http::one_of({"primary", "primary_hover", "on_primary", "primary_soft", "primary_soft_2", "on_primary_soft",
                  "primary_text"}));
  v("from", m.from);
  v("to", m.to);
  v("why", m.why, http::one_of({"darker", "lighter", "too_dark"}));
  v("before", m.before);
  v("after", m.after);
}

struct Palette {
  static constexpr std::string_view dto = "BrandPalette";
  std::string colour, deep, on_deep;
  std::vector<std::string> steps, near;
  Tones light, dark;
  std::vector<Move> moves;
};
template <class V>
void describe(V& v, Palette& p) {
  v("colour", p.colour);
  v("steps", p.steps);
  v("light", p.light);
  v("dark", p.dark);
  v("deep", p.deep);
  v("on_deep", p.on_deep);
  v("moves", p.moves);
  v("near", p.near, http::one_of({"danger", "company", "private", "useful"}));
}

struct Mark {
  static constexpr std::string_view dto = "BrandMark";
  std::string id, url;
  int64_t width = 0, height = 0;
  bool tile_on_light = false, tile_on_dark = false;
};
template <class V>
void describe(V& v, Mark& m) {
  v("id", m.id);
  v("url", m.url);
  v("width", m.width);
  v("height", m.height);
  v("tile_on_light", m.tile_on_light);
  v("tile_on_dark", m.tile_on_dark);
}

}  // namespace essaim::people::dto
