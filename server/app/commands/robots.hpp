#pragma once

#include <string>
#include <vector>

namespace essaim {

/// `essaim robots`: user agents on standard input, one a line; `robot` or `person` a line on standard output.
int run_robots(std::vector<std::string> const& arguments);

}  // namespace essaim
