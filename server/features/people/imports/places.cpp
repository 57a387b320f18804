#include "features/people/imports/places.hpp"

#include "base/text.hpp"
#include "features/people/rules.hpp"

#include <array>

namespace essaim::people {

void Places::load(db::Tx& tx) {
  for (auto const& g : store::groups(tx)) {
    groups_[{g.parent, fold(g.name)}] = g.id;
    group_names_[g.id] = {g.parent, g.name};
  }
  for (auto const& s : store::sites(tx)) {
    sites_[{fold(s.name), s.country}] = s.id;
    site_names_[s.id] = s.name;
  }
  for (auto const& f : store::job_families(tx)) families_[fold(f.name)] = f.id;
}

int64_t Places::fresh_id() { return next_ = next_ == 0 ? new_id_value(now_) : next_ + 1; }

int64_t Places::group_of(std::vector<std::string> const& path) {
  int64_t parent = 0;
  for (auto const& name : path) {
    auto const [found, is_new] = groups_.try_emplace({parent, fold(name)}, 0);
    if (is_new) {
      found->second = fresh_id();
      new_groups_.push_back({found->second, parent, name, "", "", ""});
      group_names_[found->second] = {parent, name};
    }
    parent = found->second;
  }
  return parent;
}

int64_t Places::site_of(std::string_view name, std::string const& country, std::string const& time_zone) {
  if (name.empty()) return 0;
  auto const key = fold(name);
  if (country.empty()) {
    // A site named without its country is the one of that name that is known already.
    auto const any = sites_.lower_bound({key, ""});
    if (any != sites_.end() && any->first.first == key) return any->second;
  }
  auto const [found, is_new] = sites_.try_emplace({key, country}, 0);
  if (is_new) {
    found->second = fresh_id();
    site_names_[found->second] = name;
    new_sites_.push_back(
        {found->second, 0, std::string(name), country, time_zone.empty() ? usual_time_zone(country) : time_zone, ""});
  }
  return found->second;
}

int64_t Places::job_family_of(std::string_view name) {
  if (name.empty()) return 0;
  auto const [found, is_new] = families_.try_emplace(fold(name), 0);
  if (is_new) {
    found->second = fresh_id();
    new_families_.push_back({found->second, 0, std::string(name), "", "", ""});
  }
  return found->second;
}

std::string Places::group_path(int64_t id) const {
  std::string path;
  for (auto at = group_names_.find(id); at != group_names_.end(); at = group_names_.find(at->second.first))
    path = path.empty() ? at->second.second : at->second.second + " > " + path;
  return path;
}

std::string Places::site_name(int64_t id) const {
  auto const found = site_names_.find(id);
  return found == site_names_.end() ? "" : found->second;
}

void Places::write(db::Tx& tx, Hand const& hand) const {
  for (auto const& group : new_groups_) {
    store::insert_group(tx, group, hand.now);
    record_shape(tx, hand, "group.added", group.id, {group.name, "", group_path(group.parent), {}});
  }
  for (auto const& site : new_sites_) {
    store::insert_site(tx, site, hand.now);
    record_shape(tx, hand, "site.added", site.id, {site.name, "", "", {}});
  }
  for (auto const& family : new_families_) {
    store::insert_job_family(tx, family);
    record_shape(tx, hand, "job_family.added", family.id, {family.name, "", "", {}});
  }
}

std::vector<std::string> Places::new_groups() const {
  std::vector<std::string> out;
  for (auto const& group : new_groups_) out.push_back(group_path(group.id));
  return out;
}

std::vector<std::string> Places::new_sites() const {
  std::vector<std::string> out;
  for (auto const& site : new_sites_) out.push_back(site.name);
  return out;
}

std::vector<std::string> Places::new_job_families() const {
  std::vector<std::string> out;
  for (auto const& family : new_families_) out.push_back(family.name);
  return out;
}

std::string usual_time_zone(std::string_view country) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 24> zones{
      {{"BE", "Europe/Brussels"},    {"BR", "America/Sao_Paulo"},  {"CA", "America/Toronto"},
       {"CH", "Europe/Zurich"},      {"CI", "Africa/Abidjan"},     {"CN", "Asia/Shanghai"},
       {"DE", "Europe/Berlin"},      {"ES", "Europe/Madrid"},      {"GB", "Europe/London"},
       {"GP", "America/Guadeloupe"}, {"IE", "Europe/Dublin"},      {"IN", "Asia/Kolkata"},
       {"IT", "Europe/Rome"},        {"JP", "Asia/Tokyo"},         {"LU", "Europe/Luxembourg"},
       {"MA", "Africa/Casablanca"},  {"MQ", "America/Martinique"}, {"NL", "Europe/Amsterdam"},
       {"PL", "Europe/Warsaw"},      {"PT", "Europe/Lisbon"},      {"RE", "Indian/Reunion"},
       {"SN", "Africa/Dakar"},       {"TN", "Africa/Tunis"},       {"US", "America/New_York"}}};
  for (auto const& [code, zone] : zones)
    if (code == country) return std::string(zone);
  return "Europe/Paris";
}

}  // namespace essaim::people
