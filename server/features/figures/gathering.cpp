// Which shares and clicks a week is made of. Nothing here decides what is shown.

#include "features/figures/closing.hpp"
#include "features/links/links.hpp"
#include "features/sharing/sharing.hpp"

#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace essaim::figures {
namespace {

class Week {
 public:
  Week(db::Tx& tx, content::Content const& content, int64_t monday) : tx_(tx), content_(content), monday_(monday) {}

  void add_shares() {
    auto const shares = sharing::shares_to_close(tx_, start_of(monday_), start_of(monday_ + days_of_week));
    std::vector<int64_t> tracked;
    for (auto const& share : shares)
      if (share.link) tracked.push_back(*share.link);
    auto const seen = links::proved_among(tx_, tracked);
    for (auto const& share : shares) {
      bool const proved = was_proved(share, seen);
      if (!proved && share.said == "not_this_time") continue;
      auto& grain = grain_of(share);
      ++(proved ? grain.proved : share.said == "declared" ? grain.declared : grain.opened);
    }
  }

  // Readers come long after a share: each click counts in the week in which it came.
  void add_clicks() {
    std::vector<int64_t> clicked;
    std::unordered_map<int64_t, int64_t> people;
    for (auto const& clicks : links::clicks_to_close(tx_, monday_, monday_ + days_of_week)) {
      if (clicks.people.value == 0) continue;
      clicked.push_back(clicks.link.value);
      people[clicks.link.value] = clicks.people.value;
    }
    for (auto const& share : sharing::shares_to_close(tx_, clicked)) grain_of(share).clicks += people.at(*share.link);
  }

  std::vector<store::GrainRow> take() {
    std::set<int64_t> stories;
    for (auto const& [key, grain] : grains_) stories.insert(grain.story);
    auto const themes = content_.first_themes(tx_, std::vector(stories.begin(), stories.end()));
    std::vector<store::GrainRow> out;
    for (auto& [key, grain] : grains_) {
      if (auto const found = themes.find(grain.story); found != themes.end()) grain.theme = found->second;
      out.push_back(std::move(grain));
    }
    return out;
  }

 private:
  // Mastodon has no central host: what proves it is the server that the person chose.
  bool was_proved(sharing::ShareToClose const& share, std::unordered_set<int64_t> const& seen) {
    if (!share.link) return false;
    if (!share.server.empty()) return links::was_read_from(tx_, {*share.link}, share.server);
    return seen.contains(*share.link);
  }

  store::GrainRow& grain_of(sharing::ShareToClose const& share) {
    bool const is_tracked = share.link.has_value();
    auto const [found, is_new] = grains_.try_emplace({share.person, share.story, share.network, is_tracked});
    auto& grain = found->second;
    if (!is_new) return grain;
    grain.week = monday_;
    grain.person = share.person;
    grain.story = share.story;
    grain.network = share.network;
    grain.is_tracked = is_tracked;
    grain.group = share.group;
    return grain;
  }

  db::Tx& tx_;
  content::Content const& content_;
  int64_t monday_;
  std::map<std::tuple<int64_t, int64_t, std::string, bool>, store::GrainRow> grains_;
};

}  // namespace

std::vector<store::GrainRow> gather_week(db::Tx& tx, content::Content const& content, int64_t monday) {
  Week week(tx, content, monday);
  week.add_shares();
  week.add_clicks();
  return week.take();
}

}  // namespace essaim::figures
