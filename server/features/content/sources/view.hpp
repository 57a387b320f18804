#pragma once
// Sources, the watch inbox and unfurled pages as the API shows and takes them.

#include "features/content/view.hpp"
#include "platform/http/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content::sources {

struct SourceView {
  static constexpr std::string_view dto = "Source";
  std::string id, name, address, feed_address;
  std::optional<std::string> site_address;
  std::string kind;
  std::vector<std::string> theme_ids;
  int64_t waiting = 0;
  std::optional<std::string> polled_at, next_poll_at, failing_since, failure_code;
  std::string created_at;
};
template <class V>
void describe(V& v, SourceView& s) {
  v("id", s.id);
  v("name", s.name);
  v("address", s.address);
  v("feed_address", s.feed_address);
  v("site_address", s.site_address);
  v("kind", s.kind, http::one_of({"rss", "atom", "json"}));
  v("theme_ids", s.theme_ids);
  v("waiting", s.waiting);
  v("polled_at", s.polled_at);
  v("next_poll_at", s.next_poll_at);
  v("failing_since", s.failing_since);
  v("failure_code", s.failure_code);
  v("created_at", s.created_at);
}

struct SourceInput {
  static constexpr std::string_view dto = "SourceInput";
  std::string address;
  std::optional<std::string> name;
  std::vector<std::string> theme_ids;
};
template <class V>
void describe(V& v, SourceInput& s) {
  v("address", s.address, http::Limits{.min = 1, .max = 2048});
  v("name", s.name, http::Limits{.min = 1, .max = 200});
  v("theme_ids", s.theme_ids, http::Limits{.max = 12});
}

struct SourceChange {
  static constexpr std::string_view dto = "SourceChange";
  std::optional<std::string> name;
  std::optional<std::vector<std::string>> theme_ids;
};
template <class V>
void describe(V& v, SourceChange& s) {
  v("name", s.name, http::Limits{.min = 1, .max = 200});
  v("theme_ids", s.theme_ids, http::Limits{.max = 12});
}

struct AddressInput {
  static constexpr std::string_view dto = "AddressInput";
  std::string address;
};
template <class V>
void describe(V& v, AddressInput& a) {
  v("address", a.address, http::Limits{.min = 1, .max = 2048});
}

struct FoundFeed {
  static constexpr std::string_view dto = "FoundFeed";
  std::string address, title, kind;
  int64_t item_count = 0;
};
template <class V>
void describe(V& v, FoundFeed& f) {
  v("address", f.address);
  v("title", f.title);
  v("kind", f.kind, http::one_of({"rss", "atom", "json"}));
  v("item_count", f.item_count);
}

struct Discovery {
  static constexpr std::string_view dto = "Discovery";
  std::vector<FoundFeed> feeds;
};
template <class V>
void describe(V& v, Discovery& d) {
  v("feeds", d.feeds);
}

struct RefusedOutline {
  static constexpr std::string_view dto = "RefusedOutline";
  std::string title, address, code;
};
template <class V>
void describe(V& v, RefusedOutline& r) {
  v("title", r.title);
  v("address", r.address);
  v("code", r.code);
}

struct OpmlReport {
  static constexpr std::string_view dto = "OpmlReport";
  int64_t added = 0, known = 0;
  std::vector<RefusedOutline> refused;
};
template <class V>
void describe(V& v, OpmlReport& r) {
  v("added", r.added);
  v("known", r.known);
  v("refused", r.refused);
}

struct WatchItemView {
  static constexpr std::string_view dto = "WatchItem";
  std::string id, source_id, source_name, title, summary, address;
  std::optional<std::string> picture_url, published_at;
  std::string found_at;
  std::optional<std::string> language;
  std::vector<std::string> theme_ids, also_in;
  std::optional<std::string> decision, story_id;
};
template <class V>
void describe(V& v, WatchItemView& w) {
  v("id", w.id);
  v("source_id", w.source_id);
  v("source_name", w.source_name);
  v("title", w.title);
  v("summary", w.summary);
  v("address", w.address);
  v("picture_url", w.picture_url);
  v("published_at", w.published_at);
  v("found_at", w.found_at);
  v("language", w.language);
  v("theme_ids", w.theme_ids);
  v("also_in", w.also_in);
  v("decision", w.decision, http::one_of({"kept", "dropped"}));
  v("story_id", w.story_id);
}

struct WatchPage {
  static constexpr std::string_view dto = "WatchPage";
  std::vector<WatchItemView> items;
  std::optional<std::string> next;
  int64_t waiting = 0;
};
template <class V>
void describe(V& v, WatchPage& p) {
  v("items", p.items);
  v("next", p.next);
  v("waiting", p.waiting);
}

struct WatchDecisionInput {
  static constexpr std::string_view dto = "WatchDecisionInput";
  std::vector<std::string> item_ids;
  std::string decision;
};
template <class V>
void describe(V& v, WatchDecisionInput& d) {
  v("item_ids", d.item_ids, http::Limits{.min = 1, .max = 200});
  v("decision", d.decision, http::one_of({"kept", "dropped"}));
}

struct WatchDecision {
  static constexpr std::string_view dto = "WatchDecision";
  std::string id;
  int64_t decided = 0;
  std::vector<std::string> story_ids;
};
template <class V>
void describe(V& v, WatchDecision& d) {
  v("id", d.id);
  v("decided", d.decided);
  v("story_ids", d.story_ids);
}

struct Unfurled {
  static constexpr std::string_view dto = "Unfurled";
  std::string address;
  std::string title, description;
  std::optional<Picture> picture;
  bool picture_missing = false;  // the page names one, which is none or did not come in time
  std::optional<std::string> site_name, language;
  std::string kind = "article";
  std::optional<std::string> published_at;
  std::optional<int64_t> reading_minutes;
  std::string stance_hint = "useful";
  std::optional<std::string> duplicate_of;
};
template <class V>
void describe(V& v, Unfurled& u) {
  v("address", u.address);
  v("title", u.title);
  v("description", u.description);
  v("picture", u.picture);
  v("picture_missing", u.picture_missing);
  v("site_name", u.site_name);
  v("language", u.language);
  v("kind", u.kind, http::one_of({"article", "video", "job", "event"}));
  v("published_at", u.published_at);
  v("reading_minutes", u.reading_minutes);
  v("stance_hint", u.stance_hint, http::one_of({"useful", "company"}));
  v("duplicate_of", u.duplicate_of);
}

}  // namespace essaim::content::sources
