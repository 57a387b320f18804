#pragma once
// Suggestions: what members propose from the field, what editors make of it, and who has earned to publish directly.
// Seen from outside through features/content/content.hpp.

#include "platform/access/access.hpp"
#include "platform/access/organisation.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/jobs.hpp"

#include <optional>

namespace essaim::content {
class Content;
}
namespace essaim::content::sources {
class Sources;
}

namespace essaim::content::suggestions {

/// To end somebody's publishing directly, and to give it back.
inline constexpr Permission trust_contributors{"content.trust"};

/// Routes under /api/v1: suggestions, my suggestions, contributors. Both outlive the router.
void add_routes(http::Router& router, Content const& content, sources::Sources& sources);
/// Reads the pages of what was proposed.
void add_jobs(jobs::Queue& queue, Content const& content, sources::Sources& sources);
PersonalData personal_data(Organisation& organisation);
/// POST /propose/shared: what a phone's share sheet sends where the app's worker is not there to take it. Leads on to
/// the page with the words behind #, so that nothing is kept here and nothing is lost but a photo, which is said.
std::optional<http::Response> serve_shared(http::Request const& request);

}  // namespace essaim::content::suggestions
