#include "features/content/themes/themes.hpp"

#include "base/text.hpp"
#include "features/content/store.hpp"
#include "features/content/themes/store.hpp"

namespace essaim::content {
namespace {

Theme show(IdCipher const& ids, store::ThemeRow const& row) {
  return {ids.show(row.id), row.name_fr, row.name_en, row.colour, row.story_count};
}

Result<Done> check_names(store::ThemeRow const& theme) {
  if (theme.name_fr.empty()) return fail_at("/name_fr", "content.theme_name_empty");
  if (theme.name_en.empty()) return fail_at("/name_en", "content.theme_name_empty");
  return Done{};
}

}  // namespace

std::vector<Theme> Content::themes(db::Tx& tx) const {
  std::vector<Theme> out;
  for (auto const& row : store::themes(tx)) out.push_back(show(organisation_.ids, row));
  return out;
}

std::vector<int64_t> Content::theme_ids(db::Tx& tx) const {
  std::vector<int64_t> out;
  for (auto const& row : store::themes(tx)) out.push_back(row.id);
  return out;
}

std::set<int64_t> Content::company_among(db::Tx& tx, std::span<int64_t const> stories) const {
  auto const found = store::company_among(tx, stories);
  return {found.begin(), found.end()};
}
std::map<int64_t, int64_t> Content::first_themes(db::Tx& tx, std::span<int64_t const> stories) const {
  return store::first_themes(tx, stories);
}

std::string Content::theme_name(db::Tx& tx, int64_t theme, std::string_view language) const {
  auto const found = store::find_theme_names(tx, theme);
  return !found ? "" : language == "fr" ? found->fr : found->en;
}

Result<Theme> make_theme(Content const& content, db::Tx& tx, Viewer const& viewer, ThemeInput const& input) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto const now = content.organisation().now();
  store::ThemeRow const theme{new_id_value(now), one_line(input.name_fr), one_line(input.name_en), input.colour, 0};
  CHECK_OK(check_names(theme));
  if (!store::insert_theme(tx, theme, now)) return fail(Fault::conflict, "content.theme_exists");
  return show(content.organisation().ids, theme);
}

Result<Theme> change_theme(Content const& content, db::Tx& tx, Viewer const& viewer, ThemeId id,
                           ThemeChange const& change) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto theme = store::find_theme(tx, id.value);
  if (!theme) return fail(Fault::missing, "content.theme_missing");
  if (change.name_fr) theme->name_fr = one_line(*change.name_fr);
  if (change.name_en) theme->name_en = one_line(*change.name_en);
  if (change.colour) theme->colour = *change.colour;
  CHECK_OK(check_names(*theme));
  if (!store::update_theme(tx, *theme)) return fail(Fault::conflict, "content.theme_exists");
  return show(content.organisation().ids, *theme);
}

Result<Done> remove_theme(Content const&, db::Tx& tx, Viewer const& viewer, ThemeId id) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  if (!store::find_theme(tx, id.value)) return fail(Fault::missing, "content.theme_missing");
  if (store::is_theme_used(tx, id.value)) return fail(Fault::conflict, "content.theme_used");
  store::delete_theme(tx, id.value);
  return Done{};
}

void add_theme_routes(http::Router& router, Content const& content) {
  router.get<std::vector<Theme>>("/themes", signed_in, "What stories are about",
                                 [&content](http::Call& call) -> Result<std::vector<Theme>> {
                                   return call.db().read([&](db::Tx& tx) { return content.themes(tx); });
                                 });
  router.post<ThemeInput, Theme>(
      "/themes", edit_content, "Adds a theme", [&content](http::Call& call, ThemeInput const& in) {
        call.status = 201;
        return call.db().write([&](db::Tx& tx) { return make_theme(content, tx, call.viewer, in); });
      });
  router.patch<ThemeChange, Theme>(
      "/themes/{id}", edit_content, "Renames or recolours a theme",
      [&content](http::Call& call, ThemeChange const& in) -> Result<Theme> {
        auto const id = TRY(call.path_id<ThemeTag>("id"));
        return call.db().write([&](db::Tx& tx) { return change_theme(content, tx, call.viewer, id, in); });
      });
  router.del<Done>("/themes/{id}", edit_content, "Removes a theme that no story has",
                   [&content](http::Call& call) -> Result<Done> {
                     auto const id = TRY(call.path_id<ThemeTag>("id"));
                     return call.db().write([&](db::Tx& tx) { return remove_theme(content, tx, call.viewer, id); });
                   });
}

}  // namespace essaim::content
