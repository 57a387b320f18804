#include "platform/pictures/pictures.hpp"

#include "base/text.hpp"

#include <boost/beast/zlib/inflate_stream.hpp>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <fstream>
#include <functional>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace essaim::pictures {
namespace {

using namespace std::string_literals;
struct Pixel {
  int red, green, blue, alpha;
  bool operator==(Pixel const&) const = default;
};
using Painting = std::function<Pixel(int x, int y)>;

std::string big32(uint32_t value) { return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)}; }

std::string chunk(std::string_view type, std::string_view data) {
  std::string const body = std::string(type) + std::string(data);
  uint32_t crc = 0xFFFFFFFF;
  for (unsigned char byte : body) {
    crc ^= byte;
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return big32(uint32_t(data.size())) + body + big32(~crc);
}

// A PNG (RFC 2083) of 8-bit RGBA in stored blocks; `extra` goes between head and pixels.
std::string png(int width, int height, Painting const& paint, std::string_view extra = {}) {
  std::string raw;
  for (int y = 0; y < height; ++y) {
    raw += '\0';
    for (int x = 0; x < width; ++x) {
      auto const p = paint(x, y);
      raw += {char(p.red), char(p.green), char(p.blue), char(p.alpha)};
    }
  }
  uint32_t a = 1, b = 0;
  for (unsigned char byte : raw) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  std::string packed = "\x78\x01";
  for (size_t at = 0; at < raw.size(); at += 65535) {
    size_t const length = std::min<size_t>(65535, raw.size() - at);
    packed += char(at + length == raw.size());
    packed += {char(length), char(length >> 8), char(~length), char(~length >> 8)};
    packed += raw.substr(at, length);
  }
  packed += big32((b << 16) | a);
  return "\x89PNG\r\n\x1A\n" +
         chunk("IHDR", big32(uint32_t(width)) + big32(uint32_t(height)) + "\x08\x06\0\0\0"s.substr(0, 5)) +
         std::string(extra) + chunk("IDAT", packed) + chunk("IEND", "");
}

uint32_t number(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = (value << 8) | static_cast<unsigned char>(bytes.at(at + i));
  return value;
}

int paeth(int a, int b, int c) {
  int const p = a + b - c, pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

// Reads back an RGBA PNG, to look at what the helper drew.
Painting read_png(std::string_view bytes) {
  int const width = int(number(bytes, 16)), height = int(number(bytes, 20));
  std::string packed;
  for (size_t at = 8; at + 12 <= bytes.size();) {
    auto const length = number(bytes, at);
    if (bytes.substr(at + 4, 4) == "IDAT") packed += bytes.substr(at + 8, length);
    at += 12 + length;
  }
  std::string raw(size_t(height) * (size_t(width) * 4 + 1), '\0');
  boost::beast::zlib::inflate_stream stream;
  boost::beast::zlib::z_params params;
  params.next_in = packed.data() + 2;
  params.avail_in = packed.size() - 2;
  params.next_out = raw.data();
  params.avail_out = raw.size();
  boost::beast::error_code failed;
  stream.write(params, boost::beast::zlib::Flush::finish, failed);
  size_t const line = size_t(width) * 4 + 1;
  auto at = [&raw, line](int y, size_t i) -> int {
    return y < 0 || i < 1 || i >= line ? 0 : static_cast<unsigned char>(raw[size_t(y) * line + i]);
  };
  for (int y = 0; y < height; ++y)
    for (size_t i = 1; i < line; ++i) {
      int const left = i > 4 ? at(y, i - 4) : 0, up = at(y - 1, i), corner = i > 4 ? at(y - 1, i - 4) : 0;
      int const add[] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
      raw[size_t(y) * line + i] =
          char(at(y, i) + add[at(y, 0) == 0 ? static_cast<unsigned char>(raw[size_t(y) * line]) : 0]);
    }
  return [raw, line](int x, int y) {
    auto byte = [&](size_t i) {
      return int(static_cast<unsigned char>(raw[size_t(y) * line + 1 + size_t(x) * 4 + i]));
    };
    return Pixel{byte(0), byte(1), byte(2), byte(3)};
  };
}

std::string exif(int orientation) {
  return "MM\0\x2A\0\0\0\x08\0\x02"s + "\x01\x12\0\x03\0\0\0\x01\0"s.substr(0, 9) + char(orientation) + "\0\0"s +
         "\x88\x25\0\x04\0\0\0\x01\0\0\0\0"s + "\0\0\0\0GPS-48.1173N"s;
}

Pixel opaque(int, int) { return {200, 30, 30, 255}; }
Pixel clear(int x, int) { return {10, 200, 30, x == 0 ? 0 : 255}; }

Pictures const& helper() {
  static Pictures const made(helper_beside_us());
  return made;
}

}  // namespace

TEST(Pictures, are_resized) {
  struct Row {
    int width, height;
    Shape shape;
    int new_width, new_height;
  };
  for (auto const& row : std::initializer_list<Row>{{2000, 1000, Shape::wide, 480, 240},
                                                    {300, 200, Shape::wide, 300, 200},
                                                    {400, 900, Shape::cover, 1200, 630},
                                                    {2500, 100, Shape::whole, 2048, 82},
                                                    {64, 64, Shape::whole, 64, 64},
                                                    {1, 1, Shape::cover, 1200, 630}}) {
    auto const drawn = helper().redraw(png(row.width, row.height, opaque), row.shape);
    ASSERT_TRUE(drawn) << drawn.error().code << ' ' << drawn.error().detail;
    EXPECT_EQ(drawn->width, row.new_width);
    EXPECT_EQ(drawn->height, row.new_height);
    EXPECT_EQ(drawn->type, "image/jpeg");
    EXPECT_EQ(kind_of(drawn->bytes), Kind::jpeg);
  }
}

TEST(Pictures, what_is_transparent_stays_so) {
  auto const drawn = helper().redraw(png(20, 10, clear), Shape::whole);
  ASSERT_TRUE(drawn);
  EXPECT_EQ(drawn->type, "image/png");
  auto const pixel = read_png(drawn->bytes);
  EXPECT_EQ(pixel(0, 5).alpha, 0);
  EXPECT_EQ(pixel(10, 5), (Pixel{10, 200, 30, 255}));
}

TEST(Pictures, stand_upright_without_their_exif) {
  // A picture of 4 × 2 whose corners differ; where its upper left corner must come to stand, by Exif orientation.
  auto corners = [](int x, int y) { return Pixel{x < 2 ? 255 : 0, y < 1 ? 255 : 0, 0, 128}; };
  struct Row {
    int orientation, width, height, x, y;
  };
  for (auto const& row : std::initializer_list<Row>{{1, 4, 2, 0, 0},
                                                    {2, 4, 2, 3, 0},
                                                    {3, 4, 2, 3, 1},
                                                    {4, 4, 2, 0, 1},
                                                    {5, 2, 4, 0, 0},
                                                    {6, 2, 4, 1, 0},
                                                    {7, 2, 4, 1, 3},
                                                    {8, 2, 4, 0, 3}}) {
    auto const drawn = helper().redraw(png(4, 2, corners, chunk("eXIf", exif(row.orientation))), Shape::whole);
    ASSERT_TRUE(drawn) << row.orientation;
    EXPECT_EQ(drawn->width, row.width) << row.orientation;
    EXPECT_EQ(drawn->height, row.height) << row.orientation;
    ASSERT_EQ(drawn->type, "image/png");
    auto const pixel = read_png(drawn->bytes)(row.x, row.y);
    EXPECT_TRUE(pixel.red > 200 && pixel.green > 200) << row.orientation;
    EXPECT_EQ(drawn->bytes.find("GPS"), std::string::npos);
  }
}

TEST(Pictures, a_photograph_loses_the_place_where_it_was_taken) {
  auto photo = helper().redraw(png(600, 200, opaque), Shape::whole)->bytes;
  auto const segment = "Exif\0\0"s + exif(6);
  photo.insert(2, "\xFF\xE1"s + char((segment.size() + 2) >> 8) + char(segment.size() + 2) + segment);
  auto const drawn = helper().redraw(photo, Shape::whole);
  ASSERT_TRUE(drawn) << drawn.error().code;
  EXPECT_EQ(drawn->width, 200) << "orientation was applied";
  EXPECT_EQ(drawn->bytes.find("Exif"), std::string::npos);
  EXPECT_EQ(drawn->bytes.find("GPS"), std::string::npos);
}

TEST(Pictures, polyglots_come_out_as_pictures_only) {
  std::string const script = "<script>alert(1)</script>", archive = "PK\x03\x04 evil.jar",
                    php = "<?php system($_GET[0]);";
  auto const photo = helper().redraw(png(60, 20, opaque), Shape::whole)->bytes;
  std::string const gif = "GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"s;
  for (auto const& bytes : {photo + script, photo + archive, gif + "/*" + script + "*/",
                            png(9, 9, opaque, chunk("tEXt", "Comment\0" + php)) + script + archive,
                            png(9, 9, clear, chunk("tEXt", php)) + "%PDF-1.7\n"}) {
    auto const drawn = helper().redraw(bytes, Shape::wide);
    ASSERT_TRUE(drawn) << drawn.error().code;
    for (auto const& payload : {script, archive, php, std::string("%PDF")})
      EXPECT_EQ(drawn->bytes.find(payload), std::string::npos);
  }
}

TEST(Pictures, a_mark_tells_where_it_is_seen) {
  struct Row {
    char const* what;
    Pixel ink;
    bool on_light, on_dark;
  };
  for (auto const& row : std::initializer_list<Row>{{"navy", {10, 35, 66, 255}, true, false},
                                                    {"white", {255, 255, 255, 255}, false, true},
                                                    {"green", {48, 142, 115, 255}, true, true},
                                                    {"a breath of black", {0, 0, 0, 30}, false, false}}) {
    auto const half = [&](int x, int) { return x < 40 ? row.ink : Pixel{0, 0, 0, 0}; };
    auto const mark = helper().redraw(png(80, 60, half), Shape::mark);
    ASSERT_TRUE(mark) << mark.error().code;
    EXPECT_EQ(mark->type, "image/png");
    EXPECT_EQ(mark->seen_on_light, row.on_light ? 100 : 0) << row.what;
    EXPECT_EQ(mark->seen_on_dark, row.on_dark ? 100 : 0) << row.what;
  }
  // Without a transparent part it brings its own ground, and is a PNG all the same.
  auto const opaque_mark = helper().redraw(png(2000, 500,
                                               [](int, int) {
                                                 return Pixel{255, 255, 255, 255};
                                               }),
                                           Shape::mark);
  ASSERT_TRUE(opaque_mark);
  EXPECT_EQ(opaque_mark->type, "image/png");
  EXPECT_EQ(opaque_mark->width, 512);
  EXPECT_EQ(opaque_mark->height, 128);
  EXPECT_EQ(opaque_mark->seen_on_light, 100);
  EXPECT_EQ(helper().redraw(png(20, 10, clear), Shape::whole)->seen_on_dark, 100);
}

TEST(Pictures, lie_on_a_tile_of_the_wanted_size) {
  auto const dot = [](int x, int y) { return Pixel{200, 30, 30, x > 2 && x < 17 && y > 2 && y < 17 ? 255 : 0}; };
  auto const icon =
      helper().lay_on({.width = 192, .height = 192, .percent = 50, .ground = "#0b3329"}, png(20, 20, dot));
  ASSERT_TRUE(icon) << icon.error().code;
  EXPECT_EQ(icon->type, "image/png");
  EXPECT_EQ(number(icon->bytes, 16), 192u);
  EXPECT_EQ(number(icon->bytes, 20), 192u);
  // Its pixels are opaque, so that no phone puts black behind them: colour type 2, three bytes each.
  EXPECT_EQ(icon->bytes[25], 2);
  auto const broad =
      helper().lay_on({.width = 256, .height = 64, .percent = 90, .ground = "#ffffff"}, png(30, 90, dot));
  ASSERT_TRUE(broad);
  EXPECT_EQ(number(broad->bytes, 16), 256u);
  for (auto const& wrong :
       {Tile{.width = 0, .height = 10}, Tile{.width = 10, .height = 2000},
        Tile{.width = 10, .height = 10, .percent = 120}, Tile{.width = 10, .height = 10, .ground = "#xyz"}})
    EXPECT_FALSE(helper().lay_on(wrong, png(4, 4, opaque)));
}

TEST(Pictures, webp_is_read) {
  auto const webp =
      from_base64url("UklGRjYAAABXRUJQVlA4ICoAAACQAQCdASoIAAQAAsBMJaACdLoAA5gA_u2QP4hd7G2__PTP62_j_xkAAAA");
  ASSERT_TRUE(webp);
  EXPECT_TRUE(helper().redraw(*webp, Shape::wide));
}

TEST(Pictures, kinds_are_told_by_content) {
  EXPECT_EQ(kind_of("%PDF-1.4 ..."), Kind::pdf);
  EXPECT_EQ(kind_of(" %PDF-1.4 ..."), Kind::other);
  EXPECT_EQ(kind_of("GIF89a"), Kind::gif);
  EXPECT_EQ(kind_of(""), Kind::other);
}

TEST(Pictures, hostile_bytes_are_refused_by_name) {
  auto code = [](std::string const& bytes) {
    auto const drawn = helper().redraw(bytes, Shape::cover);
    return drawn ? "drawn" : drawn.error().code;
  };
  EXPECT_EQ(code("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "picture.unsupported");
  EXPECT_EQ(code("<?xml version='1.0'?><svg/>"), "picture.unsupported");
  EXPECT_EQ(code("%PDF-1.7"), "picture.unsupported");
  EXPECT_EQ(code(""), "picture.unsupported");
  EXPECT_EQ(code(std::string(most_picture_bytes + 1, 'x')), "picture.too_large");
  auto bomb = png(1, 1, opaque);
  bomb.replace(16, 8, big32(50'000) + big32(50'000));
  EXPECT_EQ(code(bomb), "picture.too_many_pixels");
  EXPECT_EQ(code(png(100, 100, opaque).substr(0, 200)), "picture.broken");
  EXPECT_EQ(code("\x89PNG\r\n\x1A\n"), "picture.unsupported");
  EXPECT_EQ(code("\xFF\xD8\xFF\xE0\xFF\xFF"), "picture.unsupported");
  // Each byte of a small picture turned over: drawn or refused, and the server lives.
  auto const small = png(6, 3, clear, chunk("eXIf", exif(6)));
  for (size_t i = 0; i < small.size(); i += 7) {
    auto bent = small;
    bent[i] = char(bent[i] ^ 0xA5);
    code(bent);
  }
}

TEST(Pictures, a_helper_that_is_missing_or_hangs_is_an_answer) {
  EXPECT_EQ(Pictures("/nonexistent/essaim-pictures").redraw(png(1, 1, opaque), Shape::wide).error().code,
            "picture.unavailable");
  char name[] = "/tmp/essaim-hanging-XXXXXX";
  int const file = mkstemp(name);
  ASSERT_GE(file, 0);
  close(file);
  std::ofstream(name) << "#!/bin/sh\nexec sleep 60\n";
  chmod(name, 0700);
  EXPECT_EQ(Pictures(name, milliseconds(200)).redraw(png(1, 1, opaque), Shape::wide).error().code, "picture.broken");
  unlink(name);
}

TEST(Pictures, many_at_once) {
  std::atomic<int> drawn = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] { drawn += helper().redraw(png(300, 200, opaque), Shape::cover).has_value(); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(drawn, 6);
}

}  // namespace essaim::pictures
