// What members shared, day by day, and who came. A day is drawn in memory and written with the days around it.

#include "app/demo/drawn/company.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace essaim::demo {
namespace {

constexpr size_t batch = 5'000;
constexpr double shares_a_member_week = 0.5, own_words = 0.55;
constexpr int64_t days_of_interest = 60, most_bundles = 40;
constexpr double mean_readers = 0.8, machines_a_share = 0.5, machines_a_reader = 0.45;

constexpr std::array<std::string_view, 8> texts{"Trois minutes bien employées.",
                                                "Je l’ai lu deux fois, c’est bon signe.",
                                                "Enfin quelqu’un qui prend le temps d’expliquer.",
                                                "On me pose souvent la question. La réponse est ici.",
                                                "Ce que j’en retiens : mesurer d’abord, isoler ensuite.",
                                                "Vu du chantier, c’est exactement cela.",
                                                "Un collègue me l’a montré, je le passe à mon tour.",
                                                "Simple, clair, vérifiable."};
struct Home {
  std::string_view network, host;
};
constexpr std::array homes{
    Home{"linkedin", "www.linkedin.com"}, Home{"facebook", "l.facebook.com"}, Home{"x", "t.co"},
    Home{"bluesky", "go.bsky.app"},       Home{"threads", "l.threads.com"},   Home{"whatsapp", ""}};
constexpr std::array beyond{Home{"teams", "teams.microsoft.com"}, Home{"slack", "app.slack.com"},
                            Home{"", "forum-chaleur.example"}};
// As numbers in the store, which are never changed (features/links/rules.hpp).
constexpr int64_t by_person = 0, by_robot = 1, by_preview = 2, by_scanner = 6, again = 8;

/// The counts of one link while its visits are drawn.
class Counts {
 public:
  void add(Instant at, Home const& from, int64_t reason, int64_t clicks) {
    days_[{utc_day(at), from.network, from.host, reason}] += clicks;
    auto& hour = hours_[{utc_hour(at), from.network}];
    (reason == by_person ? hour.first : hour.second) += clicks;
  }
  void put_into(rows::Share& share) const {
    for (auto const& [key, clicks] : days_)
      share.days.push_back(
          {std::get<0>(key), std::string(std::get<1>(key)), std::string(std::get<2>(key)), std::get<3>(key), clicks});
    for (auto const& [key, count] : hours_)
      share.hours.push_back({key.first, std::string(key.second), count.first, count.second});
  }

 private:
  std::map<std::tuple<int64_t, std::string_view, std::string_view, int64_t>, int64_t> days_;
  std::map<std::pair<int64_t, std::string_view>, std::pair<int64_t, int64_t>> hours_;
};

class Life {
 public:
  explicit Life(Company& company) : c_(company) {
    std::ranges::stable_sort(c_.members, {}, &Member::joined);
    for (auto day = c_.first_day(); day < c_.today(); ++day) {
      auto const likely = likely_on(day);
      all_ += likely;
      natural_ += likely / 7 * shares_a_member_week;
    }
    wanted_ = c_.size.shares ? double(*c_.size.shares) : natural_;
    if (c_.size.clicks) scale_ = double(*c_.size.clicks) / std::max(1.0, wanted_ * 0.9 * mean_readers);
  }

  void draw() {
    for (auto day = c_.first_day(); day < c_.today(); ++day) {
      take_up_offers(day);
      auto const count = all_ > 0 && offers_.size() > 0 ? poisson(c_.dice, wanted_ * likely_on(day) / all_) : 0;
      for (int64_t i = 0; i < count; ++i) draw_share(day);
      if (waiting_.size() >= batch) write();
    }
    write();
  }

 private:
  /// How much sharing there is in a day, and who of the members of that week it may be.
  double likely_on(int64_t day) {
    if (auto const week = week_start(day); week != week_) {
      week_ = week;
      sharers_.clear();
      for (auto const& member : c_.members) {
        auto const since = week - utc_day(member.joined);
        if (since < 0) break;
        sharers_.add(member.activity * zeal_after(since));
      }
    }
    return sharers_.sum() * season_of(day);
  }

  void take_up_offers(int64_t day) {
    while (next_ < c_.offers.size() && utc_day(c_.offers[next_].published) < day) ++next_;
    while (oldest_ < next_ && utc_day(c_.offers[oldest_].published) < day - days_of_interest) ++oldest_;
    offers_.clear();
    double liked = 0;
    for (auto i = oldest_; i < next_; ++i) {
      auto const age = double(day - utc_day(c_.offers[i].published));
      auto const& offer = c_.offers[i];
      auto const likely = std::sqrt(offer.quality) / (1 + age / 12);
      offers_.add(likely);
      liked += likely * offer.quality;
    }
    if (offers_.sum() > 0) liked_ = liked / offers_.sum();
  }

