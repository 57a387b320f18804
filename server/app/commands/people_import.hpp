#pragma once
// `essaim people import`: the upload screen's own code, on a file of any size.

#include <string>
#include <string_view>
#include <vector>

namespace essaim {

constexpr std::string_view people_import_usage =
    "FILE.csv [--dry-run | --create] [--json] [--data DIR] [--postgres URL] [--organisation NAME]";
int run_people_import(std::vector<std::string> const& arguments);

}  // namespace essaim
