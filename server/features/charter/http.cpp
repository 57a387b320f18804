#include "base/text.hpp"
#include "features/charter/routes.hpp"

namespace essaim::charter {
namespace dto {

using http::Limits;
using http::one_of;

struct Charter {
  static constexpr std::string_view dto = "Charter";
  int64_t version = 0;
  std::string language, title, text, published_at, working_time;
};
template <class V>
void describe(V& v, Charter& c) {
  v("version", c.version);
  v("language", c.language);
  v("title", c.title);
  v("text", c.text);
  v("published_at", c.published_at);
  v("working_time", c.working_time, one_of({"counts", "does_not", "unsaid"}));
}
struct CharterText {
  static constexpr std::string_view dto = "CharterText";
  std::string language, title, text;
};
template <class V>
void describe(V& v, CharterText& t) {
  v("language", t.language, one_of({"fr", "en"}));
  v("title", t.title, Limits{.min = 1, .max = 120});
  v("text", t.text, Limits{.min = 1, .max = 20'000});
}
struct CharterTexts {
  static constexpr std::string_view dto = "CharterTexts";
  std::vector<CharterText> texts;
};
template <class V>
void describe(V& v, CharterTexts& t) {
  v("texts", t.texts, Limits{.min = 1, .max = 2});
}

}  // namespace dto

namespace {

using http::Call;

dto::Charter show(db::Tx& tx, Charter const& c) {
  return {c.version,   c.text.language,  c.text.title,
          c.text.body, to_rfc3339(c.at), people::load_settings(tx).working_time};
}

}  // namespace

void add_routes(http::Router& router) {
  router
      .get<dto::Charter>(
          "/charter", open_to_all, "The charter in force",
          [](Call& call) -> Result<dto::Charter> {
            return call.db().read([&](db::Tx& tx) { return show(tx, load(tx, language_of(call), shown_to(call))); });
          })
      .text("language", "one's own when left out", http::one_of({"fr", "en"}))
      .text("words", words_hint, http::one_of({"own", "as_written"}));
  router.put<dto::CharterTexts, dto::Charter>(
      "/charter", edit, "Publishes a new version; members are asked again",
      [](Call& call, dto::CharterTexts const& in) -> Result<dto::Charter> {
        std::vector<Text> texts;
        for (auto const& t : in.texts) texts.push_back({t.language, one_line(t.title), t.text});
        return call.db().write([&](db::Tx& tx) {
          return show(tx, publish(tx, people::PersonId{call.viewer.person}, texts, language_of(call), call.now()));
        });
      });
  add_guide_routes(router);
  add_avoided_word_routes(router);
}

}  // namespace essaim::charter
