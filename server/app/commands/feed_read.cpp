#include "app/commands/feed_read.hpp"

#include "app/commands/reading_source.hpp"
#include "platform/feed/feed.hpp"

#include <cstdio>

namespace essaim::commands {
namespace {

Result<std::string> feed_as_json(ReadingArguments const& arguments) {
  auto const source = TRY(read_source(arguments, http::Wanted::feed));
  return feed::print_json_feed(TRY(feed::read_feed(source.bytes, {source.url, source.content_type})));
}

}  // namespace

int run_feed_read(std::vector<std::string> const& args) {
  auto const arguments = read_arguments(args);
  if (!arguments) {
    std::fputs("usage: essaim feed read FILE-or-URL [--url URL] [--allow-host HOST]\n", stderr);
    return 2;
  }
  auto const json = feed_as_json(*arguments);
  if (!json) {
    std::fprintf(stderr, "essaim: %s\n", explain(json.error(), arguments->source).c_str());
    return 1;
  }
  return std::fputs(json->c_str(), stdout) < 0 || std::fflush(stdout) != 0 ? 1 : 0;
}

}  // namespace essaim::commands
