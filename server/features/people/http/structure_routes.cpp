#include "features/people/http/dto/structure.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/structure/structure.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

using http::Call;

std::optional<std::string> show_id(Call const& call, int64_t id) {
  return id == 0 ? std::nullopt : std::optional(call.organisation.ids.show(id));
}

// Empty: nowhere. Left out: not said.
Result<std::optional<int64_t>> read_head(Call const& call, std::string_view pointer,
                                         std::optional<std::string> const& word) {
  if (!word) return std::optional<int64_t>();
  if (word->empty()) return std::optional<int64_t>(0);
  return std::optional<int64_t>(TRY(call.read_id_at(pointer, *word)));
}

Result<std::optional<int64_t>> read_into(Call const& call) {
  auto const word = call.query("into");
  if (word.empty()) return std::optional<int64_t>();
  return std::optional<int64_t>(TRY(call.read_id_at("?into", word)));
}

Hand hand_of(Call const& call) { return {PersonId{call.viewer.person}, call.now()}; }

// Editors say whom a story is for, and so read them too.
Result<Done> check_reader(Call const& call) {
  if (!call.viewer.may(read_people) && !call.viewer.may({"content.edit"}))
    return fail(Fault::missing, "request.not_found");
  return Done{};
}

dto::Group show(Call const& call, GroupLine const& g) {
  dto::Group out;
  out.id = call.organisation.ids.show(g.id);
  out.name = g.name;
  out.path = g.path;
  out.parent_id = show_id(call, g.parent);
  out.headcount = g.headcount;
  return out;
}

dto::Site show(Call const& call, SiteLine const& s) {
  dto::Site out;
  out.id = call.organisation.ids.show(s.id);
  out.name = s.name;
  out.country = s.country;
  out.time_zone = s.time_zone;
  out.zone_id = show_id(call, s.zone);
  out.headcount = s.headcount;
  return out;
}

dto::Zone show(Call const& call, ZoneLine const& z) {
  dto::Zone out;
  out.id = call.organisation.ids.show(z.id);
  out.name = z.name;
  if (!z.country.empty()) out.country = z.country;
  out.parent_id = show_id(call, z.parent);
  out.sites = z.sites;
  return out;
}

dto::JobFamily show(Call const& call, JobFamilyLine const& f) {
  dto::JobFamily out;
  out.id = call.organisation.ids.show(f.id);
  out.name = f.name;
  out.headcount = f.headcount;
  return out;
}

dto::Fate show(Call const& call, Fate const& f) {
  return {f.people, f.stories, f.moved, f.merged, show_id(call, f.into)};
}

template <class Out, class Lines>
std::vector<Out> show_all(Call const& call, Lines const& lines) {
  std::vector<Out> out;
  for (auto const& line : lines) out.push_back(show(call, line));
  return out;
}

// What was written, as the list shows it.
template <class Lines>
auto line_of(Lines const& lines, int64_t id) {
  return *std::ranges::find_if(lines, [&](auto const& line) { return line.id == id; });
}

Result<GroupFields> read(Call const& call, dto::GroupFields const& in) {
  return GroupFields{in.name, TRY(read_head(call, "/parent_id", in.parent_id))};
}
Result<SiteFields> read(Call const& call, dto::SiteFields const& in) {
  return SiteFields{in.name, in.country, in.time_zone, TRY(read_head(call, "/zone_id", in.zone_id))};
}
Result<ZoneFields> read(Call const& call, dto::ZoneFields const& in) {
  return ZoneFields{in.name, TRY(read_head(call, "/parent_id", in.parent_id))};
}

