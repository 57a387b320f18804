#pragma once
// Pictures are never read inside the server. A small helper process (essaim-pictures: limits on memory and time, no
// files, no network, no database) reads one picture on its input and draws it anew on its output, so that nothing of
// the original but its pixels is kept: no EXIF, no place where it was taken, no second file hidden behind the first.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <semaphore>
#include <string>
#include <string_view>

namespace essaim::pictures {

/// What bytes are, by their beginning and never by their name or declared type.
enum class Kind { png, jpeg, webp, gif, pdf, other };
Kind kind_of(std::string_view bytes);

enum class Shape {
  cover,  // 1200 × 630, filled and cropped around the middle: what networks show
  wide,   // at most 480 wide: what our own cards show
  whole,  // at most 2048 on its longer side
  mark,   // at most 512 on its longer side, always a PNG: what an organisation is known by
};

struct Picture {
  std::string bytes;
  std::string_view type;  // "image/jpeg" or "image/png"
  int width = 0, height = 0;
  // Of a mark: how much of what is drawn can be told from a light and from a dark ground, in percent.
  int seen_on_light = 100, seen_on_dark = 100;
};

/// A ground of one colour with a picture in its middle, as large as `percent` of it lets it be. A picture whose corners
/// are of one colour brings its own ground.
struct Tile {
  int width = 0, height = 0, percent = 100;
  std::string_view ground = "#ffffff";
};

inline constexpr size_t most_picture_bytes = 10u << 20;
inline constexpr int64_t most_pixels = 40'000'000;

class Pictures {
 public:
  /// `executable` is the helper's path; see helper_beside_us().
  explicit Pictures(std::string executable, Duration time_out = seconds(15))
      : executable_(std::move(executable)), time_out_(time_out) {}
  /// Refused: `picture.unsupported` (also SVG), `picture.too_large` (bytes), `picture.too_many_pixels`,
  /// `picture.broken`; `picture.unavailable` when the helper cannot run. Blocks; at most two run at once.
  Result<Picture> redraw(std::string_view bytes, Shape shape) const;
  /// The same, on a tile; always a PNG.
  Result<Picture> lay_on(Tile const& tile, std::string_view bytes) const;

 private:
  Result<Picture> draw(std::string_view bytes, std::string const& order) const;

  std::string executable_;
  Duration time_out_;
  mutable std::counting_semaphore<2> places_{2};
};

/// essaim-pictures in the folder of the running executable.
std::string helper_beside_us();

}  // namespace essaim::pictures
