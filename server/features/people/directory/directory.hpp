#pragma once
// The directory as leads and administrators see it: people the organisation listed, never who takes part.

#include "features/people/door.hpp"
#include "features/people/structure/structure.hpp"

namespace essaim::people {

struct Listed {
  int64_t id = 0;
  std::string name, email, language, group_name, site_name, country, job_family, status, search_key;
  std::optional<int64_t> ends_day;  // a partner's last day
  std::vector<std::string> roles;
  static Listed read(db::Row& row);
};
struct Found {
  std::vector<Listed> people;
  std::optional<std::string> next;
  int64_t total = 0;
};
Result<Found> find_listed(db::Tx& tx, std::string_view query, std::optional<GroupId> group, std::string_view cursor,
                          int64_t limit);
/// For `like`: a word of the search key begins like this; empty where nothing is asked.
std::string like_pattern(std::string_view query);
Result<Listed> load_listed(db::Tx& tx, PersonId id);

/// What is not said stays as it is.
struct PersonFields {
  std::optional<std::string> name, email, language, group_path, site, country, time_zone, job_family, status;
  std::optional<std::string> ends_on;  // a day, of partners; empty: none
};
Result<PersonId> add_listed(Door& door, db::Tx& tx, PersonId by, PersonFields const& fields);
Result<Done> change_listed(Door& door, db::Tx& tx, PersonId by, PersonId id, PersonFields const& fields);
/// The granted roles become exactly these; the last administrator stays. The person's sessions end: rights are read
/// anew.
Result<Done> set_roles(db::Tx& tx, Viewer const& viewer, PersonId id, std::vector<std::string> const& roles,
                       Instant now);

/// What has been done since the set-up, by acts of those who run the programme: whether an invitation reached somebody
/// is not looked at.
struct FirstSteps {
  bool people = false, invited = false, charter_read = false;
};
FirstSteps first_steps(db::Tx& tx, PersonId administrator);
void note_charter_read(db::Tx& tx, PersonId administrator, Instant now);

}  // namespace essaim::people
