#pragma once
// Marks: how well one is seen on light and on dark grounds, and how it is laid on a tile (icons, letterheads).

#include <gd.h>
#include <memory>
#include <optional>
#include <string_view>

namespace essaim::pictures {

struct Drop {
  void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, Drop>;

struct Tile {
  int width = 0, height = 0, percent = 0;
  int red = 0, green = 0, blue = 0;
};
/// "tile-192-192-84-ffffff"; sides up to 1024.
std::optional<Tile> read_tile(std::string_view word);
/// The picture in the middle of the tile; a picture whose corners are of one colour brings its own ground.
Image lay_on(Tile const& tile, gdImage* picture);

struct Ink {
  int on_light = 100, on_dark = 100;
};
/// Percent of what is drawn that can be told from white, and from the dark scheme's surface. A picture without any
/// transparent part brings its own ground and is seen everywhere.
Ink measure(gdImage* picture);

}  // namespace essaim::pictures
