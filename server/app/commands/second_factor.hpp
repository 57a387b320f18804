#pragma once
// `essaim people import FILE.csv [--dry-run] [--json]`: the upload screen's own code, on a file of any size.

#include <string>
#include <vector>

namespace essaim {

int run_remove_factor(std::vector<std::string> const& arguments);

}  // namespace essaim
