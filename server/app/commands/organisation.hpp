#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace essaim {

inline constexpr std::string_view organisation_add_usage =
    "ADDRESS [KEY=VALUE]… [--config FILE] [--data DIR] [--postgres URL | --sqlite] [--kept] [--create] [--json]";
inline constexpr std::string_view organisation_remove_usage =
    "NAME [--erase] [--config FILE] [--data DIR] [--postgres URL]";

/// `essaim organisation add ADDRESS`: takes effect when the server starts again.
int run_organisation_add(std::vector<std::string> const& arguments);
/// `essaim organisation list`
int run_organisation_list(std::vector<std::string> const& arguments);
/// `essaim organisation remove NAME`: takes effect when the server starts again.
int run_organisation_remove(std::vector<std::string> const& arguments);

}  // namespace essaim
