#pragma once

#include <string>
#include <vector>

namespace essaim {

/// `essaim links make ADDRESS [--count N]`: tracked links that belong to nobody, for a poster or a measurement. While
/// no server runs on that data: a running one would learn of them at its next start.
int run_links_make(std::vector<std::string> const& arguments);

}  // namespace essaim
