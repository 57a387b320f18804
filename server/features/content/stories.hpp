#pragma once
// The operations on stories and how they are shown, for this feature's own routes.

#include "features/content/content.hpp"
#include "features/content/store.hpp"

namespace essaim::content {

/// `seen_by_editor`: with the author's name and, for drafts, all.
Story show_story(Content const& content, db::Tx& tx, store::StoryRow const& row, Viewer const& viewer);
KnownStory known_story(Content const& content, db::Tx& tx, store::StoryRow const& row, Viewer const& viewer);
store::Sight sight_for(Content const& content, db::Tx& tx, Viewer const& viewer);

Result<Story> change_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id,
                           StoryInput const& input, std::optional<int64_t> expected_version);
/// One page, offered as two stories, would be shared twice to the same readers: that is asked first.
struct Publication {
  bool again_confirmed = false;
  bool above_ceiling_confirmed = false;
  std::optional<StoryId> twin{};  // filled by the refusal: the story that offers the same page
};
Result<Story> publish_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id, Publication& asked);
/// The same for whoever was found to be allowed it: an editor, or a trusted contributor.
Result<Story> put_out(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id, Publication& asked);
/// A draft in that person's words; the caller has seen that it may be made.
Result<StoryId> make_story_by(Content const& content, db::Tx& tx, int64_t author, StoryInput const& input);
/// Four eyes, where the organisation asks: refuses whoever wrote the last version, unless somebody else has published
/// it before.
Result<Done> check_second_pair(db::Tx& tx, int64_t person, store::StoryRow const& story);
/// Whom a story that is not out waits for under four eyes: "you", "another"; empty where nobody asks.
std::optional<std::string> awaited_by(db::Tx& tx, Viewer const& viewer, store::StoryRow const& story);
Result<Story> withdraw_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id);
Result<Story> relabel_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id, Stance stance);

struct HistoryEntry {
  static constexpr std::string_view dto = "HistoryEntry";
  std::string at;
  std::optional<std::string> actor_name;
  std::string change;
  int64_t version = 1;
};
template <class V>
void describe(V& v, HistoryEntry& h) {
  v("at", h.at);
  v("actor_name", h.actor_name);
  v("change", h.change, http::one_of({"made", "edited", "published", "withdrawn", "relabelled"}));
  v("version", h.version);
}
Result<std::vector<HistoryEntry>> history_of(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id);

struct StoryPage {
  static constexpr std::string_view dto = "StoryPage";
  std::vector<Story> items;
  std::optional<std::string> next;
};
template <class V>
void describe(V& v, StoryPage& p) {
  v("items", p.items);
  v("next", p.next);
}
struct Search {
  std::string state, typed;
  store::Filter filter;
  http::Page page;
};
Result<StoryPage> list_stories(Content const& content, db::Tx& tx, Viewer const& viewer, Search const& search);

}  // namespace essaim::content
