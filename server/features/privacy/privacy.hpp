#pragma once
// Trust: what is stored and for how long, who may do what, who looked at what, what people agreed to, and which tests
// hold the promises. Open to everybody who is signed in (promises.md 16). What it is drawn from (kinds of data, doors,
// counted tests) is part of its face: the app's tests hold each against all routes, columns and promises.

#include "features/people/people.hpp"
#include "features/privacy/doors.hpp"
#include "features/privacy/kinds.hpp"
#include "features/privacy/promises.hpp"
#include "platform/http/message.hpp"

#include <array>
#include <optional>
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
/// Closes the register's months; forgets old lines of the access log and files that nobody opened; carries out what the
/// operator was asked for.
void add_jobs(Organisation& organisation, std::shared_ptr<people::Door> const& door);
PersonalData personal_data();

/// What a person asked of whoever runs the machine: a file of what is held on them, for their own eyes or sealed to
/// data protection (X25519), or their erasure. What is answered to the operator is the same whoever it is about
/// (promises.md 4 and 17); whoever it is about is told.
struct PersonRequest {
  enum class What { export_file, erase } what;
  std::string email;
  std::optional<std::array<unsigned char, 32>> seal_to{};
};
/// For the command line: whoever serves the organisation does it, within a second or two. Answers its number.
int64_t ask(Organisation& organisation, PersonRequest const& request);
/// Does it here, where nobody serves. Twice does nothing twice.
Result<Done> carry_out(people::Door& door, Organisation& organisation, int64_t request);
struct RequestAnswer {
  std::string refusal;
  Json said;           // the same whoever it is about
  std::string sealed;  // platform/backup/sealed_box, where it was to be
};
/// Nothing until it is done; read once, then gone.
std::optional<RequestAnswer> take_answer(Organisation& organisation, int64_t request);

/// Notes in the access log that the operator made a backup.
void note_backup(db::Tx& tx, Instant now);

/// What waits for one person's eyes is in no backup.
inline constexpr std::array<std::string_view, 2> tables_without_backup{"person_request", "prepared_file"};

/// Notes in the access log what this answer told of persons, before it goes out. Most answers tell nothing of the kind.
void note_access(Organisation& organisation, http::Request const& request, Viewer const& viewer,
                 http::Response const& response);

}  // namespace essaim::privacy
