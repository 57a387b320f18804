#pragma once
// What the page of a suggestion says of itself, kept with it.

#include "features/content/sources/view.hpp"
#include "features/content/suggestions/store.hpp"

namespace essaim::content::suggestions {

store::Page page_of(IdCipher const& ids, sources::Unfurled const& read);

}  // namespace essaim::content::suggestions
