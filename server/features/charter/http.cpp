#include "base/text.hpp"
#include "features/charter/charter.hpp"

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

struct Guide {
  static constexpr std::string_view dto = "Guide";
  std::vector<std::string> dos, donts;
  std::string text;
};
template <class V>
void describe(V& v, Guide& g) {
  v("dos", g.dos, Limits{.min = 0, .max = 20});
  v("donts", g.donts, Limits{.min = 0, .max = 20});
  v("text", g.text, Limits{.min = 0, .max = 4000});
}
struct GuideText {
  static constexpr std::string_view dto = "GuideText";
  std::string language, text;
  std::vector<std::string> dos, donts;
};
template <class V>
void describe(V& v, GuideText& g) {
  v("language", g.language, one_of({"fr", "en"}));
  v("dos", g.dos, Limits{.min = 0, .max = 20});
  v("donts", g.donts, Limits{.min = 0, .max = 20});
  v("text", g.text, Limits{.min = 0, .max = 4000});
}
struct Guides {
  static constexpr std::string_view dto = "Guides";
  std::vector<GuideText> guides;
};
template <class V>
void describe(V& v, Guides& g) {
  v("guides", g.guides, Limits{.min = 1, .max = 2});
}

}  // namespace dto

namespace {

using http::Call;

std::string language_of(Call const& call) {
  auto const asked = call.query("language");
  return asked.empty() ? call.viewer.language : asked;
}

Shown shown_to(Call const& call) {
  return call.query("words") == "as_written" ? Shown::as_written : Shown::in_own_words;
}

constexpr auto words_hint = "{membres}, {the programme}… in the organisation's own words, or as they were written";

dto::Charter show(db::Tx& tx, Charter const& c) {
  return {c.version,   c.text.language,  c.text.title,
          c.text.body, to_rfc3339(c.at), people::load_settings(tx).working_time};
}

std::vector<std::string> lines_of(std::vector<std::string> const& given) {
  std::vector<std::string> out;
  for (auto const& line : given)
    if (auto text = one_line(line); !text.empty()) out.emplace_back(clip(text, 300));
  return out;
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
  router
      .get<dto::Guide>("/guide", signed_in, "The do's and don'ts, shown where one writes",
                       [](Call& call) -> Result<dto::Guide> {
                         return call.db().read([&](db::Tx& tx) {
                           auto const guide = load_guide(tx, language_of(call), shown_to(call));
                           return dto::Guide{guide.dos, guide.donts, guide.body};
                         });
                       })
      .text("language", "one's own when left out", http::one_of({"fr", "en"}))
      .text("words", words_hint, http::one_of({"own", "as_written"}));
  router.put<dto::Guides, dto::Guide>(
      "/guide", edit, "Writes the guide anew", [](Call& call, dto::Guides const& in) -> Result<dto::Guide> {
        return call.db().write([&](db::Tx& tx) {
          for (auto const& g : in.guides)
            save_guide(tx, people::PersonId{call.viewer.person},
                       {g.language, lines_of(g.dos), lines_of(g.donts), g.text}, call.now());
          auto const guide = load_guide(tx, language_of(call));
          return dto::Guide{guide.dos, guide.donts, guide.body};
        });
      });
}

}  // namespace essaim::charter