void add_group_routes(http::Router& router, DoorPointer const& door) {
  router.get<std::vector<dto::Group>>(
      "/groups", signed_in, "Groups with their paths; headcounts for those who read the directory",
      [](Call& call) -> Result<std::vector<dto::Group>> {
        CHECK_OK(check_reader(call));
        return call.db().read([&](db::Tx& tx) { return show_all<dto::Group>(call, list_groups(tx)); });
      });
  router.post<dto::GroupFields, dto::Group>("/groups", edit_people, "Adds a group below another, or at the top",
                                            [](Call& call, dto::GroupFields const& in) -> Result<dto::Group> {
                                              call.status = 201;
                                              auto const fields = TRY(read(call, in));
                                              return call.db().write([&](db::Tx& tx) -> Result<dto::Group> {
                                                auto const id = TRY(add_group(tx, hand_of(call), fields));
                                                return show(call, line_of(list_groups(tx), id));
                                              });
                                            });
  router.patch<dto::GroupFields, dto::Group>("/groups/{id}", edit_people,
                                             "Renames a group, or moves it with all below it",
                                             [](Call& call, dto::GroupFields const& in) -> Result<dto::Group> {
                                               auto const id = TRY(call.path_id<struct GroupTag>("id"));
                                               auto const fields = TRY(read(call, in));
                                               return call.db().write([&](db::Tx& tx) -> Result<dto::Group> {
                                                 CHECK_OK(change_group(tx, hand_of(call), id.value, fields));
                                                 return show(call, line_of(list_groups(tx), id.value));
                                               });
                                             });
  router
      .get<dto::Fate>("/groups/{id}/ending", edit_people, "What ending a group would do to its people and stories",
                      [door](Call& call) -> Result<dto::Fate> {
                        auto const id = TRY(call.path_id<struct GroupTag>("id"));
                        auto const into = TRY(read_into(call));
                        return call.db().read([&](db::Tx& tx) -> Result<dto::Fate> {
                          return show(call, TRY(foresee_group_ending(*door, tx, id.value, into)));
                        });
                      })
      .id("into", "the group to merge it into; without it, the group above");
  router
      .del<Done>(
          "/groups/{id}", edit_people, "Ends a group: its people and stories go to another",
          [door](Call& call) -> Result<Done> {
            auto const id = TRY(call.path_id<struct GroupTag>("id"));
            auto const into = TRY(read_into(call));
            return call.db().write([&](db::Tx& tx) { return end_group(*door, tx, hand_of(call), id.value, into); });
          })
      .id("into", "the group to merge it into; without it, the group above");
}

void add_site_routes(http::Router& router, DoorPointer const& door) {
  router.get<std::vector<dto::Site>>(
      "/sites", signed_in, "Sites with their time zones", [](Call& call) -> Result<std::vector<dto::Site>> {
        CHECK_OK(check_reader(call));
        return call.db().read([&](db::Tx& tx) { return show_all<dto::Site>(call, list_sites(tx)); });
      });
  router.post<dto::SiteFields, dto::Site>("/sites", edit_people, "Adds a site",
                                          [](Call& call, dto::SiteFields const& in) -> Result<dto::Site> {
                                            call.status = 201;
                                            auto const fields = TRY(read(call, in));
                                            return call.db().write([&](db::Tx& tx) -> Result<dto::Site> {
                                              auto const id = TRY(add_site(tx, hand_of(call), fields));
                                              return show(call, line_of(list_sites(tx), id));
                                            });
                                          });
  router.patch<dto::SiteFields, dto::Site>("/sites/{id}", edit_people,
                                           "Changes a site's name, country, time zone or zone",
                                           [](Call& call, dto::SiteFields const& in) -> Result<dto::Site> {
                                             auto const id = TRY(call.path_id<struct SiteTag>("id"));
                                             auto const fields = TRY(read(call, in));
                                             return call.db().write([&](db::Tx& tx) -> Result<dto::Site> {
                                               CHECK_OK(change_site(tx, hand_of(call), id.value, fields));
                                               return show(call, line_of(list_sites(tx), id.value));
                                             });
                                           });
  router
      .get<dto::Fate>("/sites/{id}/ending", edit_people, "What ending a site would do to its people and stories",
                      [door](Call& call) -> Result<dto::Fate> {
                        auto const id = TRY(call.path_id<struct SiteTag>("id"));
                        auto const into = TRY(read_into(call)).value_or(0);
                        return call.db().read([&](db::Tx& tx) -> Result<dto::Fate> {
                          return show(call, TRY(foresee_site_ending(*door, tx, id.value, into)));
                        });
                      })
      .id("into", "the site where its people work from now on; without it, none");
  router
      .del<Done>(
          "/sites/{id}", edit_people, "Ends a site: its people and stories go to another",
          [door](Call& call) -> Result<Done> {
            auto const id = TRY(call.path_id<struct SiteTag>("id"));
            auto const into = TRY(read_into(call)).value_or(0);
            return call.db().write([&](db::Tx& tx) { return end_site(*door, tx, hand_of(call), id.value, into); });
          })
      .id("into", "the site where its people work from now on; without it, none");
}

