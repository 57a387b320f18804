#pragma once
// Stories as the API shows and takes them. Ids are words here (IdCipher); the rows are inside.

#include "platform/http/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content {

inline constexpr std::string_view story_colours[] = {"sapin", "miel", "peche", "ardoise", "prune"};

/// 1200 × 630 at `url`, 480 wide at `small_url`, the whole picture at `whole_url`; width and height are the whole's.
struct Picture {
  static constexpr std::string_view dto = "Picture";
  std::string id, url, small_url, whole_url;
  int64_t width = 0, height = 0;
  std::string alt;
};
template <class V>
void describe(V& v, Picture& p) {
  v("id", p.id);
  v("url", p.url);
  v("small_url", p.small_url);
  v("whole_url", p.whole_url);
  v("width", p.width);
  v("height", p.height);
  v("alt", p.alt);
}

struct Document {
  static constexpr std::string_view dto = "Document";
  std::string id, url, name;
  int64_t bytes = 0;
};
template <class V>
void describe(V& v, Document& d) {
  v("id", d.id);
  v("url", d.url);
  v("name", d.name);
  v("bytes", d.bytes);
}

struct Variant {
  static constexpr std::string_view dto = "Variant";
  std::string id;
  std::optional<std::string> network;
  std::string language, label, text;
};
template <class V>
void describe(V& v, Variant& t) {
  v("id", t.id);
  v("network", t.network);
  v("language", t.language);
  v("label", t.label);
  v("text", t.text);
}

/// The same story in another language.
struct Original {
  static constexpr std::string_view dto = "Original";
  std::string language, title, summary;
  std::optional<std::string> address, site_name;
};
template <class V>
void describe(V& v, Original& o) {
  v("language", o.language, http::Limits{.min = 2, .max = 8});
  v("title", o.title, http::Limits{.min = 1, .max = 300});
  v("summary", o.summary, http::Limits{.max = 2000});
  v("address", o.address, http::Limits{.max = 2048});
  v("site_name", o.site_name, http::Limits{.max = 200});
}

/// The destination is on the organisation's own hosts and was called useful by one person only so far.
struct Relabel {
  static constexpr std::string_view dto = "Relabel";
  bool needs_second_person = false;
};
template <class V>
void describe(V& v, Relabel& r) {
  v("needs_second_person", r.needs_second_person);
}

/// A story from the field: by a colleague, whose name stands here where they asked for it.
struct ProposedBy {
  static constexpr std::string_view dto = "ProposedBy";
  std::optional<std::string> name;
};
template <class V>
void describe(V& v, ProposedBy& p) {
  v("name", p.name);
}

/// `awaits`, for editors under four eyes: whom its publication waits for.
inline http::Limits stance_tags() {
  return http::one_of({"readers", "personal", "values", "expertise", "offers", "projects"});
}
inline http::Limits objectives() {
  return http::one_of({"visibility", "employer_brand", "sales", "internal_communication", "change"});
}

struct Story {
  static constexpr std::string_view dto = "Story";
  std::string id, state, kind, stance;
  std::optional<std::string> stance_reason, stance_tag, objective;
  std::string title, summary, why;
  std::optional<std::string> address, site_name;
  std::string language;
  bool foreign = false;  // written in none of the languages that the reader reads
  std::vector<Original> originals;
  std::vector<std::string> languages, theme_ids, group_ids, site_ids;
  std::optional<Picture> picture;
  std::optional<Document> document;
  std::optional<int64_t> reading_minutes;
  std::optional<std::string> embargo_until, expires_at, published_at;
  std::string created_at, updated_at;
  int64_t version = 1;
  std::vector<Variant> variants;
  std::optional<std::string> shared_by, author_name;
  Relabel relabel;
  std::optional<ProposedBy> proposed_by;
  std::optional<std::string> awaits;
};
template <class V>
void describe(V& v, Story& s) {
  v("id", s.id);
  v("state", s.state, http::one_of({"draft", "published", "withdrawn"}));
  v("kind", s.kind,
    http::one_of(
        {"article", "infographic", "white_paper", "analysis", "job", "event", "video", "image", "document", "text"}));
  v("stance", s.stance, http::one_of({"useful", "company"}));
  v("stance_reason", s.stance_reason);
  v("stance_tag", s.stance_tag, stance_tags());
  v("objective", s.objective, objectives());
  v("title", s.title);
  v("summary", s.summary);
  v("why", s.why);
  v("address", s.address);
  v("site_name", s.site_name);
  v("language", s.language);
  v("foreign", s.foreign);
  v("originals", s.originals);
  v("languages", s.languages);
  v("theme_ids", s.theme_ids);
  v("group_ids", s.group_ids);
  v("site_ids", s.site_ids);
  v("picture", s.picture);
  v("document", s.document);
  v("reading_minutes", s.reading_minutes);
  v("embargo_until", s.embargo_until);
  v("expires_at", s.expires_at);
  v("published_at", s.published_at);
  v("created_at", s.created_at);
  v("updated_at", s.updated_at);
  v("version", s.version);
  v("variants", s.variants);
  v("shared_by", s.shared_by, http::one_of({"5+", "10+", "20+", "50+"}));
  v("author_name", s.author_name);
  v("relabel", s.relabel);
  v("proposed_by", s.proposed_by);
  v("awaits", s.awaits, http::one_of({"you", "another"}));
}

