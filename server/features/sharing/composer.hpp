#pragma once
// All that the composer shows, in one answer: a share is at most three taps from Today.

#include "features/sharing/dto.hpp"
#include "features/sharing/operations.hpp"

namespace essaim::sharing {

/// As GET /guide answers it.
struct GuideDto {
  static constexpr std::string_view dto = "Guide";
  std::vector<std::string> dos, donts;
  std::string text;
  std::optional<std::string> country;
  int64_t version = 1;
};
template <class V>
void describe(V& v, GuideDto& g) {
  v("dos", g.dos, Limits{.max = 20});
  v("donts", g.donts, Limits{.max = 20});
  v("text", g.text, Limits{.max = 4000});
  v("country", g.country);
  v("version", g.version);
}

/// Pointed at while one writes; nothing is refused for it.
struct WordToAvoid {
  static constexpr std::string_view dto = "WordToAvoid";
  std::string language, word, reason, instead;
};
template <class V>
void describe(V& v, WordToAvoid& w) {
  v("language", w.language);
  v("word", w.word);
  v("reason", w.reason);
  v("instead", w.instead);
}

struct Composer {
  static constexpr std::string_view dto = "Composer";
  content::Story story;
  std::vector<NetworkChoice> networks;
  std::vector<Draft> drafts;
  GuideDto guide;
  std::vector<WordToAvoid> words_to_avoid;
  std::string disclosure, disclosure_basis;
  bool plain_links = false;
  std::optional<std::string> mastodon_server;
  int64_t shared_today = 0;
  std::optional<int64_t> daily_cap;
  ComposerAuthor author;
  int64_t originality_left = 0;
  std::vector<VariantUse> variant_uses;
};
template <class V>
void describe(V& v, Composer& c) {
  v("story", c.story);
  v("networks", c.networks);
  v("drafts", c.drafts);
  v("guide", c.guide);
  v("words_to_avoid", c.words_to_avoid);
  v("disclosure", c.disclosure);
  v("disclosure_basis", c.disclosure_basis, one_of({"endorsement", "consumer", "courtesy"}));
  v("plain_links", c.plain_links);
  v("mastodon_server", c.mastodon_server);
  v("shared_today", c.shared_today);
  v("daily_cap", c.daily_cap);
  v("author", c.author);
  v("originality_left", c.originality_left);
  v("variant_uses", c.variant_uses);
}

Result<Composer> compose(db::Tx& tx, Desk const& desk, int64_t story);

}  // namespace essaim::sharing
