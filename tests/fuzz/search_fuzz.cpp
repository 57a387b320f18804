// Any bytes at all: what people type becomes quoted words of both engines, what editors paste becomes an address with
// one key, and nothing else gets through.
#include "base/text.hpp"
#include "features/content/rules.hpp"
#include "features/content/search/search.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

// Between quotes only letters and digits; outside only the words of the query language.
void check_quoted(std::string_view query, char quote, std::string_view outside) {
  bool inside = false;
  for (char c : query) {
    if (c == quote)
      inside = !inside;
    else if (inside ? std::string_view("\"'\\ ()*:&|!").find(c) != std::string_view::npos
                    : outside.find(c) == std::string_view::npos)
      std::abort();
  }
  if (inside) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  using namespace essaim::content;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const query = search_query(text);
  check_quoted(query.sqlite, '"', "() ANDOR*");
  check_quoted(query.postgres, '\'', "() &|:*");
  check_quoted(query.postgres_title, '\'', "() &|:*A");
  check_quoted(postgres_document(text, text.substr(size / 2)), '\'', " :,0123456789AB");
  if (!essaim::is_utf8(search_terms(text)) || count_words(text) < 0) std::abort();
  if (auto const address = check_address(text)) {
    auto const again = check_address(*address);
    if (!again || *again != *address || address_key(*again) != address_key(*address)) std::abort();
  }
  (void)read_marks(text);
  (void)clean_text(text);
  return 0;
}
