#pragma once
// What a person may do about sharing; each operation is told whose hand it is by the viewer.

#include "features/content/content.hpp"
#include "features/links/links.hpp"
#include "features/sharing/networks.hpp"
#include "features/sharing/originality.hpp"
#include "features/sharing/rules.hpp"
#include "features/sharing/store.hpp"
#include "platform/qr/qr.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace essaim::sharing {

/// What every operation works with.
struct Desk {
  Organisation& organisation;
  content::Content const& content;
  links::Links& links;
  Viewer const& viewer;
  Instant now() const { return organisation.now(); }
};

struct Wish {
  int64_t story = 0;
  Network const* network = nullptr;
  std::string text;
  std::optional<bool> plain_link;     // as the person prefers, unless said
  std::optional<std::string> server;  // the person's own Mastodon server, unless said
  bool over_cap_confirmed = false;
  bool again_confirmed = false;
};
struct Opened {
  store::ShareRow share;
  std::string link;      // tracked or plain; empty when the story leads nowhere
  std::string open_url;  // empty: nothing to open
  std::string copy_text;
  std::optional<QrCode> qr;
};
Result<Opened> open_share(db::Tx& tx, Desk const& desk, Wish const& wish);

/// `missing` unless this viewer may see the story and it may be shared now: published, past its embargo, not expired.
Result<content::KnownStory> load_shareable(db::Tx& tx, Desk const& desk, int64_t story);

/// What a share remembers of its story, whatever became of it.
struct StoryCard {
  std::string title;
  std::optional<std::string> picture_url;
  std::vector<int64_t> themes;
};
/// A share as its author sees it now.
struct Seen {
  store::ShareRow share;
  ShareState state = ShareState::opened;
  StoryCard story;
  std::optional<links::Link> link;
  Figure<Measured> clicks, filtered;
  bool incomplete = false;
};
Result<Seen> see_share(db::Tx& tx, Desk const& desk, int64_t share);
/// The newest first, below `before` (0: from the newest).
std::vector<Seen> see_shares(db::Tx& tx, Desk const& desk, int64_t before, int64_t limit);

Result<Done> say_outcome(db::Tx& tx, Desk const& desk, int64_t share, Outcome outcome,
                         std::optional<std::string> const& text);
Result<Done> delete_share(db::Tx& tx, Desk const& desk, int64_t share);

Result<Done> save_draft(db::Tx& tx, Desk const& desk, int64_t story, std::string_view network, std::string_view text);
Result<Done> delete_draft(db::Tx& tx, Desk const& desk, int64_t story, std::string_view network);
Result<Originality> measure_originality(db::Tx& tx, Desk const& desk, int64_t story, std::string_view text);

}  // namespace essaim::sharing
