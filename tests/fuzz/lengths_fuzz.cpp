// Whatever a person pastes: counted by every rule, folded and signed, opened for every network; never a crash, never a
// raw byte in an address.
#include "features/sharing/lengths.hpp"
#include "features/sharing/networks.hpp"
#include "features/sharing/originality.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  using namespace essaim::sharing;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  for (auto const& network : networks()) {
    if (shared_length(network, text, "https://e.example/r/abc").count < 0) std::abort();
    for (unsigned char c : open_address(network, {text, text, text, "mastodon.example"}))
      if (c <= 0x20 || c >= 0x7F || c == '"' || c == '<') std::abort();
  }
  auto const signature = sign(text);
  if (signature_from_bytes(to_bytes(signature)) != signature) std::abort();
  if (auto const host = mastodon_host(text); host && host->find_first_of("/?#@: \n") != std::string::npos) std::abort();
  return 0;
}
