#pragma once
// Becoming a member and leaving, both by one's own act and nobody else's.

#include "features/people/door.hpp"
#include "features/people/store.hpp"

namespace essaim::people {

/// The charter's version must be the one in force: nobody accepts a text they were not shown.
Result<Done> check_charter(Door& door, db::Tx& tx, int64_t version);
void accept_charter(Door& door, db::Tx& tx, store::PersonRow const& person, int64_t charter_version,
                    std::string const& language);
/// Answers the renewed session's word.
Result<std::string> join(Door& door, Viewer const& viewer, int64_t charter_version, std::string const& language);
/// Withdraws, durably before the answer; ends all sessions; erases what the person's acts made, in every feature. The
/// directory's row stays as a colleague's who never took part: its absence would tell.
Result<Done> leave(Door& door, PersonId person);
/// What leaving does to the database; `stand_in` takes the person's place where something must keep an author.
void end_membership(Door& door, db::Tx& tx, PersonId person, int64_t stand_in, Instant at);
/// Leaving, and the name, the address, the roles and the open invitations with it.
void erase_wholly(Door& door, db::Tx& tx, PersonId person, int64_t stand_in, Instant at);

}  // namespace essaim::people
