#pragma once
// A QR code as the `d` of one SVG path, so that a phone takes over a link or a secret from the screen.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace essaim {

struct QrCode {
  int size = 0;      // modules a side, quiet zone included: viewBox is "0 0 size size"
  std::string path;  // "M4 4h7v1h-7z…", one rectangle a run of dark modules
};

/// Error correction M. `qr.too_long` beyond what a QR code holds.
Result<QrCode> qr_code(std::string_view text);

}  // namespace essaim
