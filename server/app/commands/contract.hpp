#pragma once

#include <string>
#include <vector>

namespace essaim {

/// `essaim openapi`: what api/openapi.json holds.
int run_openapi(std::vector<std::string> const& arguments);
/// `essaim permissions`: route × role, what tests/golden/permissions.txt holds.
int run_permissions(std::vector<std::string> const& arguments);

}  // namespace essaim
