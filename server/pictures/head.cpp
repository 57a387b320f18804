#include "pictures/head.hpp"

namespace essaim::pictures {
namespace {

using namespace std::string_view_literals;

// Numbers at a place; zero beyond the end, so that a cut file reads as one without sizes.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  uint64_t big(size_t at, size_t count) const { return number(at, count, true); }
  uint64_t little(size_t at, size_t count) const { return number(at, count, false); }
  uint64_t number(size_t at, size_t count, bool big_endian) const {
    if (at > bytes_.size() || bytes_.size() - at < count) return 0;
    uint64_t value = 0;
    for (size_t i = 0; i < count; ++i)
      value = (value << 8) | static_cast<unsigned char>(bytes_[at + (big_endian ? i : count - 1 - i)]);
    return value;
  }
  std::string_view text(size_t at, size_t count) const {
    return at <= bytes_.size() ? bytes_.substr(at, count) : std::string_view();
  }
  size_t size() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

// The orientation in a TIFF structure (Exif 2.32, section 4.6.4): the first directory only.
int read_orientation(std::string_view tiff) {
  Reader const in(tiff);
  bool const big = in.text(0, 2) == "MM"sv;
  if (!big && in.text(0, 2) != "II"sv) return 1;
  auto const directory = size_t(in.number(4, 4, big));
  auto const entries = in.number(directory, 2, big);
  for (size_t i = 0; i < entries && i < 200; ++i) {
    size_t const at = directory + 2 + i * 12;
    if (in.number(at, 2, big) != 0x0112) continue;
    auto const value = in.number(at + 8, 2, big);
    return value >= 1 && value <= 8 ? int(value) : 1;
  }
  return 1;
}

std::optional<Head> read_png(Reader in) {
  if (in.text(12, 4) != "IHDR"sv) return std::nullopt;
  Head head{Format::png, int64_t(in.big(16, 4)), int64_t(in.big(20, 4)), 1};
  for (size_t at = 8, chunks = 0; at + 12 <= in.size() && chunks < 1000; ++chunks) {
    size_t const length = size_t(in.big(at, 4));
    if (in.text(at + 4, 4) == "eXIf"sv) {
      head.orientation = read_orientation(in.text(at + 8, length));
      break;
    }
    if (in.text(at + 4, 4) == "IDAT"sv) break;
    at += 12 + length;
  }
  return head;
}

bool is_frame(uint64_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ISO 10918-1: segments until the frame's own.
std::optional<Head> read_jpeg(Reader in) {
  Head head{Format::jpeg, 0, 0, 1};
  for (size_t at = 2; at + 4 <= in.size();) {
    if (in.big(at, 1) != 0xFF) return std::nullopt;
    auto const marker = in.big(at + 1, 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    size_t const length = size_t(in.big(at + 2, 2));
    if (length < 2) return std::nullopt;
    if (is_frame(marker)) {
      head.height = int64_t(in.big(at + 5, 2));
      head.width = int64_t(in.big(at + 7, 2));
      return head;
    }
    if (marker == 0xE1 && in.text(at + 4, 6) == "Exif\0\0"sv)
      head.orientation = read_orientation(in.text(at + 10, length - 2));
    at += 2 + length;
  }
  return std::nullopt;
}

// RFC 9649.
std::optional<Head> read_webp(Reader in) {
  Head head{Format::webp, 0, 0, 1};
  auto const chunk = in.text(12, 4);
  if (chunk == "VP8 "sv) {
    head.width = int64_t(in.little(26, 2) & 0x3FFF);
    head.height = int64_t(in.little(28, 2) & 0x3FFF);
  } else if (chunk == "VP8L"sv) {
    auto const bits = in.little(21, 4);
    head.width = int64_t(bits & 0x3FFF) + 1;
    head.height = int64_t((bits >> 14) & 0x3FFF) + 1;
  } else if (chunk == "VP8X"sv) {
    head.width = int64_t(in.little(24, 3)) + 1;
    head.height = int64_t(in.little(27, 3)) + 1;
  } else {
    return std::nullopt;
  }
  for (size_t at = 12, chunks = 0; at + 8 <= in.size() && chunks < 1000; ++chunks) {
    size_t const length = size_t(in.little(at + 4, 4));
    if (in.text(at, 4) == "EXIF"sv) {
      auto const skip = in.text(at + 8, 6) == "Exif\0\0"sv ? 6u : 0u;
      head.orientation = read_orientation(in.text(at + 8 + skip, length));
    }
    at += 8 + length + length % 2;
  }
  return head;
}

}  // namespace

std::optional<Head> read_head(std::string_view bytes) {
  Reader const in(bytes);
  std::optional<Head> head;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv))
    head = read_png(in);
  else if (bytes.starts_with("\xFF\xD8\xFF"sv))
    head = read_jpeg(in);
  else if (bytes.starts_with("RIFF"sv) && in.text(8, 4) == "WEBP"sv)
    head = read_webp(in);
  else if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv))
    head = Head{Format::gif, int64_t(in.little(6, 2)), int64_t(in.little(8, 2)), 1};
  if (!head || head->width <= 0 || head->height <= 0) return std::nullopt;
  return head;
}

}  // namespace essaim::pictures
