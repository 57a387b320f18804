#pragma once
// Figures that others may see: of closed periods and fixed units, made by at least five people of whom none made more
// than half, and such that what is hidden does not follow from what is shown (promises.md 1). Everybody reads the same
// page, and everything on it comes from one table. This is the one header that other features see.

#include "features/content/content.hpp"
#include "platform/access/organisation.hpp"
#include "platform/access/personal_data.hpp"
#include "platform/http/router.hpp"
#include "platform/i18n/catalogue.hpp"

namespace essaim::figures {

/// What members share: parts of a hundred, in steps of five. Not what the programme supplies, nor what one person
/// shares.
using SharedMix = content::Mix<struct SharedByMembers>;

/// GET /figures, /figures.csv and /figures.xlsx. What is passed outlives the router.
void add_routes(http::Router& router, content::Content const& content, Catalogue const& catalogue);
/// The close of weeks and blocks.
void add_jobs(Organisation& organisation, content::Content const& content);
PersonalData personal_data();

}  // namespace essaim::figures
