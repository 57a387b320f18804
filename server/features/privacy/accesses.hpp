#pragma once
// The access log as each reader may see it (promises.md 16): everybody sees role, day and what cut; who it was is for
// data protection and for the person it is about; whom it is about, for that person and data protection.

#include "features/people/people.hpp"
#include "features/privacy/doors.hpp"
#include "features/privacy/store.hpp"
#include "platform/access/organisation.hpp"

namespace essaim::privacy {

struct Access {
  int64_t id = 0, day = 0;
  std::string role, door, cut;
  bool about_me = false;
  std::optional<std::string> viewer, subject;  // names, for those who may read them; "" is somebody who is gone
};
struct Accesses {
  std::vector<Access> items;
  std::optional<int64_t> next;
};
/// The newest first, before `before` where it is not 0.
Accesses list_accesses(db::Tx& tx, Viewer const& reader, int64_t before, int64_t limit);

/// The granted role with which somebody went through a door, the widest; none for whoever holds none, member or not.
std::string_view role_of_passage(std::span<std::string const> roles);
/// Notes it once a day; answers the line's id.
int64_t note(db::Tx& tx, people::PersonId viewer, std::string_view door, std::string_view cut, people::PersonId subject,
             Instant now);

/// What the operator of the machine did from its command line: nobody's session, with a role of its own.
void note_operator(db::Tx& tx, std::string_view door, people::PersonId subject, Instant now);

/// What the register holds of one person's word, opened by data protection for a named claim.
struct Proof {
  int64_t number = 0;  // of its line in the access log
  std::vector<people::ConsentLine> lines;
};
/// Nobody of that address, nobody who ever agreed: the same empty answer. Whoever is found is told.
Proof open_proof(people::Door& door, db::Tx& tx, Viewer const& viewer, std::string_view email, std::string const& claim,
                 Instant now);

}  // namespace essaim::privacy
