#include "features/today/rules.hpp"

#include <algorithm>

namespace essaim::today {
namespace {

constexpr int64_t half_fresh_ms = 3 * 86'400'000LL;
constexpr int64_t new_ms = 2 * 86'400'000LL;

bool contains(auto const& many, auto const& one) { return std::find(many.begin(), many.end(), one) != many.end(); }
bool share_one(std::vector<int64_t> const& a, std::vector<int64_t> const& b) {
  return std::any_of(a.begin(), a.end(), [&](int64_t one) { return contains(b, one); });
}

int64_t age_of(Candidate const& candidate, Instant now) {
  return std::max<int64_t>(0, (now - candidate.visible_from).ms);
}
int fresh_points(int64_t age_ms) { return int(points_of(Signal::fresh) * half_fresh_ms / (half_fresh_ms + age_ms)); }

int novelty_points(int shared_class) {
  int const whole = points_of(Signal::novelty);
  switch (shared_class) {
    case 0: return whole;
    case 5: return whole * 3 / 4;
    case 10: return whole / 2;
    case 20: return whole / 4;
    default: return 0;
  }
}

// SplitMix64's finaliser: spreads neighbouring ids evenly.
uint64_t mixed(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

std::optional<int64_t> followed_theme(Candidate const& candidate, Taste const& taste) {
  for (auto theme : candidate.themes)
    if (contains(taste.follows, theme)) return theme;
  return std::nullopt;
}

bool for_group(Candidate const& candidate, Taste const& taste) {
  return share_one(candidate.audience.groups, taste.reader.groups);
}
bool for_site(Candidate const& candidate, Taste const& taste) {
  return taste.reader.site && contains(candidate.audience.sites, *taste.reader.site);
}

int theme_points(Candidate const& candidate, Taste const& taste) {
  auto const common = std::count_if(candidate.themes.begin(), candidate.themes.end(),
                                    [&](int64_t theme) { return contains(taste.follows, theme); });
  return common == 0 ? 0 : points_of(Signal::theme) + int(common - 1) * points_of(Signal::another_theme);
}

// The strongest thing that speaks for it, among those that are a reason to a reader.
Choice explain(Candidate const& candidate, Taste const& taste, Instant now) {
  Choice choice{candidate.story, Reason::everybody, std::nullopt, candidate.stance};
  if (candidate.stance == content::Stance::company) return choice.reason = Reason::company, choice;
  int best = 0;
  auto consider = [&](Reason reason, int points) {
    if (points > best) {
      best = points;
      choice.reason = reason;
    }
  };
  consider(Reason::theme, theme_points(candidate, taste));
  if (for_group(candidate, taste)) consider(Reason::group, points_of(Signal::group));
  if (for_site(candidate, taste)) consider(Reason::site, points_of(Signal::site));
  auto const age = age_of(candidate, now);
  if (age <= new_ms) consider(Reason::fresh, fresh_points(age));
  if (candidate.shared_class == 0) consider(Reason::novelty, novelty_points(0));
  bool const outside = !taste.follows.empty() && !candidate.themes.empty() && !followed_theme(candidate, taste);
  if (outside && (choice.reason == Reason::novelty || choice.reason == Reason::everybody))
    choice.reason = Reason::discovery;
  if (choice.reason == Reason::theme) choice.theme = followed_theme(candidate, taste);
  if (choice.reason == Reason::discovery) choice.theme = candidate.themes.front();
  return choice;
}

int variety_points(Candidate const& candidate, std::vector<Candidate const*> const& above) {
  int points = 0;
  for (auto const* other : above) {
    if (share_one(candidate.themes, other->themes)) points += points_of(Signal::same_theme_today);
    if (!candidate.source.empty() && candidate.source == other->source) points += points_of(Signal::same_source_today);
  }
  return points;
}

struct Scored {
  Candidate const* candidate;
  int points;
};

// Takes the best one of that stance, given what stands above it; the older story id breaks a tie for good.
Candidate const* take_best(std::vector<Scored>& left, content::Stance stance,
                           std::vector<Candidate const*> const& above) {
  size_t best = left.size();
  int best_points = 0;
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i].candidate->stance != stance) continue;
    int const points = left[i].points + variety_points(*left[i].candidate, above);
    bool const better = best == left.size() || points > best_points ||
                        (points == best_points && left[i].candidate->story < left[best].candidate->story);
    if (better) {
      best = i;
      best_points = points;
    }
  }
  if (best == left.size()) return nullptr;
  auto const* taken = left[best].candidate;
  left.erase(left.begin() + std::ptrdiff_t(best));
  return taken;
}

}  // namespace

