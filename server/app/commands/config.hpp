#pragma once
// `essaim config`: every key with its meaning, its default and what is in force here.

#include <string>
#include <vector>

namespace essaim {

int run_config(std::vector<std::string> const& arguments);

}  // namespace essaim
