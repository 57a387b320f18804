// Who publishes directly: earned by what was published, ended and given back by a lead. The change log says that it
// happened and by whose hand; whose it was stands in no row that outlives the person.
#include "features/content/suggestions/desk.hpp"
#include "features/people/people.hpp"

namespace essaim::content::suggestions {
namespace {

void note(Content const& content, db::Tx& tx, int64_t actor, std::string_view action) {
  people::record(tx, {actor}, action, "contributor", "", content.organisation().now());
}

Result<store::ContributorRow> load(db::Tx& tx, Viewer const& viewer, int64_t person) {
  if (!viewer.may(trust_contributors)) return fail(Fault::forbidden, "suggestion.trust_forbidden");
  auto row = store::find_contributor(tx, person);
  if (!row) return fail(Fault::missing, "suggestion.contributor_missing");
  return *std::move(row);
}

}  // namespace

Result<store::LibraryRules> change_rules(Content const& content, db::Tx& tx, Viewer const& viewer,
                                         store::LibraryRules const& rules) {
  if (!viewer.may(people::edit_settings)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto const now = content.organisation().now();
  store::save_rules(tx, rules, viewer.person, now);
  people::record(tx, {viewer.person}, "settings.changed", "settings", "", now);
  return rules;
}

void settle_trust(Content const& content, db::Tx& tx, StoryId story) {
  auto const suggestion = store::behind_story(tx, story.value);
  if (!suggestion || !suggestion->person || store::find_contributor(tx, *suggestion->person)) return;
  auto const published = store::count_published(tx, *suggestion->person);
  if (!earns_trust(published, store::load_rules(tx).trusted_after)) return;
  store::save_contributor(tx, {*suggestion->person, content.organisation().now(), suggestion->id, {}, {}, false});
  note(content, tx, 0, "contributor.trusted");
}

Result<std::vector<Contributor>> list_contributors(Content const& content, db::Tx& tx, Viewer const& viewer) {
  if (!viewer.may(trust_contributors)) return fail(Fault::forbidden, "suggestion.trust_forbidden");
  std::vector<Contributor> out;
  for (auto const& row : store::contributors(tx)) {
    auto const ended = row.ended_at ? std::optional(to_rfc3339(*row.ended_at)) : std::nullopt;
    out.push_back({content.organisation().ids.show(row.person), content.faces().name_of(tx, row.person),
                   to_rfc3339(row.from), ended});
  }
  return out;
}

Result<Done> end_trust(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t person) {
  auto row = TRY(load(tx, viewer, person));
  if (row.ended_at) return Done{};
  row.ended_at = content.organisation().now();
  row.ended_by = viewer.person;
  row.seen = false;
  store::save_contributor(tx, row);
  note(content, tx, viewer.person, "contributor.ended");
  return Done{};
}

Result<Done> give_trust_back(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t person) {
  auto row = TRY(load(tx, viewer, person));
  if (!row.ended_at) return Done{};
  row = {person, content.organisation().now(), std::nullopt, {}, {}, false};
  store::save_contributor(tx, row);
  note(content, tx, viewer.person, "contributor.restored");
  return Done{};
}

}  // namespace essaim::content::suggestions
