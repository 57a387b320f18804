#pragma once
// My influence: what a person's shares did, for that person's eyes alone, each figure with how it is known.
// This is the one header that other features see.

#include "features/content/content.hpp"
#include "features/links/links.hpp"
#include "platform/access/organisation.hpp"
#include "platform/access/personal_data.hpp"
#include "platform/http/router.hpp"
#include "platform/i18n/catalogue.hpp"

#include <array>
#include <string_view>

namespace essaim::influence {

/// What I share, mine alone. Not what the programme supplies, nor what members share.
using OwnMix = content::Mix<struct SharedByMe>;

/// GET /influence and /influence.csv, and the pictures that members show of it. What is passed outlives the router.
void add_routes(http::Router& router, content::Content const& content, links::Links& links, Catalogue const& catalogue);
/// Pictures whose days are over are forgotten.
void add_jobs(Organisation& organisation);
PersonalData personal_data();

/// What was taken back must not come back: pictures are in no backup (promises.md 10 and 13).
inline constexpr std::array<std::string_view, 2> tables_without_backup{"influence_picture", "influence_viewer"};

}  // namespace essaim::influence
