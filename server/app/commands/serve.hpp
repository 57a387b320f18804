#pragma once

#include <string>
#include <vector>

namespace essaim {

/// `essaim serve`: the server and its workers, until SIGTERM or SIGINT.
int run_serve(std::vector<std::string> const& arguments);

}  // namespace essaim
