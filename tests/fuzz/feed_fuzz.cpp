// Any bytes are a feed or are refused; what is understood prints as JSON that parses, with texts that are UTF-8.
#include "base/json.hpp"
#include "base/text.hpp"
#include "platform/feed/feed.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const feed = essaim::feed::read_feed(bytes, {"https://a.example/feed", ""});
  if (!feed) return 0;
  auto const text = essaim::feed::print_json_feed(*feed);
  if (!essaim::is_utf8(text) || !essaim::parse_json(text)) std::abort();
  for (auto const& item : feed->items)
    if (item.id.empty() || (!item.url.empty() && !item.url.starts_with("http"))) std::abort();
  return 0;
}
