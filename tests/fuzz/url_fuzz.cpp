// An address that is read prints as one that reads the same, and the judgement of its host does not depend on spelling.
#include "platform/http/address_rules.hpp"
#include "platform/http/url.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  using namespace essaim::http;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const base = parse_url("https://a.example/b/c?d#e");
  (void)AllowedHosts({std::string(text)});
  (void)is_internal_name(text);
  for (auto const* from : {static_cast<Url const*>(nullptr), &*base}) {
    auto const url = parse_url(text, from);
    if (!url) continue;
    auto const again = parse_url(url->text());
    if (!again || again->text() != url->text() || again->host != url->host || again->port != url->port) std::abort();
    if (auto const address = read_address(url->host)) {
      auto const same = read_address(address->text());
      if (!same || is_global(*same) != is_global(*address)) std::abort();
    }
  }
  return 0;
}
