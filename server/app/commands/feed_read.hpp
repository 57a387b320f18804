#pragma once

#include <string>
#include <vector>

namespace essaim::commands {

/// essaim feed read FILE-or-URL [--url URL] [--allow-host HOST]: a feed as JSON Feed 1.1 on standard output.
/// 0 when understood, 1 with a sentence on standard error when not, 2 when the words make no sense.
int run_feed_read(std::vector<std::string> const& args);

}  // namespace essaim::commands
