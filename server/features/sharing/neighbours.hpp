#pragma once
// What sharing asks of the features below it, in one place: who writes, what about, where the link leads.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/access/access.hpp"
#include "platform/access/organisation.hpp"
#include "platform/db/db.hpp"

namespace essaim::sharing {

struct Author {
  std::string name, initials, country, time_zone = "Europe/Paris";
  std::optional<std::string> headline;
  std::optional<int64_t> group, site;
  std::vector<std::string> networks;
  bool plain_links = false;
  std::optional<int64_t> daily_cap;
  std::optional<std::string> mastodon_server;
};

struct Programme {
  std::string organisation_name;
  std::optional<int64_t> daily_cap;
  std::map<std::string, std::string> disclosures;  // by language, the programme's own sentence
};

struct SuggestedText {
  int64_t id = 0;
  std::string text;
};
struct SharedStory {
  int64_t id = 0, version = 1;
  std::string title, language;
  std::string address;  // where it leads; empty when there is nothing to link to
  std::optional<std::string> picture_url;
  std::vector<int64_t> themes;
  std::vector<SuggestedText> variants;
};

struct StoryCard {
  std::string title;
  std::optional<std::string> picture_url;
  std::vector<int64_t> themes;
};

struct MadeLink {
  int64_t id = 0;
  std::string url;
};

/// What readers did with a link; `seen_there`: somebody who is not the author came from the share's own place.
struct LinkFigures {
  int64_t clicks = 0, filtered = 0;
  bool incomplete = false;
  bool seen_there = false;
  std::string url;
};
struct AskedLink {
  int64_t id = 0;
  std::string_view network;
  std::string_view server;
};

Author author_of(db::Tx& tx, Organisation& organisation, Viewer const& viewer);
Programme programme_of(db::Tx& tx, Organisation& organisation);
/// `missing` unless this viewer may see it and it may be shared now (published, no embargo, not expired).
Result<SharedStory> load_story_to_share(db::Tx& tx, Organisation& organisation, Viewer const& viewer, int64_t story);
/// Also of stories that were withdrawn since: one's own shares keep their title.
std::map<int64_t, StoryCard> story_cards(db::Tx& tx, Organisation& organisation, std::span<int64_t const> stories);
std::vector<SuggestedText> variants_of(db::Tx& tx, int64_t story);
MadeLink make_link(db::Tx& tx, Organisation& organisation, int64_t person, SharedStory const& story, std::string_view network);
std::map<int64_t, LinkFigures> figures_of(Organisation& organisation, std::span<AskedLink const> links);

}  // namespace essaim::sharing
