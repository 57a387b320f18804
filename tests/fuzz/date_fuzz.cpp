// A text is a date between 1970 and 2200 or none; a date prints as one that reads the same.
#include "platform/feed/dates.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  auto const at = essaim::feed::read_date({reinterpret_cast<char const*>(data), size});
  if (!at) return 0;
  auto const again = essaim::feed::read_date(essaim::to_rfc3339(*at));
  if (!again || *again != *at) std::abort();
  return 0;
}
