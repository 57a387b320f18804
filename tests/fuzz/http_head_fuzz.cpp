// Requests as the socket reads them: where a head ends, what it says, and its body, from any bytes.
#include "features/links/code.hpp"
#include "features/links/rules.hpp"
#include "features/links/utm.hpp"
#include "platform/http/body.hpp"
#include "platform/http/head.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  using namespace essaim;
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const found = http::find_head_end(bytes, 0);
  if (found.end != http::HeadEnd::complete) return 0;
  http::Head head;
  if (http::read_head(bytes.substr(0, found.size), head) != 0) return 0;
  if (head.chunked && head.content_length) std::abort();  // nothing may be read in two ways
  if (head.has_body()) {
    http::BodyReader reader(4096);
    auto const fed = reader.feed(bytes);
    if (fed.used > size) std::abort();
    if (fed.done && reader.take().size() > 4096) std::abort();
  }
  std::array<char, 100> buffer{};
  (void)links::network_of_host(links::referrer_host(head.referer, buffer));
  (void)links::device_of(head.user_agent);
  if (auto const code = links::read_code(head.path.substr(std::min<size_t>(3, head.path.size()))))
    if (links::read_code(links::print_code(*code)) != code) std::abort();  // one spelling a code
  if (auto const destination = links::clean_destination(head.target)) {
    auto const passed = links::pass_query(*destination, head.query);
    if (passed.find_first_of("\r\n") != std::string::npos) std::abort();  // ends no header
  }
  return 0;
}
