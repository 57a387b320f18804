#include "app/commands/page_read.hpp"

#include "app/commands/reading_source.hpp"
#include "platform/html/page.hpp"

#include <cstdio>

namespace essaim::commands {
namespace {

Result<std::string> page_as_json(ReadingArguments const& arguments) {
  auto const source = TRY(read_source(arguments, http::Wanted::page));
  auto const page = html::read_page(source.bytes, {source.url, source.content_type, source.content_language});
  return print_json_pretty(html::as_json(page));
}

}  // namespace

int run_page_read(std::vector<std::string> const& args) {
  auto const arguments = read_arguments(args);
  if (!arguments) {
    std::fputs("usage: essaim page read FILE-or-URL [--url URL] [--allow-host HOST]\n", stderr);
    return 2;
  }
  auto const json = page_as_json(*arguments);
  if (!json) {
    std::fprintf(stderr, "essaim: %s\n", explain(json.error(), arguments->source).c_str());
    return 1;
  }
  return std::fputs(json->c_str(), stdout) < 0 || std::fflush(stdout) != 0 ? 1 : 0;
}

}  // namespace essaim::commands
