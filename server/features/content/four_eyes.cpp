// Four eyes: where the organisation asks for it, whoever wrote a story is not the one who publishes it.

#include "features/content/rules.hpp"
#include "features/content/stories.hpp"
#include "features/content/suggestions/store.hpp"

namespace essaim::content {
namespace {

std::vector<Deed> deeds_on(db::Tx& tx, int64_t story) {
  std::vector<Deed> out;
  for (auto const& row : store::history(tx, story)) out.push_back({row.change, row.person});
  return out;
}

}  // namespace

Result<Done> check_second_pair(db::Tx& tx, int64_t person, store::StoryRow const& story) {
  if (!suggestions::store::load_rules(tx).four_eyes || is_second_pair(deeds_on(tx, story.id), person)) return Done{};
  return fail(Fault::conflict, "story.second_person_publishes", "who wrote the last version does not publish it");
}

std::optional<std::string> awaited_by(db::Tx& tx, Viewer const& viewer, store::StoryRow const& story) {
  if (!viewer.may(edit_content) || story.state == StoryState::published ||
      !suggestions::store::load_rules(tx).four_eyes)
    return std::nullopt;
  return is_second_pair(deeds_on(tx, story.id), viewer.person) ? "you" : "another";
}

}  // namespace essaim::content
