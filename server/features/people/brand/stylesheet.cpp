#include "features/people/brand/stylesheet.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

class Block {
 public:
  explicit Block(std::string_view selector) : text_(std::string(selector) + "{") {}
  Block& set(std::string_view name, std::string_view value) {
    text_ += "--";
    text_ += name;
    text_ += ":";
    text_ += value;
    text_ += ";";
    return *this;
  }
  Block& set(std::string_view name, Colour colour) { return set(name, print_colour(colour)); }
  std::string end() const { return text_ + "}\n"; }

 private:
  std::string text_;
};

void set_tones(Block& block, Tones const& tones) {
  for (size_t i = 0; i < tone_count; ++i) block.set(replace_all(std::string(name_of(Tone(i))), "_", "-"), tones.all[i]);
}

// What both schemes share, and the light scheme; the browser's own bars take the main colour.
void set_palette(Block& light, Block& dark, Palette const& palette) {
  set_tones(light, palette.light);
  set_tones(dark, palette.dark);
  light.set("deep", palette.deep)
      .set("on-deep", palette.steps[0])
      .set("on-deep-2", palette.steps[1])
      .set("deep-dot", palette.steps[3])
      .set("toast-link", palette.steps[3])
      .set("chrome", palette.light[Tone::primary]);
  for (size_t i = 0; i < palette.swarm.size(); ++i) light.set("swarm-" + std::to_string(i + 1), palette.swarm[i]);
  dark.set("chrome", palette.deep);
}

void set_mark(Block& light, Block& dark, MarkFace const& mark) {
  auto const percent = std::clamp<int64_t>(mark.width * 100 / std::max<int64_t>(mark.height, 1), 50, 400);
  auto const tile = [&](Scheme scheme) {
    if (!needs_tile(mark.ink, scheme)) return std::string_view("transparent");
    return scheme == Scheme::light ? dark_tile : light_tile;
  };
  light.set("own-mark", "url(\"" + mark.url + "\")")
      .set("own-mark-box", "block")
      .set("essaim-mark", "none")
      .set("mark-width", std::to_string(percent / 100) + "." + std::to_string(percent % 100 / 10))
      .set("mark-tile", tile(Scheme::light))
      .set("mark-tile-deep", tile(Scheme::dark));
  dark.set("mark-tile", tile(Scheme::dark));
}

}  // namespace

std::string write_stylesheet(std::string_view version, std::optional<Palette> const& palette,
                             std::optional<MarkFace> const& mark) {
  Block light(":root:root"), dark(":root[data-scheme='dark']");
  light.set("brand", version);
  if (palette) set_palette(light, dark, *palette);
  if (mark) set_mark(light, dark, *mark);
  return light.end() + (palette || mark ? dark.end() : "");
}

}  // namespace essaim::people
