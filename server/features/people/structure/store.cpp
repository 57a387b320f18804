#include "features/people/structure/store.hpp"

#include "features/people/rules.hpp"

namespace essaim::people::store {
namespace {

using db::Sql;

constexpr Sql heads_by_group_sql{
    "people.heads_by_group",
    "select m.group_id, count(*) from group_membership m join person p on p.id = m.person_id "
    "where m.until_at is null and p.listed_at is not null and p.erased_at is null group by m.group_id"};
constexpr Sql heads_by_site_sql{"people.heads_by_site",
                                "select site_id, count(*) from person where site_id is not null and "
                                "listed_at is not null and erased_at is null group by site_id"};
constexpr Sql heads_by_family_sql{"people.heads_by_job_family",
                                  "select job_family_id, count(*) from person where job_family_id is not null and "
                                  "listed_at is not null and erased_at is null group by job_family_id"};

constexpr Sql rename_group_sql{"people.rename_group", "update org_group set name = $2 where id = $1"};
constexpr Sql end_parent_sql{"people.end_group_parent",
                             "update group_parent set until_at = $2 where group_id = $1 and until_at is null"};
constexpr Sql begin_parent_sql{"people.begin_group_parent",
                               "insert into group_parent(group_id, parent_id, from_at) values ($1, $2, $3)"};
constexpr Sql count_in_group_sql{
    "people.count_directly_in_group",
    "select count(*) from group_membership m join person p on p.id = m.person_id where m.group_id = $1 "
    "and m.until_at is null and p.listed_at is not null and p.erased_at is null"};
constexpr Sql end_memberships_sql{"people.end_memberships_of_group",
                                  "update group_membership set until_at = $2 where group_id = $1 and until_at is null"};
// Whoever changed group in this very millisecond has another one already.
constexpr Sql begin_memberships_sql{
    "people.begin_memberships_after_group",
    "insert into group_membership(person_id, group_id, from_at) select distinct e.person_id, cast($2 as bigint), "
    "cast($3 as bigint) from group_membership e where e.group_id = $1 and e.until_at = $3 and not exists "
    "(select 1 from group_membership n where n.person_id = e.person_id and n.until_at is null)"};
constexpr Sql end_group_sql{"people.end_org_group", "update org_group set ended_at = $2 where id = $1"};

constexpr Sql zones_sql{"people.zones", "select id, coalesce(parent_id, 0), name, country from zone order by name_key"};
constexpr Sql insert_zone_sql{"people.add_zone",
                              "insert into zone(id, name, name_key, parent_id, country) values ($1, $2, $3, $4, $5) "
                              "on conflict do nothing"};
constexpr Sql country_zone_sql{"people.find_country_zone", "select id from zone where country = $1"};
constexpr Sql country_of_site_sql{
    "people.country_of_site",
    "with recursive up(id, above, country, steps) as ("
    "select z.id, z.parent_id, z.country, 0 from site s join zone z on z.id = s.zone_id where s.id = $1 "
    "union all select z.id, z.parent_id, z.country, up.steps + 1 from up join zone z on z.id = up.above "
    "where up.steps < 32) select country from up where country <> '' order by steps limit 1"};
constexpr Sql zone_of_name_sql{"people.find_zone_of_name", "select id from zone where name_key = $1 and id <> $2"};
constexpr Sql change_zone_sql{"people.change_zone",
                              "update zone set name = $2, name_key = $3, parent_id = $4 where id = $1"};
constexpr Sql move_zones_sql{"people.move_zones", "update zone set parent_id = $2 where parent_id = $1"};
constexpr Sql move_sites_sql{"people.move_sites", "update site set zone_id = $2 where zone_id = $1"};
constexpr Sql remove_zone_sql{"people.remove_zone", "delete from zone where id = $1"};

constexpr Sql live_sites_sql{"people.live_sites",
                             "select id, coalesce(zone_id, 0), name, country, time_zone from site "
                             "where ended_at is null order by name_key, country"};
constexpr Sql find_site_sql{"people.find_site",
                            "select id, coalesce(zone_id, 0), name, country, time_zone from site "
                            "where id = $1 and ended_at is null"};
constexpr Sql add_site_sql{"people.add_site",
                           "insert into site(id, name, name_key, country, time_zone, zone_id) values ($1, $2, $3, $4, "
                           "$5, $6) on conflict do nothing"};
constexpr Sql site_of_name_sql{"people.find_site_of_name",
                               "select id from site where name_key = $1 and country = $2 and id <> $3"};
constexpr Sql change_site_sql{"people.change_site",
                              "update site set name = $2, name_key = $3, country = $4, time_zone = $5, zone_id = $6 "
                              "where id = $1"};
constexpr Sql move_people_of_site_sql{"people.move_people_of_site",
                                      "update person set site_id = $2 where site_id = $1"};
// Its name is free again for another.
constexpr Sql end_site_sql{"people.end_site",
                           "update site set ended_at = $2, name_key = name_key || ' ' || cast(id as text) where id = "
                           "$1"};

constexpr Sql family_of_name_sql{"people.find_job_family_of_name",
                                 "select id from job_family where name_key = $1 and id <> $2"};
constexpr Sql rename_family_sql{"people.rename_job_family",
                                "update job_family set name = $2, name_key = $3 where id = $1"};
constexpr Sql move_people_of_family_sql{"people.move_people_of_job_family",
                                        "update person set job_family_id = $2 where job_family_id = $1"};
constexpr Sql remove_family_sql{"people.remove_job_family", "delete from job_family where id = $1"};

std::optional<int64_t> or_none(int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

}  // namespace

Headcount Headcount::read(db::Row& row) {
  Headcount h{row.integer(), 0};
  h.people = row.integer();
  return h;
}

std::vector<Headcount> heads_by_group(db::Tx& tx) { return tx.many<Headcount>(heads_by_group_sql); }
std::vector<Headcount> heads_by_site(db::Tx& tx) { return tx.many<Headcount>(heads_by_site_sql); }
std::vector<Headcount> heads_by_job_family(db::Tx& tx) { return tx.many<Headcount>(heads_by_family_sql); }

void rename_group(db::Tx& tx, int64_t id, std::string_view name) { tx.run(rename_group_sql, id, name); }

void put_group_under(db::Tx& tx, int64_t id, int64_t parent, Instant now) {
  tx.run(end_parent_sql, id, now.ms);
  tx.run(begin_parent_sql, id, or_none(parent), now.ms);
}

int64_t move_people_of_group(db::Tx& tx, int64_t from, int64_t into, Instant now) {
  int64_t const people = *tx.one<int64_t>(count_in_group_sql, from);
  tx.run(end_memberships_sql, from, now.ms);
  if (into != 0) tx.run(begin_memberships_sql, from, into, now.ms);
  return people;
}

void end_group(db::Tx& tx, int64_t id, Instant now) {
  tx.run(end_parent_sql, id, now.ms);
  tx.run(end_group_sql, id, now.ms);
}

ZoneRow ZoneRow::read(db::Row& row) {
  ZoneRow z;
  z.id = row.integer();
  z.parent = row.integer();
  z.name = row.text();
  z.country = row.text();
  return z;
}

std::vector<ZoneRow> zones(db::Tx& tx) { return tx.many<ZoneRow>(zones_sql); }

std::optional<std::string> country_of_site(db::Tx& tx, int64_t site) {
  return tx.one<std::string>(country_of_site_sql, site);
}

int64_t ensure_country_zone(db::Tx& tx, std::string_view country, Instant now) {
  if (auto const known = tx.one<int64_t>(country_zone_sql, country)) return *known;
  ZoneRow const zone{new_id_value(now), 0, std::string(country), std::string(country)};
  if (insert_zone(tx, zone)) return zone.id;
  return *tx.one<int64_t>(zone_of_name_sql, fold(country), 0);  // a region that bears the two letters for a name
}

bool insert_zone(db::Tx& tx, ZoneRow const& zone) {
  return tx.run(insert_zone_sql, zone.id, zone.name, fold(zone.name), or_none(zone.parent), zone.country) == 1;
}

bool change_zone(db::Tx& tx, ZoneRow const& zone) {
  if (tx.one<int64_t>(zone_of_name_sql, fold(zone.name), zone.id)) return false;
  tx.run(change_zone_sql, zone.id, zone.name, fold(zone.name), or_none(zone.parent));
  return true;
}

void remove_zone(db::Tx& tx, int64_t id, int64_t into) {
  tx.run(move_zones_sql, id, or_none(into));
  tx.run(move_sites_sql, id, or_none(into));
  tx.run(remove_zone_sql, id);
}

SiteRow SiteRow::read(db::Row& row) {
  SiteRow s;
  s.id = row.integer();
  s.zone = row.integer();
  s.name = row.text();
  s.country = row.text();
  s.time_zone = row.text();
  return s;
}

std::vector<SiteRow> live_sites(db::Tx& tx) { return tx.many<SiteRow>(live_sites_sql); }
std::optional<SiteRow> find_site(db::Tx& tx, int64_t id) { return tx.one<SiteRow>(find_site_sql, id); }

bool add_site(db::Tx& tx, SiteRow const& s) {
  return tx.run(add_site_sql, s.id, s.name, fold(s.name), s.country, s.time_zone, or_none(s.zone)) == 1;
}

bool change_site(db::Tx& tx, SiteRow const& s) {
  if (tx.one<int64_t>(site_of_name_sql, fold(s.name), s.country, s.id)) return false;
  tx.run(change_site_sql, s.id, s.name, fold(s.name), s.country, s.time_zone, or_none(s.zone));
  return true;
}

void end_site(db::Tx& tx, int64_t id, int64_t into, Instant now) {
  tx.run(move_people_of_site_sql, id, or_none(into));
  tx.run(end_site_sql, id, now.ms);
}

bool rename_job_family(db::Tx& tx, int64_t id, std::string_view name) {
  if (tx.one<int64_t>(family_of_name_sql, fold(name), id)) return false;
  tx.run(rename_family_sql, id, name, fold(name));
  return true;
}

void remove_job_family(db::Tx& tx, int64_t id, int64_t into) {
  tx.run(move_people_of_family_sql, id, or_none(into));
  tx.run(remove_family_sql, id);
}

}  // namespace essaim::people::store
