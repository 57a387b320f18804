#pragma once
// One's figures as tables for a spreadsheet: one column a mark, named with it, so that no sum crosses marks unseen;
// what a spreadsheet would run is made text; in French `;` and a byte order mark, as its Excel reads them.

#include "features/influence/figures.hpp"
#include "platform/i18n/catalogue.hpp"

#include <string>
#include <string_view>

namespace essaim::influence {

/// `days`, `weeks`, `themes`, `networks`, `hours` or `shares`; any other fails.
Result<std::string> write_table(Influence const& influence, std::string_view table, std::string_view language,
                                Catalogue const& catalogue);

}  // namespace essaim::influence
