// Which shares and clicks a week is made of. Nothing here decides what is shown.

#include "features/figures/closing.hpp"
#include "features/links/links.hpp"
#include "features/sharing/sharing.hpp"

#include <map>
#include <tuple>

namespace essaim::figures {
namespace {

class Week {
 public:
  Week(db::Tx& tx, content::Content const& content, int64_t monday) : tx_(tx), content_(content), monday_(monday) {}

  void add_shares() {
    for (auto const& share : sharing::shares_to_close(tx_, start_of(monday_), start_of(monday_ + days_of_week))) {
      bool const proved = was_proved(share);
      if (!proved && share.said == "not_this_time") continue;
      auto& grain = grain_of(share);
      ++(proved ? grain.proved : share.said == "declared" ? grain.declared : grain.opened);
    }
  }

  // Readers come long after a share: each click counts in the week in which it came.
  void add_clicks() {
    for (auto const& clicks : links::clicks_to_close(tx_, monday_, monday_ + days_of_week)) {
      if (clicks.people.value == 0) continue;
      if (auto const share = sharing::share_to_close(tx_, clicks.link.value))
        grain_of(*share).clicks += clicks.people.value;
    }
  }

  std::vector<store::GrainRow> take() {
    std::vector<store::GrainRow> out;
    for (auto& [key, grain] : grains_) out.push_back(std::move(grain));
    return out;
  }

 private:
  // Mastodon has no central host: what proves it is the server that the person chose.
  bool was_proved(sharing::ShareToClose const& share) {
    if (!share.link) return false;
    if (!share.server.empty()) return links::was_read_from(tx_, {*share.link}, share.server);
    return links::count_of_link(tx_, {*share.link}).proved;
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
    grain.theme = theme_of(share.story);
    grain.group = share.group;
    return grain;
  }

  int64_t theme_of(int64_t story) {
    auto const [found, is_new] = themes_.try_emplace(story, 0);
    if (is_new) found->second = content_.first_theme(tx_, {story});
    return found->second;
  }

  db::Tx& tx_;
  content::Content const& content_;
  int64_t monday_;
  std::map<std::tuple<int64_t, int64_t, std::string, bool>, store::GrainRow> grains_;
  std::map<int64_t, int64_t> themes_;
};

}  // namespace

std::vector<store::GrainRow> gather_week(db::Tx& tx, content::Content const& content, int64_t monday) {
  Week week(tx, content, monday);
  week.add_shares();
  week.add_clicks();
  return week.take();
}

}  // namespace essaim::figures
