#include "features/people/imports/places.hpp"

#include "base/text.hpp"
#include "features/people/imports/store.hpp"
#include "features/people/rules.hpp"
#include "features/people/structure/store.hpp"
#include "features/people/structure/structure.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

Result<std::string> read_name(std::string const& text) {
  auto name = std::string(clip(one_line(text), 120));
  if (name.empty()) return fail_at("/name", "input.required");
  return name;
}

std::map<int64_t, int64_t> by_id(std::vector<store::Headcount> const& counts) {
  std::map<int64_t, int64_t> out;
  for (auto const& count : counts) out[count.id] = count.people;
  return out;
}

Tree tree_of(std::vector<store::ZoneRow> const& zones) {
  std::vector<Node> nodes;
  for (auto const& zone : zones) nodes.push_back({zone.id, zone.parent, fold(zone.name)});
  return Tree(std::move(nodes));
}

std::string name_of(std::vector<store::ZoneRow> const& zones, int64_t id) {
  auto const found = std::ranges::find(zones, id, &store::ZoneRow::id);
  return found == zones.end() ? "" : found->name;
}

Result<store::SiteRow> checked(db::Tx& tx, store::SiteRow site, SiteFields const& f, Instant now) {
  if (f.name || site.id == 0) site.name = TRY(read_name(f.name.value_or("")));
  auto const country_before = site.country;
  if (f.country) {
    auto const country = f.country->empty() ? std::optional(std::string()) : read_country(*f.country);
    if (!country) return fail_at("/country", "people.country_unknown", "two letters, as FR");
    site.country = *country;
  }
  if (f.time_zone && !f.time_zone->empty()) {
    if (!is_time_zone(*f.time_zone)) return fail_at("/time_zone", "people.time_zone_unknown");
    site.time_zone = *f.time_zone;
  }
  if (site.time_zone.empty()) site.time_zone = usual_time_zone(site.country);
  // A site that changes country leaves the zone of the one before, unless somebody says where it lies.
  bool const by_country = f.zone ? *f.zone == 0 : site.zone == 0 || site.country != country_before;
  if (by_country) {
    site.zone = site.country.empty() ? 0 : store::ensure_country_zone(tx, site.country, now);
  } else if (f.zone) {
    auto const zones = store::zones(tx);
    if (name_of(zones, *f.zone).empty()) return fail_at("/zone_id", "structure.not_found");
    site.zone = *f.zone;
  }
  return site;
}

struct Family {
  std::vector<store::NamedRow> all;
  store::NamedRow const* find(int64_t id) const {
    auto const found = std::ranges::find(all, id, &store::NamedRow::id);
    return found == all.end() ? nullptr : &*found;
  }
};

}  // namespace

std::vector<SiteLine> list_sites(db::Tx& tx) {
  auto const heads = by_id(store::heads_by_site(tx));
  std::vector<SiteLine> lines;
  for (auto& s : store::live_sites(tx))
    lines.push_back({s.id, s.zone, std::move(s.name), std::move(s.country), std::move(s.time_zone),
                     heads.contains(s.id) ? heads.at(s.id) : 0});
  return lines;
}

Result<int64_t> add_site(db::Tx& tx, Hand const& hand, SiteFields const& fields) {
  auto site = TRY(checked(tx, {}, fields, hand.now));
  site.id = new_id_value(hand.now);
  if (!store::add_site(tx, site)) return fail_at("/name", "structure.name_taken");
  record_shape(tx, hand, "site.added", site.id, {site.name, "", "", {}});
  return site.id;
}

Result<Done> change_site(db::Tx& tx, Hand const& hand, int64_t id, SiteFields const& fields) {
  auto const before = store::find_site(tx, id);
  if (!before) return fail(Fault::missing, "structure.not_found");
  auto const site = TRY(checked(tx, *before, fields, hand.now));
  if (!store::change_site(tx, site)) return fail_at("/name", "structure.name_taken");
  if (site.name != before->name) record_shape(tx, hand, "site.renamed", id, {"", before->name, site.name, {}});
  if (site.country != before->country || site.time_zone != before->time_zone || site.zone != before->zone)
    record_shape(tx, hand, "site.changed", id, {site.name, "", "", {}});
  return Done{};
}

Result<Fate> foresee_site_ending(Door& door, db::Tx& tx, int64_t id, int64_t into) {
  if (!store::find_site(tx, id)) return fail(Fault::missing, "structure.not_found");
  if (into != 0 && (into == id || !store::find_site(tx, into))) return fail_at("?into", "structure.not_found");
  auto const heads = by_id(store::heads_by_site(tx));
  return Fate{.people = heads.contains(id) ? heads.at(id) : 0,
              .stories = door.upward.stories_meant_for ? door.upward.stories_meant_for(tx, {}, {&id, 1}) : 0,
              .into = into};
}

Result<Done> end_site(Door& door, db::Tx& tx, Hand const& hand, int64_t id, int64_t into) {
  auto const fate = TRY(foresee_site_ending(door, tx, id, into));
  if (into == 0 && fate.stories > 0) return fail(Fault::conflict, "structure.stories_meant_for_it");
  auto const site = store::find_site(tx, id);
  auto const target = into == 0 ? std::nullopt : store::find_site(tx, into);
  store::end_site(tx, id, into, hand.now);
  auto const there = into == 0 ? std::nullopt : std::optional(SiteId{into});
  door.organisation.news.tell(tx, SiteEnded{SiteId{id}, there, hand.now});
  record_shape(tx, hand, "site.ended", id, {site->name, "", target ? target->name : "", fate.people});
  return Done{};
}

