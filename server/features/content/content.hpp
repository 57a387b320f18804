#pragma once
// Stories: what is offered to share, for whom, and in which words. This is the one header that other features see.
// app/compose makes one Content for the organisation and hands it to the features above.

#include "base/id.hpp"
#include "features/content/sources/sources.hpp"
#include "features/content/stance.hpp"
#include "features/content/story.hpp"
#include "features/content/suggestions/suggestions.hpp"
#include "features/content/view.hpp"
#include "platform/access/access.hpp"
#include "platform/access/organisation.hpp"
#include "platform/http/router.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content {

inline constexpr Permission edit_content{"content.edit"};

/// What content asks of people and their settings.
struct Faces {
  /// Group with all groups above it, site, languages read.
  std::function<Reader(db::Tx&, int64_t person)> reader_of;
  /// Empty when nobody of that id may be named any more.
  std::function<std::optional<std::string>(db::Tx&, int64_t person)> name_of;
  std::function<std::vector<std::string>(db::Tx&)> own_hosts;
  std::function<int64_t(db::Tx&)> useful_percent;
  std::function<Ceiling(db::Tx&)> ceiling = [](db::Tx&) { return Ceiling::asks; };
  std::function<bool(db::Tx&, int64_t group)> group_exists;
  std::function<bool(db::Tx&, int64_t site)> site_exists;
  /// Ids are made here and may be taken, once in millions: a test says which.
  std::function<int64_t(Instant)> new_id = new_id_value;
};

/// A story with its inner ids, for features above.
struct KnownStory {
  StoryId id;
  int64_t version = 1;
  std::optional<std::string> address;
  std::vector<int64_t> themes;
  std::vector<VariantId> variants;  // in the order of story.variants
  Story story;
};

struct VariantText {
  StoryId story;
  VariantId id;
  std::string text;
};

enum class Wording { as_written, offered };

/// What a feed needs of a story to rank it.
struct FeedStory {
  StoryId id;
  Stance stance = Stance::useful;
  Instant visible_from;
  std::optional<Instant> expires_at;
  std::vector<int64_t> themes;
  Audience audience;
  std::string language, source;  // the language in which this reader is offered it
  int shared_class = 0;
};

class Content {
 public:
  Content(Organisation& organisation, Faces faces) : organisation_(organisation), faces_(std::move(faces)) {}

  /// What this viewer may see: members what is published, current and for them, in a language of theirs where it has
  /// one; editors everything, as it was written unless they ask for what is offered to them.
  std::optional<KnownStory> find_story(db::Tx& tx, Viewer const& viewer, StoryId id,
                                       Wording wording = Wording::as_written) const;
  /// Those of them that this member may share now, in the order asked: published, past their embargo, not expired, for
  /// them. Also for somebody who edits: what is not out yet cannot be shared (security.md 33).
  std::vector<KnownStory> find_offered(db::Tx& tx, Viewer const& viewer, std::span<StoryId const> ids) const;
  /// The same for who knows already what this viewer reads.
  std::vector<KnownStory> find_offered(db::Tx& tx, Viewer const& viewer, Reader const& reader,
                                       std::span<StoryId const> ids) const;
  /// Title, picture and themes whatever became of the story: for what somebody shared earlier. In the language of
  /// `reader`, where one is named.
  std::optional<KnownStory> recall_story(db::Tx& tx, StoryId id, int64_t reader = 0) const;
  /// Many at once, in the language of `reader`, by their ids.
  std::map<int64_t, KnownStory> recall_stories(db::Tx& tx, std::span<StoryId const> ids, int64_t reader) const;

  /// The texts that were offered with these stories, in their order.
  std::vector<VariantText> variant_texts(db::Tx& tx, std::span<StoryId const> stories) const;

  /// The newest stories for this reader, and the newest of each theme, each once: a bounded number, by index only.
  std::vector<FeedStory> feed(db::Tx& tx, Reader const& reader, std::span<int64_t const> themes) const;
  Reader reader_of(db::Tx& tx, int64_t person) const { return faces_.reader_of(tx, person); }

  std::vector<Theme> themes(db::Tx& tx) const;
  std::vector<int64_t> theme_ids(db::Tx& tx) const;
  /// The theme that each story is first about, of those that have one.
  std::map<int64_t, int64_t> first_themes(db::Tx& tx, std::span<int64_t const> stories) const;
  /// Those that count as about the company now; a story that is not there is about nobody.
  std::set<int64_t> company_among(db::Tx& tx, std::span<int64_t const> stories) const;
  /// Name in that language; empty when there is no such theme.
  std::string theme_name(db::Tx& tx, int64_t theme, std::string_view language) const;

  /// What the night's close found: 0, 5, 10, 20 or 50 people (promises.md 12).
  void keep_shared_classes(db::Tx& tx, std::map<int64_t, int64_t> const& class_by_story) const;

  /// Refusals name their field; see content.cpp for each operation's rules.
  Result<StoryId> make_story(db::Tx& tx, Viewer const& viewer, StoryInput const& input) const;
  /// A story that leads to the same page, in any state.
  std::optional<StoryId> find_by_address(db::Tx& tx, std::string_view address) const;
  /// Draws bytes anew in three shapes and keeps them; `alt` says what is seen. Takes no transaction: it waits for a
  /// helper process.
  Result<Picture> add_picture(int64_t person, std::string_view bytes, std::string_view name,
                              std::string_view alt) const;

  Organisation& organisation() const { return organisation_; }
  Faces const& faces() const { return faces_; }

 private:
  Organisation& organisation_;
  Faces faces_;
};

/// How many stories, in any state, name one of these groups or sites in their audience.
int64_t count_meant_for(db::Tx& tx, std::span<int64_t const> groups, std::span<int64_t const> sites);
/// A group or site has ended: what was meant for it is meant for `into`. The story's text and version stay; whom it is
/// for is said anew wherever it is looked for.
void move_group_audience(db::Tx& tx, int64_t group, int64_t into);
void move_site_audience(db::Tx& tx, int64_t site, int64_t into);

/// Routes under /api/v1: themes, stories, media, the mix. `content` outlives the router.
void add_routes(http::Router& router, Content const& content);
/// GET /media/{sha256}, outside /api; empty for any other path.
std::optional<http::Response> serve_media(Organisation& organisation, http::Request const& request);
PersonalData personal_data(Organisation& organisation);

}  // namespace essaim::content