  void draw_share(int64_t day) {
    auto& dice = c_.dice;
    auto const& member = c_.members[sharers_.draw(dice)];
    auto const& offer = c_.offers[oldest_ + offers_.draw(dice)];
    rows::Share share{.person = member.id, .story = offer.id, .group = member.group, .site = member.site};
    share.opened = c_.at_minute(day, minute_of_sharing(dice)) + seconds(int64_t(dice.below(60)));
    if (share.opened < member.joined) return;
    share.network = dice.happens(0.85) ? member.network : std::string_view("linkedin");
    if (!shared_.insert(std::tuple(share.person, share.story, share.network)).second) return;
    share.id = c_.ids.at(share.opened);
    share.local_day = day;
    share.text = texts[dice.below(texts.size())];
    share.originality = dice.happens(own_words) ? 3 : dice.happens(0.6) ? 2 : 1;
    double const said = dice.fraction();
    share.outcome = said < 0.62 ? "done" : said < 0.67 ? "not_this_time" : "";
    if (!member.plain) draw_link(share, offer);
    waiting_.push_back(std::move(share));
  }

  void draw_link(rows::Share& share, Offer const& offer) {
    auto& dice = c_.dice;
    share.link = c_.ids.at(share.opened);
    share.code = int64_t(dice.next());
    share.destination = offer.address + "?utm_source=" + share.network + "&utm_medium=social&utm_campaign=essaim";
    Counts counts;
    auto const readers =
        share.outcome == "not_this_time" ? 0 : std::llround(scale_ * double(readers_of(dice, offer.quality / liked_)));
    draw_readers(share, readers, counts);
    draw_machines(share, readers, counts);
    counts.put_into(share);
  }

  // Of many readers some come together: their number is kept, not each one's minute.
  void draw_readers(rows::Share& share, int64_t readers, Counts& counts) {
    auto& dice = c_.dice;
    auto const* own = std::ranges::find(homes, std::string_view(share.network), &Home::network);
    for (int64_t left = readers, bundles = std::min(readers, most_bundles); left > 0; --bundles) {
      auto const together = (left + bundles - 1) / bundles;
      left -= together;
      auto const at = awake(share.opened);
      if (utc_day(at) >= c_.today()) continue;
      double const place = dice.fraction();
      bool const from_home = place < 0.66 && own != homes.end() && !own->host.empty();
      counts.add(at,
                 from_home      ? *own
                 : place < 0.84 ? Home{"", ""}
                                : beyond[dice.below(beyond.size())],
                 by_person, together);
      if (from_home && (!share.proved || at < *share.proved)) share.proved = at;
      if (dice.happens(0.1)) counts.add(at, from_home ? *own : Home{"", ""}, again, together);
    }
  }

  void draw_machines(rows::Share const& share, int64_t readers, Counts& counts) {
    auto& dice = c_.dice;
    auto const count = std::llround(dice.exponential(machines_a_share + machines_a_reader * double(readers)));
    for (int64_t left = count, bundles = std::min<int64_t>(count, 6); left > 0; --bundles) {
      auto const together = (left + bundles - 1) / bundles;
      left -= together;
      double const kind = dice.fraction();
      auto const at = share.opened + seconds(kind < 0.55 ? 3 : int64_t(dice.below(90'000)));
      if (utc_day(at) < c_.today())
        counts.add(at, {"", ""}, kind < 0.55 ? by_preview : kind < 0.85 ? by_robot : by_scanner, together);
    }
  }

  // Hardly anybody reads while people sleep.
  Instant awake(Instant shared) {
    auto at = shared + delay_of_reader(c_.dice);
    for (int tries = 0; tries < 20; ++tries) {
      auto const hour = c_.world.zone.at(at).hour;
      if ((hour >= 6 && hour < 23) || c_.dice.happens(0.06)) break;
      at = shared + delay_of_reader(c_.dice);
    }
    return at;
  }

  void write() {
    c_.db().write([&](db::Tx& tx) { rows::add(tx, waiting_); });
    c_.drawn.shares += std::ssize(waiting_);
    for (auto const& share : waiting_)
      for (auto const& day : share.days) (day.reason == by_person ? c_.drawn.clicks : c_.drawn.machines) += day.clicks;
    waiting_.clear();
  }

  Company& c_;
  double all_ = 0, natural_ = 0, wanted_ = 0, scale_ = 1;
  double liked_ = 1;  // the mean quality of what is shared that day, which is better than what is offered
  int64_t week_ = -1;
  Weighted sharers_, offers_;
  size_t next_ = 0, oldest_ = 0;
  std::set<std::tuple<int64_t, int64_t, std::string>> shared_;  // once is enough
  std::vector<rows::Share> waiting_;
};

}  // namespace

void draw_sharing(Company& company) { Life(company).draw(); }

}  // namespace essaim::demo