std::vector<ZoneLine> list_zones(db::Tx& tx) {
  std::map<int64_t, int64_t> sites;
  for (auto const& site : store::live_sites(tx)) ++sites[site.zone];
  std::vector<ZoneLine> lines;
  for (auto& z : store::zones(tx))
    lines.push_back({z.id, z.parent, std::move(z.name), std::move(z.country), sites[z.id]});
  return lines;
}

Result<int64_t> add_zone(db::Tx& tx, Hand const& hand, ZoneFields const& fields) {
  auto name = TRY(read_name(fields.name.value_or("")));
  auto const country = read_country(name);
  if (country) name = *country;
  auto const zones = store::zones(tx);
  int64_t const parent = fields.parent.value_or(0);
  CHECK_OK(check_place(tree_of(zones), 0, parent, fold(name)));
  store::ZoneRow const zone{new_id_value(hand.now), parent, name, country.value_or("")};
  if (!store::insert_zone(tx, zone)) return fail_at("/name", "structure.name_taken");
  record_shape(tx, hand, "zone.added", zone.id, {name, "", name_of(zones, parent), {}});
  return zone.id;
}

Result<Done> change_zone(db::Tx& tx, Hand const& hand, int64_t id, ZoneFields const& fields) {
  auto const zones = store::zones(tx);
  auto const found = std::ranges::find(zones, id, &store::ZoneRow::id);
  if (found == zones.end()) return fail(Fault::missing, "structure.not_found");
  auto zone = *found;
  if (fields.name) {
    auto const name = TRY(read_name(*fields.name));
    // A country is named by each reader's language: what could be written here would be one language's word for it.
    if (name != zone.name && !zone.country.empty()) return fail_at("/name", "structure.country_keeps_its_name");
    zone.name = name;
  }
  zone.parent = fields.parent.value_or(zone.parent);
  CHECK_OK(check_place(tree_of(zones), id, zone.parent, fold(zone.name)));
  if (!store::change_zone(tx, zone)) return fail_at("/name", "structure.name_taken");
  if (zone.name != found->name) record_shape(tx, hand, "zone.renamed", id, {"", found->name, zone.name, {}});
  if (zone.parent != found->parent)
    record_shape(tx, hand, "zone.moved", id,
                 {zone.name, name_of(zones, found->parent), name_of(zones, zone.parent), {}});
  return Done{};
}

Result<Done> remove_zone(db::Tx& tx, Hand const& hand, int64_t id) {
  auto const zones = store::zones(tx);
  auto const found = std::ranges::find(zones, id, &store::ZoneRow::id);
  if (found == zones.end()) return fail(Fault::missing, "structure.not_found");
  store::remove_zone(tx, id, found->parent);
  record_shape(tx, hand, "zone.ended", id, {found->name, "", name_of(zones, found->parent), {}});
  return Done{};
}

std::vector<JobFamilyLine> list_job_families(db::Tx& tx) {
  auto const heads = by_id(store::heads_by_job_family(tx));
  std::vector<JobFamilyLine> lines;
  for (auto& f : store::job_families(tx))
    lines.push_back({f.id, std::move(f.name), heads.contains(f.id) ? heads.at(f.id) : 0});
  return lines;
}

Result<int64_t> add_job_family(db::Tx& tx, Hand const& hand, std::string const& text) {
  auto const name = TRY(read_name(text));
  for (auto const& other : store::job_families(tx))
    if (fold(other.name) == fold(name)) return fail_at("/name", "structure.name_taken");
  int64_t const id = new_id_value(hand.now);
  store::insert_job_family(tx, {id, 0, name, "", "", ""});
  record_shape(tx, hand, "job_family.added", id, {name, "", "", {}});
  return id;
}

Result<Done> rename_job_family(db::Tx& tx, Hand const& hand, int64_t id, std::string const& text) {
  Family const families{store::job_families(tx)};
  auto const* before = families.find(id);
  if (!before) return fail(Fault::missing, "structure.not_found");
  auto const name = TRY(read_name(text));
  if (!store::rename_job_family(tx, id, name)) return fail_at("/name", "structure.name_taken");
  if (name != before->name) record_shape(tx, hand, "job_family.renamed", id, {"", before->name, name, {}});
  return Done{};
}

Result<Done> end_job_family(db::Tx& tx, Hand const& hand, int64_t id, int64_t into) {
  Family const families{store::job_families(tx)};
  auto const *family = families.find(id), *target = families.find(into);
  if (!family) return fail(Fault::missing, "structure.not_found");
  if (into != 0 && (into == id || !target)) return fail_at("?into", "structure.not_found");
  auto const heads = by_id(store::heads_by_job_family(tx));
  store::remove_job_family(tx, id, into);
  record_shape(tx, hand, "job_family.ended", id,
               {family->name, "", target ? target->name : "", heads.contains(id) ? heads.at(id) : 0});
  return Done{};
}

}  // namespace essaim::people
