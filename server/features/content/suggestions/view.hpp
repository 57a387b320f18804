#pragma once
// Suggestions as the API shows and takes them: to their proposer, and to editors.

#include "features/content/view.hpp"

namespace essaim::content::suggestions {

struct Input {
  static constexpr std::string_view dto = "SuggestionInput";
  std::optional<std::string> address, title, words, picture_id;
  bool named = false, publish = false;
};
template <class V>
void describe(V& v, Input& i) {
  v("address", i.address, http::Limits{.max = 2048});
  v("title", i.title, http::Limits{.max = 300});
  v("words", i.words, http::Limits{.max = 2000});
  v("picture_id", i.picture_id, http::Limits{.max = 20});
  v.maybe("named", i.named);
  v.maybe("publish", i.publish);
}

inline http::Limits any_stage() { return http::one_of({"received", "looked_at", "published", "refused", "withdrawn"}); }

/// For its proposer. `held`: another person looks at it before it is published. `fresh`: this stage was not seen yet.
struct Mine {
  static constexpr std::string_view dto = "MySuggestion";
  std::string id, at;
  std::optional<std::string> address;
  std::string title, words;
  std::optional<Picture> picture;
  bool named = false, held = false;
  std::string stage = "received", stage_at;
  std::optional<std::string> reason, story_id;
  bool fresh = false;
};
template <class V>
void describe(V& v, Mine& m) {
  v("id", m.id);
  v("at", m.at);
  v("address", m.address);
  v("title", m.title);
  v("words", m.words);
  v("picture", m.picture);
  v("named", m.named);
  v("held", m.held);
  v("stage", m.stage, any_stage());
  v("stage_at", m.stage_at);
  v("reason", m.reason);
  v("story_id", m.story_id);
  v("fresh", m.fresh);
}

/// `may_publish`: directly; `four_eyes`: a second person publishes all the same. `trust_news`: what this person was not
/// told yet about publishing directly.
struct MyPage {
  static constexpr std::string_view dto = "MySuggestions";
  std::vector<Mine> items;
  std::optional<std::string> next;
  bool may_publish = false, four_eyes = false;
  std::optional<std::string> trust_news;
};
template <class V>
void describe(V& v, MyPage& p) {
  v("items", p.items);
  v("next", p.next);
  v("may_publish", p.may_publish);
  v("four_eyes", p.four_eyes);
  v("trust_news", p.trust_news, http::one_of({"given", "ended"}));
}

/// For editors, to whom its proposer chose to be known; nobody: the person has left. `offered_id` is a story of the
/// same page. `ready`: it has a title, so it can be published as it is.
struct Shown {
  static constexpr std::string_view dto = "Suggestion";
  std::string id, at;
  std::optional<std::string> proposer_name;
  bool named = false, held = false, ready = false, direct = false;
  std::optional<std::string> address;
  std::string title, words, summary;
  std::optional<std::string> site_name;
  std::string language;
  std::optional<Picture> picture;
  std::string stage = "received";
  std::optional<std::string> decision, decided_at, decided_by_name, reason, story_id, offered_id;
};
template <class V>
void describe(V& v, Shown& s) {
  v("id", s.id);
  v("at", s.at);
  v("proposer_name", s.proposer_name);
  v("named", s.named);
  v("held", s.held);
  v("ready", s.ready);
  v("direct", s.direct);
  v("address", s.address);
  v("title", s.title);
  v("words", s.words);
  v("summary", s.summary);
  v("site_name", s.site_name);
  v("language", s.language);
  v("picture", s.picture);
  v("stage", s.stage, any_stage());
  v("decision", s.decision, http::one_of({"kept", "published", "refused"}));
  v("decided_at", s.decided_at);
  v("decided_by_name", s.decided_by_name);
  v("reason", s.reason);
  v("story_id", s.story_id);
  v("offered_id", s.offered_id);
}

struct ShownPage {
  static constexpr std::string_view dto = "Suggestions";
  std::vector<Shown> items;
  std::optional<std::string> next;
  int64_t waiting = 0;
};
template <class V>
void describe(V& v, ShownPage& p) {
  v("items", p.items);
  v("next", p.next);
  v("waiting", p.waiting);
}

struct DecisionInput {
  static constexpr std::string_view dto = "SuggestionDecision";
  std::string decision;
  std::optional<std::string> reason;
  bool again_confirmed = false;
};
template <class V>
void describe(V& v, DecisionInput& d) {
  v("decision", d.decision, http::one_of({"kept", "published", "refused"}));
  v("reason", d.reason, http::Limits{.max = 1000});
  v.maybe("again_confirmed", d.again_confirmed);
}

struct LibraryRules {
  static constexpr std::string_view dto = "LibraryRules";
  bool four_eyes = false;
  int64_t trusted_after = 3;
};
template <class V>
void describe(V& v, LibraryRules& r) {
  v("four_eyes", r.four_eyes);
  v("trusted_after", r.trusted_after, http::between(0, 50));
}

/// Somebody who publishes directly, or did until a lead ended it.
struct Contributor {
  static constexpr std::string_view dto = "Contributor";
  std::string id;
  std::optional<std::string> name;
  std::string since;
  std::optional<std::string> ended_at;
};
template <class V>
void describe(V& v, Contributor& c) {
  v("id", c.id);
  v("name", c.name);
  v("since", c.since);
  v("ended_at", c.ended_at);
}

}  // namespace essaim::content::suggestions
