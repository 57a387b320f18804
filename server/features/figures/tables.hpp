#pragma once
// The page as a file for spreadsheets: one row a figure, one column a mark, hidden ones said so.

#include "features/figures/page.hpp"
#include "platform/i18n/catalogue.hpp"

namespace essaim::figures {

/// French files are read by French spreadsheets: semicolons, decimal commas, a byte order mark.
std::string write_table(Page const& page, std::string_view language, Catalogue const& catalogue);

}  // namespace essaim::figures
