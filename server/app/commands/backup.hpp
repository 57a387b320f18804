#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace essaim {

/// `essaim backup [FILE]` (or `--to FILE`): a sealed backup of the organisation, while it serves or not.
int run_backup(std::vector<std::string> const& arguments);
/// `essaim backup keygen [--to FILE]`: a recovery key; says the public half.
int run_backup_keygen(std::vector<std::string> const& arguments);
/// `essaim backup verify FILE --key FILE`: reads all of it and says what is in it.
int run_backup_verify(std::vector<std::string> const& arguments);
/// `essaim restore FILE --key FILE`: into an empty place.
int run_restore(std::vector<std::string> const& arguments);

inline constexpr std::string_view backup_usage =
    "[FILE] [--json] [--config FILE] [--data DIR] [--postgres URL] [--organisation NAME]";
inline constexpr std::string_view restore_usage =
    "FILE --key FILE --data DIR [--postgres URL] [--links FILE] [--withdrawals FILE] [--organisation NAME] "
    "[--json]";

}  // namespace essaim
