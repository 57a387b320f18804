// essaim-pictures cover|wide|whole|mark|tile-W-H-PERCENT-RRGGBB < original > "picture TYPE WIDTH HEIGHT\n" and the new
// picture (of a mark: two percentages more, see marks.hpp), or "refused CODE\n".
// Knows no file, no network and no database; the server runs it once for each picture (platform/pictures).

#include "pictures/cage.hpp"
#include "pictures/head.hpp"
#include "pictures/marks.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <gd.h>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace essaim::pictures {
namespace {

constexpr size_t most_bytes = 10u << 20;
constexpr int64_t most_pixels = 40'000'000, longest_side = 30'000;
constexpr int jpeg_quality = 84;

void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(1, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(1);
    bytes.remove_prefix(size_t(written));
  }
}

[[noreturn]] void refuse(std::string_view code) {
  write_all("refused " + std::string(code) + "\n");
  ::_exit(0);
}

std::string read_all() {
  std::string bytes;
  bytes.reserve(1 << 20);
  char buffer[1 << 14];
  for (;;) {
    auto const got = ::read(0, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return bytes;
    bytes.append(buffer, size_t(got));
    if (bytes.size() > most_bytes) refuse("too_large");
  }
}

Image decode(Format format, std::string& bytes) {
  int const size = int(bytes.size());
  switch (format) {
    case Format::png: return Image(gdImageCreateFromPngPtr(size, bytes.data()));
    case Format::jpeg: return Image(gdImageCreateFromJpegPtrEx(size, bytes.data(), 1));
    case Format::webp: return Image(gdImageCreateFromWebpPtr(size, bytes.data()));
    case Format::gif: return Image(gdImageCreateFromGifPtr(size, bytes.data()));
  }
  return nullptr;
}

Image turn(Image image, int degrees) {
  // Transparent where GD would fill; right angles leave nothing to fill.
  return Image(gdImageRotateInterpolated(image.get(), float(degrees),
                                         gdImageColorAllocateAlpha(image.get(), 0, 0, 0, gdAlphaTransparent)));
}

// Exif 2.32: what 2 to 8 mean is where row 0 and column 0 are; the values 5 to 8 lie on their side.
Image upright(Image image, int orientation) {
  switch (orientation) {
    case 2: gdImageFlipHorizontal(image.get()); break;
    case 3: gdImageFlipBoth(image.get()); break;
    case 4: gdImageFlipVertical(image.get()); break;
    case 5:
      image = turn(std::move(image), 270);
      if (image) gdImageFlipHorizontal(image.get());
      break;
    case 6: image = turn(std::move(image), 270); break;
    case 7:
      image = turn(std::move(image), 90);
      if (image) gdImageFlipHorizontal(image.get());
      break;
    case 8: image = turn(std::move(image), 90); break;
    default: break;
  }
  return image;
}

bool has_alpha(gdImage* image) {
  for (int y = 0; y < gdImageSY(image); ++y)
    for (int x = 0; x < gdImageSX(image); ++x)
      if (gdTrueColorGetAlpha(gdImageGetTrueColorPixel(image, x, y)) > gdAlphaOpaque) return true;
  return false;
}

struct Frame {
  int width, height;                       // of the new picture
  int left, top, from_width, from_height;  // of the old one
};

Frame frame_for(std::string_view shape, int width, int height) {
  auto fitted = [&](double scale) {
    scale = std::min(scale, 1.0);  // never larger than it was
    return Frame{std::max(1, int(std::lround(width * scale))),
                 std::max(1, int(std::lround(height * scale))),
                 0,
                 0,
                 width,
                 height};
  };
  if (shape == "wide") return fitted(480.0 / width);
  if (shape == "whole") return fitted(2048.0 / std::max(width, height));
  if (shape == "mark") return fitted(512.0 / std::max(width, height));
  // cover: the largest part of 1200 × 630's proportion, from the middle.
  double const wanted = 1200.0 / 630.0;
  int const from_width = std::clamp(int(std::lround(height * wanted)), 1, width);
  int const from_height = std::clamp(int(std::lround(width / wanted)), 1, height);
  return {1200, 630, (width - from_width) / 2, (height - from_height) / 2, from_width, from_height};
}

Image redraw(gdImage* from, Frame frame) {
  Image to(gdImageCreateTrueColor(frame.width, frame.height));
  if (!to) return to;
  gdImageAlphaBlending(to.get(), 0);
  gdImageSaveAlpha(to.get(), 1);
  gdImageCopyResampled(to.get(), from, 0, 0, frame.left, frame.top, frame.width, frame.height, frame.from_width,
                       frame.from_height);
  return to;
}

void encode(gdImage* drawn, bool as_png, std::string_view more) {
  gdImageSaveAlpha(drawn, has_alpha(drawn));
  gdImageInterlace(drawn, 0);
  int size = 0;
  auto* encoded =
      static_cast<char*>(as_png ? gdImagePngPtrEx(drawn, &size, 7) : gdImageJpegPtr(drawn, &size, jpeg_quality));
  if (!encoded || size <= 0) refuse("broken");
  write_all("picture " + std::string(as_png ? "image/png " : "image/jpeg ") + std::to_string(gdImageSX(drawn)) + " " +
            std::to_string(gdImageSY(drawn)) + std::string(more) + "\n");
  write_all({encoded, size_t(size)});
}

int run(std::string_view shape) {
  auto const tile = read_tile(shape);
  if (!tile && shape != "cover" && shape != "wide" && shape != "whole" && shape != "mark") return 2;
  auto bytes = read_all();
  close_the_door();
  auto const head = read_head(bytes);
  if (!head) refuse("unsupported");
  if (head->width > longest_side || head->height > longest_side || head->width * head->height > most_pixels)
    refuse("too_many_pixels");
  auto image = decode(head->format, bytes);
  if (!image) refuse("broken");
  bytes = {};
  if (!gdImageTrueColor(image.get()) && !gdImagePaletteToTrueColor(image.get())) refuse("broken");
  // First small, then upright: turning costs memory.
  bool const lies = head->orientation >= 5;
  int const width = gdImageSX(image.get()), height = gdImageSY(image.get());
  auto frame = frame_for(tile ? "mark" : shape, lies ? height : width, lies ? width : height);
  if (lies) {
    std::swap(frame.width, frame.height);
    std::swap(frame.left, frame.top);
    std::swap(frame.from_width, frame.from_height);
  }
  auto drawn = redraw(image.get(), frame);
  image.reset();
  if (drawn) drawn = upright(std::move(drawn), head->orientation);
  if (!drawn) refuse("broken");
  if (tile) {
    drawn = lay_on(*tile, drawn.get());
    if (!drawn) refuse("broken");
    encode(drawn.get(), true, "");
  } else if (shape == "mark") {
    auto const ink = measure(drawn.get());
    encode(drawn.get(), true, " " + std::to_string(ink.on_light) + " " + std::to_string(ink.on_dark));
  } else {
    encode(drawn.get(), has_alpha(drawn.get()), "");
  }
  ::_exit(0);
}

}  // namespace
}  // namespace essaim::pictures

int main(int count, char** words) {
  essaim::pictures::limit_resources();
  gdSetErrorMethod([](int, char const*, va_list) {});
  return essaim::pictures::run(count == 2 ? words[1] : "");
}
