#pragma once
// The operations on suggestions, for this room's own routes.

#include "features/content/content.hpp"
#include "features/content/stories.hpp"
#include "features/content/suggestions/store.hpp"
#include "features/content/suggestions/suggestions.hpp"
#include "features/content/suggestions/view.hpp"

namespace essaim::content::suggestions {

/// A member's own, put before the editors; or, with `publish`, by a trusted contributor, before everybody. `page` was
/// read before the transaction, for those alone.
struct Proposal {
  Input input;
  std::optional<store::Page> page{};
  std::optional<StoryId> offered{};  // filled by the refusal: the story that this member can see already
};
Result<Mine> propose(Content const& content, db::Tx& tx, Viewer const& viewer, Proposal& proposal);
Result<Done> take_back(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t id);
Result<MyPage> list_mine(Content const& content, db::Tx& tx, Viewer const& viewer, http::Page const& page);
/// This person publishes directly now: trusted, and the programme has it on.
bool may_publish_directly(db::Tx& tx, int64_t person);

Result<ShownPage> list_shown(Content const& content, db::Tx& tx, Viewer const& viewer, bool decided,
                             http::Page const& page);
/// `twin` is filled by the refusal of a page that is offered already.
struct Judgement {
  Decision decision = Decision::kept;
  std::string reason;
  bool again_confirmed = false;
  std::optional<StoryId> twin{};
};
Result<Shown> decide(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t id, Judgement& judgement);
Result<Shown> undo(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t id);

/// What a story of it begins with; the title may be empty.
StoryInput draft_of(Content const& content, store::Row const& row);
Mine show_mine(Content const& content, db::Tx& tx, Viewer const& viewer, store::Row const& row);
Shown show(Content const& content, db::Tx& tx, store::Row const& row);
std::optional<Picture> picture_of(Content const& content, db::Tx& tx, std::optional<int64_t> picture);
Stage stage_of(store::Row const& row, Instant now);

/// How the library is run, for who reads the settings and who decides them.
Result<store::LibraryRules> change_rules(Content const& content, db::Tx& tx, Viewer const& viewer,
                                         store::LibraryRules const& rules);
/// A story was published: if it was made of a suggestion, its proposer may have earned to publish directly.
void settle_trust(Content const& content, db::Tx& tx, StoryId story);
Result<std::vector<Contributor>> list_contributors(Content const& content, db::Tx& tx, Viewer const& viewer);
Result<Done> end_trust(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t person);
Result<Done> give_trust_back(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t person);

}  // namespace essaim::content::suggestions
