#pragma once
// The page as a table for spreadsheets: one row a figure, one column a mark, hidden ones said so. The text file and the
// workbook are both written from it.

#include "features/figures/page.hpp"
#include "platform/i18n/catalogue.hpp"
#include "platform/sheets/sheet.hpp"

namespace essaim::figures {

sheets::Sheet make_table(Page const& page, std::string_view language, Catalogue const& catalogue);

}  // namespace essaim::figures
