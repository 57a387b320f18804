#pragma once
// Groups, sites and job families by their names: found where they are, made where they are new. What is new is kept in
// memory until the merge, so that a preview makes nothing.

#include "features/people/imports/store.hpp"
#include "features/people/structure/structure.hpp"
#include "platform/i18n/catalogue.hpp"

#include <map>

namespace essaim::people {

class Places {
 public:
  explicit Places(Instant now) : now_(now) {}
  void load(db::Tx& tx);

  /// Names from the top; 0 for an empty path.
  int64_t group_of(std::vector<std::string> const& path);
  /// A site's time zone is the one first said of it, else the country's usual one.
  int64_t site_of(std::string_view name, std::string const& country, std::string const& time_zone);
  int64_t job_family_of(std::string_view name);
  /// "Direction > Travaux"; empty for 0.
  std::string group_path(int64_t id) const;
  std::string site_name(int64_t id) const;
  /// Inserts what is new, and tells the change log.
  void write(db::Tx& tx, Hand const& hand) const;
  /// Parents before children.
  std::vector<std::string> new_groups() const, new_sites() const, new_job_families() const;

 private:
  int64_t fresh_id();
  Instant now_;
  int64_t next_ = 0;
  std::map<std::pair<int64_t, std::string>, int64_t> groups_;     // parent and folded name
  std::map<std::pair<std::string, std::string>, int64_t> sites_;  // folded name and country
  std::map<std::string, int64_t, std::less<>> families_;
  std::map<int64_t, std::pair<int64_t, std::string>> group_names_;  // parent and name, as they are written
  std::map<int64_t, std::string> site_names_;
  std::vector<store::NamedRow> new_groups_, new_sites_, new_families_;  // parents before children
};

/// Where most people of a country live, by its clock; "Europe/Paris" where we do not know.
std::string usual_time_zone(std::string_view country);

}  // namespace essaim::people
