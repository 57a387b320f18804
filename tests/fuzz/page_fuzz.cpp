// Any bytes are a page; its texts are UTF-8 and plain lines, its addresses http(s).
#include "base/text.hpp"
#include "platform/html/page.hpp"
#include "platform/html/text.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const page = essaim::html::read_page(bytes, {"https://a.example/", "text/html", ""});
  auto const text = essaim::print_json(essaim::html::as_json(page));
  if (!essaim::is_utf8(text) || !essaim::parse_json(text)) std::abort();
  if (page.title && page.title->find('\n') != std::string::npos) std::abort();
  for (auto const* address : {&page.image, &page.canonical_url})
    if (*address && !(*address)->starts_with("http")) std::abort();
  (void)essaim::html::plain_text(bytes);
  (void)essaim::html::with_absolute_links(bytes, "https://a.example/");
  return 0;
}
