#include "base/text.hpp"
#include "features/charter/routes.hpp"
#include "platform/i18n/fold.hpp"

namespace essaim::charter {
namespace dto {

using http::Limits;
using http::one_of;

/// `country` names whose guide it is; null: the general one.
struct Guide {
  static constexpr std::string_view dto = "Guide";
  std::vector<std::string> dos, donts;
  std::string text;
  std::optional<std::string> country;
  int64_t version = 1;
};
template <class V>
void describe(V& v, Guide& g) {
  v("dos", g.dos, Limits{.min = 0, .max = 20});
  v("donts", g.donts, Limits{.min = 0, .max = 20});
  v("text", g.text, Limits{.min = 0, .max = 4000});
  v("country", g.country);
  v("version", g.version);
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
  std::optional<std::string> country;
};
template <class V>
void describe(V& v, Guides& g) {
  v("guides", g.guides, Limits{.min = 1, .max = 2});
  v("country", g.country, Limits{.max = 2});
}
struct GuideVersion {
  static constexpr std::string_view dto = "GuideVersion";
  int64_t version = 1;
  std::string at;
  std::optional<std::string> author_name;
  bool ended = false;
  std::vector<GuideText> guides;
};
template <class V>
void describe(V& v, GuideVersion& g) {
  v("version", g.version);
  v("at", g.at);
  v("author_name", g.author_name);
  v("ended", g.ended);
  v("guides", g.guides);
}

}  // namespace dto

namespace {

using http::Call;

constexpr std::string_view general = "none";
constexpr auto country_hint = "two letters, as FR, or none for the general guide";

Result<std::string> read_country_at(std::string_view pointer, std::string_view text) {
  if (text.empty() || text == general) return std::string();
  if (!is_country(text)) return fail_at(pointer, "charter.country_unknown", country_hint);
  return std::string(text);
}

std::vector<std::string> lines_of(std::vector<std::string> const& given) {
  std::vector<std::string> out;
  for (auto const& line : given)
    if (auto text = one_line(line); !text.empty()) out.emplace_back(clip(text, 300));
  return out;
}

dto::Guide show(Guide guide) {
  return {std::move(guide.dos), std::move(guide.donts), std::move(guide.body),
          guide.country.empty() ? std::nullopt : std::optional(guide.country), guide.version};
}

dto::GuideVersion show(db::Tx& tx, GuideVersion version) {
  dto::GuideVersion out{version.version, to_rfc3339(version.at), std::nullopt, version.ended, {}};
  if (version.author)
    if (auto name = people::find_name(tx, *version.author); !name.empty()) out.author_name = std::move(name);
  for (auto& text : version.texts)
    out.guides.push_back({text.language, std::move(text.body), std::move(text.dos), std::move(text.donts)});
  return out;
}

Result<dto::Guide> read_guide(Call& call) {
  auto const asked = call.query("country");
  auto const country = TRY(read_country_at("?country", asked));
  return call.db().read([&](db::Tx& tx) {
    auto const whose = asked.empty() ? people::country_of(tx, people::PersonId{call.viewer.person}) : country;
    return show(load_guide(tx, language_of(call), whose, shown_to(call)));
  });
}

Result<dto::Guide> write_guide(Call& call, dto::Guides const& in) {
  auto const country = TRY(read_country_at("/country", in.country.value_or("")));
  std::vector<Guide> guides;
  for (auto const& g : in.guides) guides.push_back({g.language, lines_of(g.dos), lines_of(g.donts), g.text});
  return call.db().write([&](db::Tx& tx) {
    save_guides(tx, people::PersonId{call.viewer.person}, country, guides, call.now());
    return show(load_guide(tx, language_of(call), country));
  });
}

}  // namespace

void add_guide_routes(http::Router& router) {
  router.get<dto::Guide>("/guide", signed_in, "The do's and don'ts, shown where one writes", read_guide)
      .text("language", "one's own when left out", http::one_of({"fr", "en"}))
      .text("words", words_hint, http::one_of({"own", "as_written"}))
      .text("country", "two letters, as FR, or none for the general guide; where one works when left out", {.max = 4});
  router.put<dto::Guides, dto::Guide>(
      "/guide", edit, "Writes a new version of the guide, of a country or the general one", write_guide);
  router.get<std::vector<std::string>>("/guide/countries", edit, "Countries with a guide of their own",
                                       [](Call& call) -> Result<std::vector<std::string>> {
                                         return call.db().read([](db::Tx& tx) { return guided_countries(tx); });
                                       });
  router.del<Done>(
      "/guide/countries/{country}", edit, "The country reads the general guide again", [](Call& call) -> Result<Done> {
        std::string const country(call.path("country"));
        return call.db().write(
            [&](db::Tx& tx) { return end_guide(tx, people::PersonId{call.viewer.person}, country, call.now()); });
      });
  router
      .get<std::vector<dto::GuideVersion>>("/guide/versions", edit, "Every version of a guide, the newest first",
                                           [](Call& call) -> Result<std::vector<dto::GuideVersion>> {
                                             auto const country =
                                                 TRY(read_country_at("?country", call.query("country")));
                                             return call.db().read([&](db::Tx& tx) {
                                               std::vector<dto::GuideVersion> out;
                                               for (auto& version : versions_of(tx, country))
                                                 out.push_back(show(tx, std::move(version)));
                                               return out;
                                             });
                                           })
      .text("country", "two letters, as FR; the general guide when left out", {.max = 4});
}

}  // namespace essaim::charter
