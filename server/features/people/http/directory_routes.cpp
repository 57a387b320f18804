#include "features/people/directory/directory.hpp"
#include "features/people/http/dto/directory.hpp"
#include "features/people/http/dto/imports.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/imports/store.hpp"

namespace essaim::people {
namespace {

using http::Call;

std::optional<std::string> some(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

dto::PersonRow show(IdCipher const& ids, Listed const& p) {
  return {ids.show(p.id),
          p.name,
          p.email,
          p.language,
          p.country,
          p.status,
          some(p.group_name),
          some(p.site_name),
          some(p.job_family),
          p.ends_day ? std::optional(to_iso_date(*p.ends_day)) : std::nullopt,
          p.roles};
}

PersonFields read(dto::PersonFields const& in) {
  return {in.name,    in.email,     in.language,   in.group_path, in.site,
          in.country, in.time_zone, in.job_family, in.status,     in.ends_on};
}

// A text in memory as the importer reads files: piece by piece, twice.
ImportSource source_of(std::string const& text) {
  return [&text] {
    return [&text, at = size_t{0}]() mutable {
      auto piece = text.substr(at, 64 * 1024);
      at += piece.size();
      return piece;
    };
  };
}

std::string place_of_preview(int64_t id) { return "import preview " + std::to_string(id); }

Result<dto::ImportPreview> make_preview(Door& door, Call& call) {
  auto& organisation = door.organisation;
  auto const outcome =
      TRY(import_people(organisation, PersonId{call.viewer.person}, source_of(call.request.body), ImportMode::dry_run));
  int64_t const id = new_id_value(call.now());
  auto const sealed = organisation.keys->seal("imports", place_of_preview(id), call.request.body);
  call.db().write([&](db::Tx& tx) {
    store::forget_previews_before(tx, call.now());
    store::insert_preview(tx, id, call.viewer.person, sealed, call.now(), call.now() + hours(2));
  });
  dto::ImportPreview out;
  out.id = organisation.ids.show(id);
  out.encoding = outcome.encoding;
  out.separator = outcome.separator;
  out.added = outcome.added;
  out.changed = outcome.changed;
  out.unchanged = outcome.unchanged;
  out.refused_count = outcome.refused;
  out.unknown_columns = outcome.unknown_columns;
  for (auto const& r : outcome.refusals)
    out.refused.push_back({r.line, r.column, r.code, r.detail, r.cell, r.header, r.first_line});
  out.new_groups = outcome.new_groups;
  out.new_groups_count = outcome.new_groups_count;
  out.new_sites = outcome.new_sites;
  out.new_sites_count = outcome.new_sites_count;
  out.new_job_families = outcome.new_job_families;
  out.new_job_families_count = outcome.new_job_families_count;
  for (auto const& c : outcome.sample)
    out.sample.push_back({c.line, c.change, c.name, c.email, c.fields, c.group, c.site, c.language});
  return out;
}

Result<dto::ImportReport> confirm_import(Door& door, Call& call, dto::ImportConfirmation const& in) {
  auto& organisation = door.organisation;
  auto const id = TRY(call.read_id_at("/preview_id", in.preview_id));
  auto const sealed =
      call.db().read([&](db::Tx& tx) { return store::find_preview(tx, id, call.viewer.person, call.now()); });
  auto const text = sealed ? organisation.keys->open_sealed("imports", place_of_preview(id), *sealed) : std::nullopt;
  if (!text) return fail(Fault::missing, "people.preview_ended");
  auto const outcome =
      TRY(import_people(organisation, PersonId{call.viewer.person}, source_of(*text), ImportMode::keep));
  call.db().write([&](db::Tx& tx) { store::forget_preview(tx, id); });
  return dto::ImportReport{outcome.added, outcome.changed, outcome.unchanged, outcome.refused};
}

void add_person_routes(http::Router& router, DoorPointer const& door) {
  router
      .get<dto::People>("/people", read_people, "The directory; never who takes part",
                        [door](Call& call) -> Result<dto::People> {
                          auto const page = TRY(call.page());
                          std::optional<GroupId> group;
                          if (auto const word = call.query("group_id"); !word.empty())
                            group = TRY(call.id_at<struct GroupTag>("/group_id", word));
                          return call.db().read([&](db::Tx& tx) -> Result<dto::People> {
                            auto const found =
                                TRY(find_listed(tx, call.query("query"), group, page.cursor, page.limit));
                            dto::People out{{}, found.next, found.total};
                            for (auto const& person : found.people)
                              out.items.push_back(show(call.organisation.ids, person));
                            return out;
                          });
                        })
      .text("query", "part of a name or an address")
      .id("group_id", "that group and all below it")
      .pages();
  router.post<dto::PersonFields, dto::PersonRow>(
      "/people", edit_people, "Adds a person to the directory",
      [door](Call& call, dto::PersonFields const& in) -> Result<dto::PersonRow> {
        call.status = 201;
        return call.db().write([&](db::Tx& tx) -> Result<dto::PersonRow> {
          auto const id = TRY(add_listed(*door, tx, PersonId{call.viewer.person}, read(in)));
          return show(call.organisation.ids, TRY(load_listed(tx, id)));
        });
      });
  router.patch<dto::PersonFields, dto::PersonRow>(
      "/people/{id}", edit_people, "Changes a person of the directory",
      [door](Call& call, dto::PersonFields const& in) -> Result<dto::PersonRow> {
        auto const id = TRY(call.path_id<struct PersonTag>("id"));
        return call.db().write([&](db::Tx& tx) -> Result<dto::PersonRow> {
          CHECK_OK(change_listed(*door, tx, PersonId{call.viewer.person}, id, read(in)));
          return show(call.organisation.ids, TRY(load_listed(tx, id)));
        });
      });
  router.put<dto::Roles, dto::PersonRow>("/people/{id}/roles", edit_roles, "Grants and ends roles",
                                         [door](Call& call, dto::Roles const& in) -> Result<dto::PersonRow> {
                                           auto const id = TRY(call.path_id<struct PersonTag>("id"));
                                           return call.db().write([&](db::Tx& tx) -> Result<dto::PersonRow> {
                                             auto const before = TRY(load_listed(tx, id));
                                             (void)before;
                                             CHECK_OK(set_roles(tx, call.viewer, id, in.roles, call.now()));
                                             end_streams(door->organisation, tx, id.value);
                                             return show(call.organisation.ids, TRY(load_listed(tx, id)));
                                           });
                                         });
}

void add_first_step_routes(http::Router& router, DoorPointer const& door) {
  router.get<dto::FirstSteps>(
      "/first-steps", edit_people, "What an administrator has done of the first steps",
      [](Call& call) -> Result<dto::FirstSteps> {
        auto const steps = call.db().read([&](db::Tx& tx) { return first_steps(tx, PersonId{call.viewer.person}); });
        return dto::FirstSteps{steps.people, steps.invited, steps.charter_read};
      });
  router.post<Done>(
      "/first-steps/charter", edit_people, "Notes that I read the charter", [door](Call& call) -> Result<Done> {
        call.db().write(
            [&](db::Tx& tx) { note_charter_read(tx, PersonId{call.viewer.person}, door->organisation.now()); });
        return Done{};
      });
}

}  // namespace

void add_directory_routes(http::Router& router, DoorPointer const& door) {
  add_person_routes(router, door);
  add_first_step_routes(router, door);
  router.post_raw<dto::ImportPreview>(
      "/people/import-previews", edit_people,
      "text/csv, text/plain, application/vnd.ms-excel, application/octet-stream",
      "What a table of people would add, change and refuse",
      [door](Call& call) -> Result<dto::ImportPreview> { return make_preview(*door, call); });
  router.post<dto::ImportConfirmation, dto::ImportReport>(
      "/people/imports", edit_people, "Imports what was previewed, whole or not at all",
      [door](Call& call, dto::ImportConfirmation const& in) -> Result<dto::ImportReport> {
        return confirm_import(*door, call, in);
      });
}

}  // namespace essaim::people