struct VariantInput {
  static constexpr std::string_view dto = "VariantInput";
  std::optional<std::string> network;
  std::string language, label, text;
};
template <class V>
void describe(V& v, VariantInput& t) {
  v("network", t.network, http::Limits{.max = 32});
  v("language", t.language, http::Limits{.min = 2, .max = 8});
  v.maybe("label", t.label, http::Limits{.max = 80});
  v("text", t.text, http::Limits{.min = 1, .max = 5000});
}

struct StoryInput {
  static constexpr std::string_view dto = "StoryInput";
  std::optional<std::string> address;
  std::string title, summary, why, kind = "article", stance = "useful";
  std::optional<std::string> stance_reason, stance_tag, objective, site_name;
  std::string language;
  std::vector<std::string> languages, theme_ids, group_ids, site_ids;
  std::optional<std::string> picture_id, document_id, embargo_until, expires_at;
  std::optional<int64_t> reading_minutes;
  std::vector<VariantInput> variants;
  std::vector<Original> originals;
};
template <class V>
void describe(V& v, StoryInput& s) {
  v("address", s.address, http::Limits{.max = 2048});
  v("title", s.title, http::Limits{.min = 1, .max = 300});
  v.maybe("summary", s.summary, http::Limits{.max = 2000});
  v.maybe("why", s.why, http::Limits{.max = 1000});
  v("kind", s.kind,
    http::one_of(
        {"article", "infographic", "white_paper", "analysis", "job", "event", "video", "image", "document", "text"}));
  v("stance", s.stance, http::one_of({"useful", "company"}));
  v("stance_reason", s.stance_reason, http::Limits{.max = 300});
  v("stance_tag", s.stance_tag, stance_tags());
  v("objective", s.objective, objectives());
  v("site_name", s.site_name, http::Limits{.max = 200});
  v.maybe("language", s.language, http::Limits{.max = 8});
  v("languages", s.languages, http::Limits{.max = 20});
  v("theme_ids", s.theme_ids, http::Limits{.max = 12});
  v("group_ids", s.group_ids, http::Limits{.max = 50});
  v("site_ids", s.site_ids, http::Limits{.max = 50});
  v("picture_id", s.picture_id, http::Limits{.max = 20});
  v("document_id", s.document_id, http::Limits{.max = 20});
  v("embargo_until", s.embargo_until, http::Limits{.max = 40});
  v("expires_at", s.expires_at, http::Limits{.max = 40});
  v("reading_minutes", s.reading_minutes, http::between(1, 600));
  v("variants", s.variants, http::Limits{.max = 40});
  v("originals", s.originals, http::Limits{.max = 8});
}

struct Theme {
  static constexpr std::string_view dto = "Theme";
  std::string id, name_fr, name_en, colour;
  int64_t story_count = 0;
};
template <class V>
void describe(V& v, Theme& t) {
  v("id", t.id);
  v("name_fr", t.name_fr);
  v("name_en", t.name_en);
  v("colour", t.colour, http::one_of({"sapin", "miel", "peche", "ardoise", "prune"}));
  v("story_count", t.story_count);
}

}  // namespace essaim::content
