#pragma once
// The shape of the organisation: groups in a tree, sites in zones, job families. Each act is in the change log; where
// people go with it is said before, in counts of the directory: who takes part is in none of them.

#include "features/people/door.hpp"
#include "features/people/structure/rules.hpp"

#include <map>

namespace essaim::people {

/// Who does it, and when.
struct Hand {
  PersonId by;
  Instant now;
};

/// The groups that are there, as a tree with their names.
class Groups {
 public:
  explicit Groups(db::Tx& tx);
  Tree const& tree() const { return tree_; }
  /// "Direction > Travaux"; empty for the top.
  std::string path(int64_t id) const;
  std::string const& name(int64_t id) const { return names_.at(id); }
  std::map<int64_t, std::string> const& names() const { return names_; }

 private:
  std::map<int64_t, std::string> names_;
  Tree tree_;
};

struct GroupLine {
  int64_t id = 0, parent = 0;
  std::string name, path;
  int64_t headcount = 0;  // with the groups below
};
/// By their paths, so that a group stands before those below it.
std::vector<GroupLine> list_groups(db::Tx& tx);

/// What is not said stays as it is; parent 0 is the top.
struct GroupFields {
  std::optional<std::string> name;
  std::optional<int64_t> parent;
};
Result<int64_t> add_group(db::Tx& tx, Hand const& hand, GroupFields const& fields);
Result<Done> change_group(db::Tx& tx, Hand const& hand, int64_t id, GroupFields const& fields);

/// What ending a group or a site would do, said before it is done.
struct Fate {
  int64_t people = 0;   // of the directory, who change group or site
  int64_t stories = 0;  // in any state, whose audience names it
  int64_t moved = 0;    // groups below that keep their people and go along
  int64_t merged = 0;   // groups below that find one of their name, and become one with it
  int64_t into = 0;     // 0: nowhere
};
/// Without `into` its people go to the group above, or are in no group where there is none. Stories follow them; where
/// there is nowhere to go, none may be meant for it: it would be for nobody, or for everybody.
Result<Fate> foresee_group_ending(Door& door, db::Tx& tx, int64_t id, std::optional<int64_t> into);
Result<Done> end_group(Door& door, db::Tx& tx, Hand const& hand, int64_t id, std::optional<int64_t> into);

struct SiteLine {
  int64_t id = 0, zone = 0;
  std::string name, country, time_zone;
  int64_t headcount = 0;
};
std::vector<SiteLine> list_sites(db::Tx& tx);
struct SiteFields {
  std::optional<std::string> name, country, time_zone;
  std::optional<int64_t> zone;  // 0: that of its country
};
Result<int64_t> add_site(db::Tx& tx, Hand const& hand, SiteFields const& fields);
Result<Done> change_site(db::Tx& tx, Hand const& hand, int64_t id, SiteFields const& fields);
Result<Fate> foresee_site_ending(Door& door, db::Tx& tx, int64_t id, int64_t into);
Result<Done> end_site(Door& door, db::Tx& tx, Hand const& hand, int64_t id, int64_t into);

struct ZoneLine {
  int64_t id = 0, parent = 0;
  std::string name, country;  // of a country its code, whose name is the reader's language's
  int64_t sites = 0;          // directly in it
};
std::vector<ZoneLine> list_zones(db::Tx& tx);
struct ZoneFields {
  std::optional<std::string> name;
  std::optional<int64_t> parent;
};
/// A name of two letters that is a country's code makes that country's zone.
Result<int64_t> add_zone(db::Tx& tx, Hand const& hand, ZoneFields const& fields);
Result<Done> change_zone(db::Tx& tx, Hand const& hand, int64_t id, ZoneFields const& fields);
/// What lay in it lies in the zone above it.
Result<Done> remove_zone(db::Tx& tx, Hand const& hand, int64_t id);

struct JobFamilyLine {
  int64_t id = 0;
  std::string name;
  int64_t headcount = 0;
};
std::vector<JobFamilyLine> list_job_families(db::Tx& tx);
Result<int64_t> add_job_family(db::Tx& tx, Hand const& hand, std::string const& name);
Result<Done> rename_job_family(db::Tx& tx, Hand const& hand, int64_t id, std::string const& name);
/// Its people are of `into`, or of none where that is 0.
Result<Done> end_job_family(db::Tx& tx, Hand const& hand, int64_t id, int64_t into);

/// Into the change log; what it does not concern is left empty.
struct Told {
  std::string name, from, to;
  std::optional<int64_t> people;
};
void record_shape(db::Tx& tx, Hand const& hand, std::string_view action, int64_t id, Told const& told);

}  // namespace essaim::people
