#pragma once
// My influence: what a person's shares did, for that person's eyes alone, each figure with how it is known.
// This is the one header that other features see.

#include "features/content/content.hpp"
#include "features/links/links.hpp"
#include "platform/http/router.hpp"
#include "platform/i18n/catalogue.hpp"

namespace essaim::influence {

/// GET /influence and /influence.csv. What is passed outlives the router.
void add_routes(http::Router& router, content::Content const& content, links::Links& links, Catalogue const& catalogue);

}  // namespace essaim::influence
