#pragma once
// `essaim person export|erase|open`: what a person may ask of the organisation (GDPR articles 15 and 17), done by
// whoever runs the machine, who reads nothing of it and learns nothing of whether that person takes part (promises.md 4
// and 17).

#include <string>
#include <string_view>
#include <vector>

namespace essaim {

inline constexpr std::string_view person_export_usage =
    "EMAIL [--seal-to KEY --to FILE] [--config FILE] [--data DIR] [--postgres URL] [--organisation NAME] [--json]";
inline constexpr std::string_view person_erase_usage =
    "EMAIL [--yes] [--seal-to KEY --to FILE] [--config FILE] [--data DIR] [--postgres URL] [--organisation NAME] "
    "[--json]";

int run_person_export(std::vector<std::string> const& arguments);
int run_person_erase(std::vector<std::string> const& arguments);
int run_person_open(std::vector<std::string> const& arguments);

}  // namespace essaim
