#include "base/utf16.hpp"

#include "base/text.hpp"

namespace essaim {

std::string Utf16Decoder::feed(std::string_view bytes) {
  std::u32string out;
  for (char const c : bytes) {
    int const byte = static_cast<unsigned char>(c);
    if (first_byte_ < 0) {
      first_byte_ = byte;
      continue;
    }
    auto const unit = char32_t(big_endian_ ? first_byte_ << 8 | byte : byte << 8 | first_byte_);
    first_byte_ = -1;
    bool const low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (pending_ != 0) {
      out += low ? 0x10000 + ((pending_ - 0xD800) << 10) + (unit - 0xDC00) : char32_t(0xFFFD);
      pending_ = 0;
      if (low) continue;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF)
      pending_ = unit;
    else
      out += low || unit == 0 ? char32_t(0xFFFD) : unit;
  }
  return to_utf8(out);
}

}  // namespace essaim
