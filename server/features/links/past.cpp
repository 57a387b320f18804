// Visits of days gone by, for the demo and for tests: judged by the rules of the fast lane, written by its writer,
// counted by its counting. What a visitor's own key decides there (repeats) is said by the caller, for the salts of
// those days are gone.

#include "base/random.hpp"
#include "features/links/parts.hpp"
#include "features/links/store.hpp"

#include <algorithm>

namespace essaim::links {

namespace {

struct Judged {
  std::string network;
  int64_t made_at = 0;
};

Click click_of(PastVisit const& visit, Judged const& link, Robots const& robots) {
  Click click;
  fill_random({reinterpret_cast<unsigned char*>(click.id.data()), click.id.size()});
  fill_random({reinterpret_cast<unsigned char*>(click.visitor.data()), click.visitor.size()});
  click.link = visit.link.value;
  click.at = visit.at.ms;
  std::array<char, 100> buffer{};
  click.host = referrer_host(visit.referer, buffer);
  auto const of_agent = network_of_agent(visit.user_agent);
  click.network = of_agent.empty() ? network_of_host(click.host) : of_agent;
  click.device = device_of(visit.user_agent);
  if (visit.country.size() == 2) click.country = {visit.country[0], visit.country[1]};
  Signs signs;
  signs.head = visit.head;
  signs.empty_agent = visit.user_agent.empty();
  signs.agent = robots.judge(visit.user_agent);
  signs.scanner = is_scanner_host(click.host);
  signs.author = visit.by_author;
  signs.too_early = click.at - link.made_at < seconds(2).ms;
  signs.repeat = visit.again;
  click.reason = class_of(signs);
  click.proves = click.reason == ClickClass::person && !click.network.empty() && click.network == link.network;
  return click;
}

}  // namespace

void Links::record_past(std::span<PastVisit const> visits) {
  auto& parts = *parts_;
  std::unordered_map<int64_t, Judged> known;
  parts.organisation.db->read([&](db::Tx& tx) {
    for (auto const& visit : visits) {
      auto const [found, is_new] = known.try_emplace(visit.link.value);
      if (!is_new) continue;
      if (auto const row = store::find(tx, visit.link.value))
        found->second = {row->network, row->made_at};
      else
        known.erase(found);
    }
  });
  std::vector<Click> clicks;
  for (auto const& visit : visits)
    if (auto const found = known.find(visit.link.value); found != known.end() && visit.at <= parts.organisation.now())
      clicks.push_back(click_of(visit, found->second, *parts.robots));
  std::ranges::stable_sort(clicks, {}, &Click::at);
  (void)parts.writer->hand_over(clicks);
  settle();
}

}  // namespace essaim::links
