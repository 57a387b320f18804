#include "features/charter/routes.hpp"

namespace essaim::charter {
namespace dto {

using http::Limits;

/// No country: everywhere. A word that ends with a star stands for all that begin so.
struct AvoidedWord {
  static constexpr std::string_view dto = "AvoidedWord";
  std::string language;
  std::optional<std::string> country;
  std::string word, reason, instead;
};
template <class V>
void describe(V& v, AvoidedWord& w) {
  v("language", w.language, http::one_of({"fr", "en"}));
  v("country", w.country, Limits{.max = 2});
  v("word", w.word, Limits{.min = 1, .max = 80});
  v("reason", w.reason, Limits{.max = 300});
  v.maybe("instead", w.instead, Limits{.max = 120});
}
struct AvoidedWords {
  static constexpr std::string_view dto = "AvoidedWords";
  std::vector<AvoidedWord> words;
};
template <class V>
void describe(V& v, AvoidedWords& w) {
  v("words", w.words, Limits{.max = 500});
}

}  // namespace dto

namespace {

using http::Call;

dto::AvoidedWords show(std::vector<AvoidedWord> words) {
  dto::AvoidedWords out;
  for (auto& word : words)
    out.words.push_back({std::move(word.language), word.country.empty() ? std::nullopt : std::optional(word.country),
                         std::move(word.word), std::move(word.reason), std::move(word.instead)});
  return out;
}

}  // namespace

void add_avoided_word_routes(http::Router& router) {
  router.get<dto::AvoidedWords>("/avoided-words", edit, "Words that the guide advises against, with their reasons",
                                [](Call& call) -> Result<dto::AvoidedWords> {
                                  return show(call.db().read([](db::Tx& tx) { return avoided_words(tx); }));
                                });
  router.put<dto::AvoidedWords, dto::AvoidedWords>(
      "/avoided-words", edit, "Replaces the words to avoid", [](Call& call, dto::AvoidedWords const& in) {
        std::vector<AvoidedWord> words;
        for (auto const& w : in.words)
          words.push_back({w.language, w.country.value_or(""), w.word, w.reason, w.instead});
        return call.db().write([&](db::Tx& tx) -> Result<dto::AvoidedWords> {
          CHECK_OK(save_avoided_words(tx, people::PersonId{call.viewer.person}, std::move(words), call.now()));
          return show(avoided_words(tx));
        });
      });
}

}  // namespace essaim::charter
