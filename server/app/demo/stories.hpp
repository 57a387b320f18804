#pragma once
// What the demo offers to share, as tables.

#include <span>
#include <string_view>

namespace essaim::demo {

struct StorySeed {
  std::string_view key, title, summary, why;
  std::string_view kind, stance, language, themes;  // themes: keys, the first one first
  std::string_view site_name, address;
  int days_ago = 0, minutes = 0;
  int sharers = 0;     // how many colleagues of Inès share it
  double quality = 1;  // readers a share brings, in proportion
  std::string_view question, figure, scene;
};
std::span<StorySeed const> french_stories();
std::span<StorySeed const> english_stories();
std::span<StorySeed const> draft_stories();

/// A share that was written by hand, with the readers it found.
struct ShareSeed {
  std::string_view story, network;
  int weeks_ago, weekday, hour, minute;
  std::string_view text, outcome;  // outcome empty: nothing was said
  int clicks;
};
std::span<ShareSeed const> shares_of_ines();

}  // namespace essaim::demo
