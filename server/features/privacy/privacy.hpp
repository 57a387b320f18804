#pragma once
// Trust: what is stored and for how long, who may do what, who looked at what, what people agreed to, and which tests
// hold the promises. Open to everybody who is signed in (promises.md 16). What it is drawn from (kinds of data, doors,
// counted tests) is part of its face: the app's tests hold each against all routes, columns and promises.

#include "features/people/people.hpp"
#include "features/privacy/doors.hpp"
#include "features/privacy/kinds.hpp"
#include "features/privacy/promises.hpp"
#include "platform/http/message.hpp"

#include <span>

namespace essaim::privacy {

/// Reads the names in the access log, and opens a proof of consent on a named claim, which its person is told.
inline constexpr Permission verify{"privacy.verify"};

/// One line of the matrix of who may do what (app/roles.cpp).
struct RoleRights {
  std::string_view role;
  std::vector<std::string_view> permissions;
};

/// After all other features: the routes that stand in the router by then are those that are told of. `door` sends the
/// letter to whoever's proof was opened.
void add_routes(http::Router& router, std::shared_ptr<people::Door> const& door, std::vector<RoleRights> rights);
/// Closes the register's months; forgets old lines of the access log.
void add_jobs(Organisation& organisation);
PersonalData personal_data();

/// Notes in the access log what this answer told of persons, before it goes out. Most answers tell nothing of the kind.
void note_access(Organisation& organisation, http::Request const& request, Viewer const& viewer,
                 http::Response const& response);

}  // namespace essaim::privacy