void add_zone_routes(http::Router& router) {
  router.get<std::vector<dto::Zone>>("/zones", read_people, "Regions and countries in which sites lie",
                                     [](Call& call) -> Result<std::vector<dto::Zone>> {
                                       return call.db().read([&](db::Tx& tx) -> Result<std::vector<dto::Zone>> {
                                         return show_all<dto::Zone>(call, list_zones(tx));
                                       });
                                     });
  router.post<dto::ZoneFields, dto::Zone>("/zones", edit_people,
                                          "Adds a region by its name, or a country by its two letters",
                                          [](Call& call, dto::ZoneFields const& in) -> Result<dto::Zone> {
                                            call.status = 201;
                                            auto const fields = TRY(read(call, in));
                                            return call.db().write([&](db::Tx& tx) -> Result<dto::Zone> {
                                              auto const id = TRY(add_zone(tx, hand_of(call), fields));
                                              return show(call, line_of(list_zones(tx), id));
                                            });
                                          });
  router.patch<dto::ZoneFields, dto::Zone>("/zones/{id}", edit_people, "Renames a region, or moves a zone into another",
                                           [](Call& call, dto::ZoneFields const& in) -> Result<dto::Zone> {
                                             auto const id = TRY(call.path_id<struct ZoneTag>("id"));
                                             auto const fields = TRY(read(call, in));
                                             return call.db().write([&](db::Tx& tx) -> Result<dto::Zone> {
                                               CHECK_OK(change_zone(tx, hand_of(call), id.value, fields));
                                               return show(call, line_of(list_zones(tx), id.value));
                                             });
                                           });
  router.del<Done>("/zones/{id}", edit_people, "Removes a zone: what lay in it lies in the one above",
                   [](Call& call) -> Result<Done> {
                     auto const id = TRY(call.path_id<struct ZoneTag>("id"));
                     return call.db().write([&](db::Tx& tx) { return remove_zone(tx, hand_of(call), id.value); });
                   });
}

void add_job_family_routes(http::Router& router) {
  router.get<std::vector<dto::JobFamily>>(
      "/job-families", read_people, "What people do, in families",
      [](Call& call) -> Result<std::vector<dto::JobFamily>> {
        return call.db().read([&](db::Tx& tx) -> Result<std::vector<dto::JobFamily>> {
          return show_all<dto::JobFamily>(call, list_job_families(tx));
        });
      });
  router.post<dto::JobFamilyFields, dto::JobFamily>(
      "/job-families", edit_people, "Adds a job family",
      [](Call& call, dto::JobFamilyFields const& in) -> Result<dto::JobFamily> {
        call.status = 201;
        return call.db().write([&](db::Tx& tx) -> Result<dto::JobFamily> {
          auto const id = TRY(add_job_family(tx, hand_of(call), in.name));
          return show(call, line_of(list_job_families(tx), id));
        });
      });
  router.patch<dto::JobFamilyFields, dto::JobFamily>(
      "/job-families/{id}", edit_people, "Renames a job family",
      [](Call& call, dto::JobFamilyFields const& in) -> Result<dto::JobFamily> {
        auto const id = TRY(call.path_id<struct JobFamilyTag>("id"));
        return call.db().write([&](db::Tx& tx) -> Result<dto::JobFamily> {
          CHECK_OK(rename_job_family(tx, hand_of(call), id.value, in.name));
          return show(call, line_of(list_job_families(tx), id.value));
        });
      });
  router
      .del<Done>(
          "/job-families/{id}", edit_people, "Ends a job family: its people are of another, or of none",
          [](Call& call) -> Result<Done> {
            auto const id = TRY(call.path_id<struct JobFamilyTag>("id"));
            auto const into = TRY(read_into(call)).value_or(0);
            return call.db().write([&](db::Tx& tx) { return end_job_family(tx, hand_of(call), id.value, into); });
          })
      .id("into", "the family its people are of from now on; without it, none");
}

}  // namespace

void add_structure_routes(http::Router& router, DoorPointer const& door) {
  add_group_routes(router, door);
  add_site_routes(router, door);
  add_zone_routes(router);
  add_job_family_routes(router);
}

}  // namespace essaim::people
