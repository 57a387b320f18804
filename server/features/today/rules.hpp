#pragma once
// Which stories a person is offered today, and why. Pure: the same facts give the same five, and each says its reason.
//
// The sentence for the works council: "Stories about the company are never favoured and never above their share; what
// counts is what you follow, whom it is for, how new it is, and that not everybody gets the same."

#include "base/clock.hpp"
#include "features/content/content.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::today {

/// What may move a story up or down. There is no signal for its stance, and a test holds that.
enum class Signal {
  theme,          // has a theme this person follows
  another_theme,  // each further one
  group,
  site,               // was made for this person's group, or site
  fresh,              // how recently it appeared: all of it at first, half after three days, a quarter after nine
  novelty,            // how little the swarm has shared it, by the classes of the night's close
  chance,             // a little, different for each person and day, so that not everybody shares the same
  other_language,     // is written in a language this person does not read
  less_of,            // has a theme of which this person wants less
  offered_before,     // each earlier day on which it was offered
  same_theme_today,   // each story above it that has a theme in common
  same_source_today,  // each story above it from the same place
};

struct Weight {
  Signal signal;
  int points;
};
/// The one table of weights.
inline constexpr std::array weights{Weight{Signal::theme, 40},
                                    Weight{Signal::another_theme, 8},
                                    Weight{Signal::group, 25},
                                    Weight{Signal::site, 15},
                                    Weight{Signal::fresh, 30},
                                    Weight{Signal::novelty, 15},
                                    Weight{Signal::chance, 8},
                                    Weight{Signal::other_language, -60},
                                    Weight{Signal::less_of, -30},
                                    Weight{Signal::offered_before, -14},
                                    Weight{Signal::same_theme_today, -9},
                                    Weight{Signal::same_source_today, -9}};
constexpr int points_of(Signal signal) {
  for (auto const& weight : weights)
    if (weight.signal == signal) return weight.points;
  return 0;
}

struct Candidate {
  int64_t story = 0;
  content::Stance stance = content::Stance::useful;
  Instant visible_from;
  std::optional<Instant> expires_at;
  std::vector<int64_t> themes;
  content::Audience audience;
  std::string language;   // it is written in; empty when not known
  std::string source;     // site name or host
  int shared_class = 0;   // 0, 5, 10, 20 or 50: the floor below which nothing is said is 5
  int times_offered = 0;  // on earlier days
};

/// What this person has told us about what they want.
struct Taste {
  content::Reader reader;
  std::vector<int64_t> follows, less_of;
  std::vector<int64_t> handled;  // shared or put aside already
  uint64_t seed = 0;             // of this person and day
};

/// Why a story is here: the strongest thing that speaks for it.
enum class Reason { theme, group, site, fresh, novelty, discovery, everybody, company };
std::string_view to_text(Reason reason);

struct Choice {
  int64_t story = 0;
  Reason reason = Reason::everybody;
  std::optional<int64_t> theme;  // of the reasons theme and discovery
  content::Stance stance = content::Stance::useful;
};

struct Menu {
  int stories = 5;
  int useful_percent = 80;
  int64_t day = 0;
};
/// How many stories of this day may be about the company. Over the days it is exactly the ratio: with three stories a
/// day at 80 %, three days of five have one. (floor((day + 1) · f) - floor(day · f), f = stories · (1 - ratio).)
int company_places(Menu menu);

/// A story can be offered while it can be seen, is for this person, and was neither shared nor put aside by them.
bool may_be_offered(Candidate const& candidate, Taste const& taste, Instant now);

/// Points before variety; the stance plays no part.
int score(Candidate const& candidate, Taste const& taste, Instant now);

/// Fills what `given` (today's earlier choice, in order) leaves open. Useful stories first, those about the company
/// after them and never above their places; where useful ones lack, the page is shorter rather than promotional.
std::vector<Choice> choose(std::span<Candidate const> candidates, std::span<Candidate const> given, Taste const& taste,
                           Menu menu, Instant now);

}  // namespace essaim::today
