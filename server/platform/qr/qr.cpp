#include "platform/qr/qr.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <iterator>
#include <memory>

namespace essaim {

Result<QrCode> qr_code(std::string_view text) {
  constexpr int quiet = 4;  // ISO/IEC 18004: four modules of light around the symbol
  auto const free_code = [](QRcode* code) { QRcode_free(code); };
  std::unique_ptr<QRcode, decltype(free_code)> const code(
      QRcode_encodeData(int(text.size()), reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M),
      free_code);
  if (!code) return fail_at("/text", "qr.too_long");
  QrCode out{code->width + 2 * quiet, {}};
  for (int row = 0; row < code->width; ++row) {
    for (int from = 0; from < code->width;) {
      int to = from;
      while (to < code->width && (code->data[row * code->width + to] & 1) != 0) ++to;
      if (to > from)
        fmt::format_to(std::back_inserter(out.path), "M{} {}h{}v1h-{}z", from + quiet, row + quiet, to - from,
                       to - from);
      from = to + 1;
    }
  }
  return out;
}

}  // namespace essaim
