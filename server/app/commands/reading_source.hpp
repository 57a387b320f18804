#pragma once
// What `feed read` and `page read` share: their arguments, and reading a file or an address as the server would.

#include "base/result.hpp"
#include "platform/http/fetch.hpp"

#include <string>
#include <vector>

namespace essaim::commands {

struct ReadingArguments {
  std::string source;                      // a file, an address, or "-" for standard input
  std::string url;                         // --url: where the file is said to come from
  std::vector<std::string> allowed_hosts;  // --allow-host
};

/// `usage.…` when the words make no sense.
Result<ReadingArguments> read_arguments(std::vector<std::string> const& args);

struct ReadSource {
  std::string bytes, url, content_type, content_language;
};

Result<ReadSource> read_source(ReadingArguments const& arguments, http::Wanted wanted);

/// One sentence for the person at the terminal.
std::string explain(Error const& error, std::string const& source);

}  // namespace essaim::commands
