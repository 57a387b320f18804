#pragma once
// `essaim demo`: fills an empty organisation with the fictional company, and ends.

#include <string>
#include <vector>

namespace essaim {
int run_demo(std::vector<std::string> const& arguments);
}