std::string_view to_text(Reason reason) {
  switch (reason) {
    case Reason::theme: return "theme";
    case Reason::group: return "group";
    case Reason::site: return "site";
    case Reason::fresh: return "fresh";
    case Reason::novelty: return "novelty";
    case Reason::discovery: return "discovery";
    case Reason::everybody: return "everybody";
    case Reason::company: return "company";
  }
  return "everybody";
}

int company_places(Menu menu) {
  int64_t const hundredths = int64_t(menu.stories) * (100 - menu.useful_percent);
  return int((menu.day + 1) * hundredths / 100 - menu.day * hundredths / 100);
}

bool may_be_offered(Candidate const& candidate, Taste const& taste, Instant now) {
  if (candidate.visible_from > now || (candidate.expires_at && *candidate.expires_at <= now)) return false;
  return content::is_for(candidate.audience, taste.reader) && !contains(taste.handled, candidate.story);
}

int score(Candidate const& candidate, Taste const& taste, Instant now) {
  int points = theme_points(candidate, taste);
  if (for_group(candidate, taste)) points += points_of(Signal::group);
  if (for_site(candidate, taste)) points += points_of(Signal::site);
  points += fresh_points(age_of(candidate, now));
  points += novelty_points(candidate.shared_class);
  points += int(mixed(taste.seed ^ mixed(uint64_t(candidate.story))) % uint64_t(points_of(Signal::chance) + 1));
  bool const foreign = !candidate.language.empty() && !taste.reader.languages.empty() &&
                       !contains(taste.reader.languages, candidate.language);
  if (foreign) points += points_of(Signal::other_language);
  if (share_one(candidate.themes, taste.less_of)) points += points_of(Signal::less_of);
  return points + candidate.times_offered * points_of(Signal::offered_before);
}

std::vector<Choice> choose(std::span<Candidate const> candidates, std::span<Candidate const> given, Taste const& taste,
                           Menu menu, Instant now) {
  std::vector<Candidate const*> above;
  int company_left = company_places(menu);
  for (auto const& earlier : given) {
    above.push_back(&earlier);
    if (earlier.stance == content::Stance::company) --company_left;
  }
  std::vector<Scored> left;
  for (auto const& candidate : candidates) {
    bool const again =
        std::any_of(given.begin(), given.end(), [&](Candidate const& one) { return one.story == candidate.story; });
    if (!again && may_be_offered(candidate, taste, now)) left.push_back({&candidate, score(candidate, taste, now)});
  }

  int const places = menu.stories - int(given.size());
  std::vector<Choice> useful, company;
  // Company first takes its place, so that useful ones fill what it leaves when there is none.
  while (company_left-- > 0 && int(company.size()) < places) {
    auto const* taken = take_best(left, content::Stance::company, above);
    if (!taken) break;
    above.push_back(taken);
    company.push_back(explain(*taken, taste, now));
  }
  while (int(useful.size() + company.size()) < places) {
    auto const* taken = take_best(left, content::Stance::useful, above);
    if (!taken) break;
    above.push_back(taken);
    useful.push_back(explain(*taken, taste, now));
  }
  useful.insert(useful.end(), company.begin(), company.end());
  return useful;
}

}  // namespace essaim::today
