#pragma once
// What goes over the wire, each with its one description.

#include "platform/http/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::sharing {

using http::between;
using http::Limits;
using http::one_of;

struct NetworkChoice {
  static constexpr std::string_view dto = "NetworkChoice";
  std::string id, name;
  bool prefill = false;
  std::string channel;
  std::optional<int64_t> text_limit;
  std::string count_rule;
  std::optional<int64_t> fold;
  bool asks_server = false;
  std::string opens;
  bool link_in_text = false;
  bool mine = false;
};
template <class V>
void describe(V& v, NetworkChoice& n) {
  v("id", n.id);
  v("name", n.name);
  v("prefill", n.prefill);
  v("channel", n.channel, one_of({"public", "private"}));
  v("text_limit", n.text_limit);
  v("count_rule", n.count_rule, one_of({"x", "bluesky", "linkedin", "threads", "mastodon", "plain"}));
  v("fold", n.fold);
  v("asks_server", n.asks_server);
  v("opens", n.opens, one_of({"page", "copy", "sheet", "qr", "mail"}));
  v("link_in_text", n.link_in_text);
  v("mine", n.mine);
}

struct Draft {
  static constexpr std::string_view dto = "Draft";
  std::string network, text, updated_at;
};
template <class V>
void describe(V& v, Draft& d) {
  v("network", d.network);
  v("text", d.text);
  v("updated_at", d.updated_at);
}

struct DraftInput {
  static constexpr std::string_view dto = "DraftInput";
  std::string text;
};
template <class V>
void describe(V& v, DraftInput& d) {
  v("text", d.text, Limits{.max = 70'000});
}

struct DraftSaved {
  static constexpr std::string_view dto = "DraftSaved";
  std::string saved_at;
};
template <class V>
void describe(V& v, DraftSaved& d) {
  v("saved_at", d.saved_at);
}

struct OriginalityInput {
  static constexpr std::string_view dto = "OriginalityInput";
  std::string story_id, text;
};
template <class V>
void describe(V& v, OriginalityInput& o) {
  v("story_id", o.story_id);
  v("text", o.text, Limits{.max = 70'000});
}

struct OriginalityAnswer {
  static constexpr std::string_view dto = "OriginalityAnswer";
  int64_t step = 3;
  std::optional<std::string> close_to;
  int64_t left = 0;
};
template <class V>
void describe(V& v, OriginalityAnswer& o) {
  v("step", o.step, between(1, 3));
  v("close_to", o.close_to, one_of({"variant", "colleagues"}));
  v("left", o.left);
}

struct ShareInput {
  static constexpr std::string_view dto = "ShareInput";
  std::string story_id, network, text;
  std::optional<bool> plain_link;              // left out: as the person prefers
  std::optional<std::string> mastodon_server;  // left out: the person's own
  bool over_cap_confirmed = false;
  bool again_confirmed = false;
};
template <class V>
void describe(V& v, ShareInput& s) {
  v("story_id", s.story_id);
  v("network", s.network);
  v("text", s.text, Limits{.max = 70'000});
  v("plain_link", s.plain_link);
  v("mastodon_server", s.mastodon_server, Limits{.max = 300});
  v.maybe("over_cap_confirmed", s.over_cap_confirmed);
  v.maybe("again_confirmed", s.again_confirmed);
}

struct ShareDto {
  static constexpr std::string_view dto = "Share";
  std::string id, story_id, story_title;
  std::optional<std::string> picture_url;
  std::string network, text, state, opened_at;
  std::optional<std::string> declared_at, link;
  bool tracked = false;
  std::optional<int64_t> clicks, filtered;
  bool incomplete = false;
  std::vector<std::string> theme_ids;
};
template <class V>
void describe(V& v, ShareDto& s) {
  v("id", s.id);
  v("story_id", s.story_id);
  v("story_title", s.story_title);
  v("picture_url", s.picture_url);
  v("network", s.network);
  v("text", s.text);
  v("state", s.state, one_of({"opened", "declared", "proved", "not_this_time"}));
  v("opened_at", s.opened_at);
  v("declared_at", s.declared_at);
  v("link", s.link);
  v("tracked", s.tracked);
  v("clicks", s.clicks);
  v("filtered", s.filtered);
  v("incomplete", s.incomplete);
  v("theme_ids", s.theme_ids);
}

struct ShareOpenedDto {
  static constexpr std::string_view dto = "ShareOpened";
  ShareDto share;
  std::optional<std::string> open_url;
  std::string copy_text;
  std::optional<std::string> qr_path;
  std::optional<int64_t> qr_size;
};
template <class V>
void describe(V& v, ShareOpenedDto& s) {
  v("share", s.share);
  v("open_url", s.open_url);
  v("copy_text", s.copy_text);
  v("qr_path", s.qr_path);
  v("qr_size", s.qr_size);
}

struct OutcomeInput {
  static constexpr std::string_view dto = "OutcomeInput";
  std::string outcome;
  std::optional<std::string> text;
};
template <class V>
void describe(V& v, OutcomeInput& o) {
  v("outcome", o.outcome, one_of({"done", "changed", "not_this_time"}));
  v("text", o.text, Limits{.max = 70'000});
}

struct ShareList {
  static constexpr std::string_view dto = "ShareList";
  std::vector<ShareDto> items;
  std::optional<std::string> next;
};
template <class V>
void describe(V& v, ShareList& l) {
  v("items", l.items);
  v("next", l.next);
}

struct ComposerAuthor {
  static constexpr std::string_view dto = "ComposerAuthor";
  std::string name, initials;
  std::optional<std::string> headline;
};
template <class V>
void describe(V& v, ComposerAuthor& a) {
  v("name", a.name);
  v("initials", a.initials);
  v("headline", a.headline);
}

struct VariantUse {
  static constexpr std::string_view dto = "VariantUse";
  std::string variant_id, used_by;
};
template <class V>
void describe(V& v, VariantUse& u) {
  v("variant_id", u.variant_id);
  v("used_by", u.used_by, one_of({"5+", "10+", "20+", "50+"}));
}

}  // namespace essaim::sharing
