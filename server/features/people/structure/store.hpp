#pragma once
// The SQL of the organisation's shape: groups, sites, zones, job families.

#include "features/people/people.hpp"

namespace essaim::people::store {

struct Headcount {
  int64_t id = 0, people = 0;
  static Headcount read(db::Row& row);
};
/// How many people the directory lists in each, those below not counted.
std::vector<Headcount> heads_by_group(db::Tx& tx);
std::vector<Headcount> heads_by_site(db::Tx& tx);
std::vector<Headcount> heads_by_job_family(db::Tx& tx);

void rename_group(db::Tx& tx, int64_t id, std::string_view name);
/// The parent is dated: the one before ends at `now`. 0: the top.
void put_group_under(db::Tx& tx, int64_t id, int64_t parent, Instant now);
/// Everybody in `from` is in `into` from now on, or in no group where that is 0. Answers how many the directory lists.
int64_t move_people_of_group(db::Tx& tx, int64_t from, int64_t into, Instant now);
void end_group(db::Tx& tx, int64_t id, Instant now);

struct ZoneRow {
  int64_t id = 0, parent = 0;
  std::string name, country;  // a country has its code for a name
  static ZoneRow read(db::Row& row);
};
std::vector<ZoneRow> zones(db::Tx& tx);
/// Of the zone it lies in, or of the nearest one above that is a country.
std::optional<std::string> country_of_site(db::Tx& tx, int64_t site);
/// The country's own zone, made where it is new.
int64_t ensure_country_zone(db::Tx& tx, std::string_view country, Instant now);
/// False where the name is taken.
bool insert_zone(db::Tx& tx, ZoneRow const& zone);
bool change_zone(db::Tx& tx, ZoneRow const& zone);
/// What lay in it lies in `into`, or nowhere where that is 0.
void remove_zone(db::Tx& tx, int64_t id, int64_t into);

struct SiteRow {
  int64_t id = 0, zone = 0;
  std::string name, country, time_zone;
  static SiteRow read(db::Row& row);
};
std::vector<SiteRow> live_sites(db::Tx& tx);
std::optional<SiteRow> find_site(db::Tx& tx, int64_t id);
/// False where that country has a site of this name.
bool add_site(db::Tx& tx, SiteRow const& site);
bool change_site(db::Tx& tx, SiteRow const& site);
void end_site(db::Tx& tx, int64_t id, int64_t into, Instant now);

bool rename_job_family(db::Tx& tx, int64_t id, std::string_view name);
void remove_job_family(db::Tx& tx, int64_t id, int64_t into);

}  // namespace essaim::people::store
