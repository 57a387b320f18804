#pragma once
// What an organisation calls its members, its leads and its programme, in every form that a sentence needs. Pure. The
// web app follows the same rules (web/src/lib/i18n/words.ts); tests/vectors/words.json holds the two together.

#include "platform/http/describe.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace essaim::people {

/// The short form stands in titles and lists of roles. Elision cannot always be told from the letters (l’hôtel, le
/// hub): it goes by rule until somebody says otherwise.
struct FrenchWords {
  static constexpr std::string_view dto = "FrenchWords";
  std::string member_feminine = "membre", member_masculine = "membre", member_plural = "membres",
              member_short = "membre";
  std::string lead_feminine = "pilote", lead_masculine = "pilote", lead_plural = "pilotes", lead_short = "pilote";
  std::string programme = "programme", programme_gender = "masculine", programme_elision = "by_rule";
  bool operator==(FrenchWords const&) const = default;
};

struct EnglishWords {
  static constexpr std::string_view dto = "EnglishWords";
  std::string member = "member", member_plural = "members", member_article = "by_rule";
  std::string lead = "lead", lead_plural = "leads", lead_article = "by_rule";
  std::string programme = "programme";
  bool operator==(EnglishWords const&) const = default;
};

struct Words {
  static constexpr std::string_view dto = "Words";
  FrenchWords fr;
  EnglishWords en;
  bool operator==(Words const&) const = default;
};

inline http::Limits a_form() { return {.min = 0, .max = 40}; }

template <class V>
void describe(V& v, FrenchWords& w) {
  v("member_feminine", w.member_feminine, a_form());
  v("member_masculine", w.member_masculine, a_form());
  v("member_plural", w.member_plural, a_form());
  v("member_short", w.member_short, a_form());
  v("lead_feminine", w.lead_feminine, a_form());
  v("lead_masculine", w.lead_masculine, a_form());
  v("lead_plural", w.lead_plural, a_form());
  v("lead_short", w.lead_short, a_form());
  v("programme", w.programme, a_form());
  v("programme_gender", w.programme_gender, http::one_of({"feminine", "masculine"}));
  v("programme_elision", w.programme_elision, http::one_of({"by_rule", "elided", "whole"}));
}

template <class V>
void describe(V& v, EnglishWords& w) {
  v("member", w.member, a_form());
  v("member_plural", w.member_plural, a_form());
  v("member_article", w.member_article, http::one_of({"by_rule", "a", "an"}));
  v("lead", w.lead, a_form());
  v("lead_plural", w.lead_plural, a_form());
  v("lead_article", w.lead_article, http::one_of({"by_rule", "a", "an"}));
  v("programme", w.programme, a_form());
}

template <class V>
void describe(V& v, Words& w) {
  v("fr", w.fr);
  v("en", w.en);
}

using Forms = std::map<std::string, std::string, std::less<>>;
/// Every form by the name it has in the contract.
template <class W>
Forms forms_of(W words) {
  Forms forms;
  auto const each = [&](std::string_view name, std::string const& form, http::Limits const&) {
    forms.emplace(name, form);
  };
  describe(each, words);
  return forms;
}

/// Ends trimmed, spaces made one; an empty form becomes the one that every programme starts with. Refuses, with a
/// pointer into the settings, what is not one line.
Result<Done> settle(Words& words);
/// The same for words that stand on others, at `at` in the settings: an empty form becomes the other's, and where a
/// noun is the other's, so are its gender and its articles.
Result<Done> settle(Words& words, Words const& first, std::string const& at);
/// The way back: what is said as the others say it is left empty, so that it goes on following them.
Words only_own(Words words, Words const& first);

/// True where French writes « l’ » before this word.
bool is_elided(std::string_view word);
/// "a" or "an", as it is spoken.
std::string_view indefinite_article(std::string_view word);

/// What messages and texts may ask for: "members", "of_the_programme"; "Members" begins with a capital.
using WordParameters = std::map<std::string, std::string, std::less<>>;
WordParameters parameters_of(Words const& words, std::string_view language);

/// What somebody who writes a text puts between braces, and the parameter that it is: {"le programme",
/// "the_programme"}. With a capital first it is the parameter with a capital.
std::span<std::pair<std::string_view, std::string_view> const> placeholders(std::string_view language);
/// Braces around anything else are left as they stand.
std::string fill_in(std::string_view text, std::string_view language, WordParameters const& parameters);

}  // namespace essaim::people
