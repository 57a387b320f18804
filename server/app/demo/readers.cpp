// Who clicked. Most links of most people bring nobody, a few stories bring most readers, and a third to a half of all
// visits are machines: the shapes of what has been published on shared links (Gabielkov et al. 2016).

#include "app/demo/world.hpp"
#include "features/links/links.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace essaim::demo {
namespace {

constexpr std::array browsers{
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile "
    "Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Safari/605.1.15"};
constexpr std::array machines{"LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
                              "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                              "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                              "python-requests/2.32.3", ""};
constexpr double robots_a_share = 1.4, robots_a_reader = 0.45;

std::string_view own_referer(std::string_view network) {
  if (network == "linkedin") return "https://www.linkedin.com/";
  if (network == "mastodon") return "https://mastodon.example/";
  if (network == "facebook") return "https://l.facebook.com/";
  if (network == "bluesky") return "https://go.bsky.app/";
  if (network == "x") return "https://t.co/";
  return "";
}

std::string referer_of(Dice& dice, std::string_view network) {
  auto const place = dice.fraction();
  if (place < 0.66) return std::string(own_referer(network));
  if (place < 0.82) return "";
  static constexpr std::array beyond{"https://app.slack.com/", "https://teams.microsoft.com/",
                                     "https://l.facebook.com/", "https://forum-chaleur.example/",
                                     "https://www.linkedin.com/"};
  return beyond[dice.below(beyond.size())];
}

// Seven in ten with half-lives of three hours, the others of a day; hardly ever while people sleep.
std::optional<Instant> moment_after(World& world, Instant shared) {
  for (int tries = 0; tries < 40; ++tries) {
    auto const half_life = world.dice.happens(0.7) ? 3.0 : 24.0;
    Instant const at{shared.ms + 20'000 + int64_t(world.dice.exponential(half_life / std::log(2.0)) * 3'600'000)};
    auto const local = world.zone.at(at);
    bool const asleep = local.hour < 6 || local.hour >= 23;
    if (asleep && !world.dice.happens(0.06)) continue;
    if (local.weekday > 5 && !world.dice.happens(0.35)) continue;
    if (at < world.now - minutes(5) && utc_day(at) < utc_day(world.now)) return at;
  }
  return std::nullopt;
}

int readers_of(Dice& dice, MadeShare const& made) {
  if (made.readers >= 0) return made.readers;
  if (!dice.happens(std::min(0.75, 0.2 * std::sqrt(made.quality)))) return 0;
  return 1 + int(dice.exponential(made.quality));
}

void add_readers(World& world, links::LinkId link, MadeShare const& made, int readers,
                 std::vector<links::PastVisit>& visits) {
  for (int i = 0; i < readers; ++i) {
    auto const at = moment_after(world, made.at);
    if (!at) continue;
    links::PastVisit visit{.link = link, .at = *at, .referer = referer_of(world.dice, made.network)};
    visit.user_agent = browsers[world.dice.below(browsers.size())];
    visits.push_back(visit);
    if (!world.dice.happens(0.1)) continue;
    visit.at = *at + minutes(4);  // the same reader once more
    visit.again = true;
    visits.push_back(visit);
  }
}

void add_machines(World& world, links::LinkId link, MadeShare const& made, int readers,
                  std::vector<links::PastVisit>& visits) {
  auto const count = int(std::lround(world.dice.exponential(robots_a_share + robots_a_reader * readers)));
  for (int i = 0; i < std::min(count, 60); ++i) {
    links::PastVisit visit{.link = link};
    // Previews come at once, scanners within the hour, crawlers at any time.
    auto const late = world.dice.happens(0.6) ? int64_t(world.dice.below(5)) : int64_t(world.dice.below(90'000));
    visit.at = made.at + seconds(3 + late);
    visit.head = world.dice.happens(0.15);
    visit.user_agent = machines[world.dice.below(machines.size())];
    if (utc_day(visit.at) < utc_day(world.now)) visits.push_back(std::move(visit));
  }
  if (world.dice.happens(0.4))
    visits.push_back({.link = link, .at = made.at + minutes(1), .user_agent = browsers[0], .by_author = true});
}

}  // namespace

Result<Done> send_readers(World& world) {
  std::vector<links::PastVisit> visits;
  for (auto const& made : world.made) {
    if (made.link.empty()) continue;
    auto const code = std::string_view(made.link).substr(made.link.rfind('/') + 1);
    auto const link =
        world.organisation().db->read([&](db::Tx& tx) { return links::find_link_by_code(*world.app.links, tx, code); });
    if (!link) continue;
    int const readers = made.outcome == "not_this_time" ? 0 : readers_of(world.dice, made);
    add_readers(world, link->id, made, readers, visits);
    add_machines(world, link->id, made, readers, visits);
  }
  world.app.links->record_past(visits);
  return Done{};
}

}  // namespace essaim::demo
