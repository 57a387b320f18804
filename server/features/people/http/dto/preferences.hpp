#pragma once
// What a person chooses for herself.

#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;
using http::one_of;

struct Contact {
  static constexpr std::string_view dto = "Contact";
  std::string network;
  int64_t count = 0;
};
template <class V>
void describe(V& v, Contact& c) {
  v("network", c.network, Limits{.min = 1, .max = 40});
  v("count", c.count, http::between(0, 100'000'000));
}

struct Preferences {
  static constexpr std::string_view dto = "Preferences";
  std::string language, allowed_from, allowed_to;
  std::vector<std::string> wants, theme_ids, languages, networks;
  std::vector<int64_t> allowed_days;
  bool plain_links = false, onboarded = false;
  std::optional<int64_t> daily_cap;
  std::vector<Contact> contacts;
  std::optional<std::string> mastodon_server;
};
template <class V>
void describe(V& v, Preferences& p) {
  v("language", p.language, one_of({"fr", "en"}));
  v("wants", p.wants, Limits{.min = 0, .max = 12});
  v("theme_ids", p.theme_ids, Limits{.min = 0, .max = 12});
  v("languages", p.languages, Limits{.min = 0, .max = 20});
  v("networks", p.networks, Limits{.min = 0, .max = 30});
  v("allowed_from", p.allowed_from, Limits{.min = 5, .max = 5});
  v("allowed_to", p.allowed_to, Limits{.min = 5, .max = 5});
  v("allowed_days", p.allowed_days, Limits{.min = 0, .max = 7});
  v("plain_links", p.plain_links);
  v("daily_cap", p.daily_cap);
  v("contacts", p.contacts, Limits{.min = 0, .max = 30});
  v("mastodon_server", p.mastodon_server, Limits{.min = 0, .max = 253});
  v("onboarded", p.onboarded);
}

}  // namespace essaim::people::dto
