#pragma once
// UTF-16 as it arrives, in pieces that may cut a letter.

#include <string>
#include <string_view>

namespace essaim {

/// UTF-16 to UTF-8, piece by piece; half a letter becomes U+FFFD, and so does NUL, which no text holds.
class Utf16Decoder {
 public:
  explicit Utf16Decoder(bool big_endian) : big_endian_(big_endian) {}
  std::string feed(std::string_view bytes);

 private:
  bool big_endian_;
  int first_byte_ = -1;   // of a pair that a feed cut
  char32_t pending_ = 0;  // the first half of a surrogate pair
};

}  // namespace essaim
