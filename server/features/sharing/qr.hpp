#pragma once
// A QR code as the `d` of one SVG path: for WeChat, where a person scans their own link.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace essaim::sharing {

struct QrCode {
  int size = 0;      // modules a side, quiet zone included: viewBox is "0 0 size size"
  std::string path;  // "M4 4h7v1h-7z…", one rectangle a run of dark modules
};

/// Error correction M. `sharing.qr_too_long` beyond what a QR code holds.
Result<QrCode> qr_code(std::string_view text);

}  // namespace essaim::sharing
