#include "features/people/words/rules.hpp"

#include "base/text.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <array>

namespace essaim::people {
namespace {

using std::string_view_literals::operator""sv;

// Nouns with an aspirated h that a programme could be called by; « l’ » goes before all the others.
constexpr std::array aspirated{
    "hackathon"sv, "hall"sv,     "halle"sv, "halo"sv,    "halte"sv,  "hamac"sv,  "hameau"sv, "handball"sv, "hangar"sv,
    "happening"sv, "harde"sv,    "harpe"sv, "hasard"sv,  "hate"sv,   "hauban"sv, "hausse"sv, "haut"sv,     "hauteur"sv,
    "havre"sv,     "heraut"sv,   "heron"sv, "heros"sv,   "hetre"sv,  "hibou"sv,  "hit"sv,    "hobby"sv,    "hockey"sv,
    "horde"sv,     "hors"sv,     "hotte"sv, "houle"sv,   "houppe"sv, "hourra"sv, "hub"sv,    "hublot"sv,   "huche"sv,
    "huit"sv,      "huitaine"sv, "hune"sv,  "hussard"sv, "hutte"sv,
};
// Words that begin with a vowel and keep their article whole.
constexpr std::array unelided{"onze"sv, "onzieme"sv, "oui"sv, "ouistiti"sv, "uhlan"sv, "ululation"sv};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string first_word(std::string_view text) {
  auto const end = std::ranges::find_if_not(text, is_letter);
  return {text.begin(), end};
}

bool is_vowel(char c) { return "aeiou"sv.find(c) != std::string_view::npos; }

std::string capital(std::string_view text) {
  auto letters = to_utf32(text);
  if (letters.empty()) return {};
  return upper(to_utf8(letters.substr(0, 1))) + to_utf8(letters.substr(1));
}

bool is_acronym(std::string_view text) {
  auto const end = std::ranges::find_if_not(text, is_letter);
  std::string_view const word = text.substr(0, size_t(end - text.begin()));
  return word.size() > 1 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

template <class W>
Result<Done> settle_one(W& words, W const& first, std::string const& at) {
  auto const defaults = forms_of(first);
  auto const is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  std::string refused;
  auto const each = [&](std::string_view name, std::string& form, http::Limits const&) {
    if (refused.empty() && std::ranges::any_of(form, is_control)) refused = name;
    form = one_line(form);
    if (form.empty()) form = defaults.find(name)->second;
  };
  describe(each, words);
  if (!refused.empty()) return fail_at(at + "/" + refused, "input.bad_character", "one line");
  return Done{};
}

void follow_nouns(Words& words, Words const& first) {
  if (words.fr.programme == first.fr.programme) {
    words.fr.programme_gender = first.fr.programme_gender;
    words.fr.programme_elision = first.fr.programme_elision;
  }
  if (words.en.member == first.en.member) words.en.member_article = first.en.member_article;
  if (words.en.lead == first.en.lead) words.en.lead_article = first.en.lead_article;
}

std::string either(std::string const& feminine, std::string const& masculine) {
  return feminine == masculine ? feminine : feminine + " ou " + masculine;
}

WordParameters french(FrenchWords const& w) {
  bool const elided = w.programme_elision == "elided" || (w.programme_elision == "by_rule" && is_elided(w.programme));
  bool const feminine = w.programme_gender == "feminine";
  auto const with = [&](std::string_view before_vowel, std::string_view la, std::string_view le) {
    return std::string(elided ? before_vowel : feminine ? la : le) + w.programme;
  };
  return {{"member", either(w.member_feminine, w.member_masculine)},
          {"members", w.member_plural},
          {"member_short", w.member_short},
          {"lead", either(w.lead_feminine, w.lead_masculine)},
          {"leads", w.lead_plural},
          {"lead_short", w.lead_short},
          {"the_programme", with("l’", "la ", "le ")},
          {"of_the_programme", with("de l’", "de la ", "du ")},
          {"to_the_programme", with("à l’", "à la ", "au ")},
          {"this_programme", with(feminine ? "cette " : "cet ", "cette ", "ce ")}};
}

WordParameters english(EnglishWords const& w) {
  auto const one = [](std::string const& word, std::string const& article) {
    return (article == "by_rule" ? std::string(indefinite_article(word)) : article) + " " + word;
  };
  return {{"member", w.member},
          {"a_member", one(w.member, w.member_article)},
          {"members", w.member_plural},
          {"member_short", w.member},
          {"lead", w.lead},
          {"a_lead", one(w.lead, w.lead_article)},
          {"leads", w.lead_plural},
          {"lead_short", w.lead},
          {"the_programme", "the " + w.programme},
          {"of_the_programme", "of the " + w.programme},
          {"to_the_programme", "to the " + w.programme},
          {"this_programme", "this " + w.programme}};
}

using Placeholder = std::pair<std::string_view, std::string_view>;
constexpr std::array<Placeholder, 9> french_placeholders{{{"membre", "member"},
                                                          {"membres", "members"},
                                                          {"pilote", "lead"},
                                                          {"pilotes", "leads"},
                                                          {"le programme", "the_programme"},
                                                          {"du programme", "of_the_programme"},
                                                          {"au programme", "to_the_programme"},
                                                          {"ce programme", "this_programme"},
                                                          {"nom", "programme"}}};
constexpr std::array<Placeholder, 9> english_placeholders{{{"member", "member"},
                                                           {"a member", "a_member"},
                                                           {"members", "members"},
                                                           {"lead", "lead"},
                                                           {"a lead", "a_lead"},
                                                           {"leads", "leads"},
                                                           {"the programme", "the_programme"},
                                                           {"this programme", "this_programme"},
                                                           {"name", "programme"}}};

std::string const* find_parameter(std::string_view written, std::string_view language,
                                  WordParameters const& parameters) {
  auto const between = one_line(written);  // a no-break space is a space
  for (auto const& [name, parameter] : placeholders(language)) {
    auto const found = between == name            ? parameters.find(parameter)
                       : between == capital(name) ? parameters.find(capital(parameter))
                                                  : parameters.end();
    if (found != parameters.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace

Result<Done> settle(Words& words) {
  Words const first;
  CHECK_OK(settle_one(words.fr, first.fr, "/words/fr"));
  CHECK_OK(settle_one(words.en, first.en, "/words/en"));
  follow_nouns(words, first);
  return Done{};
}

Result<Done> settle(Words& words, Words const& first, std::string const& at) {
  CHECK_OK(settle_one(words.fr, first.fr, at + "/fr"));
  CHECK_OK(settle_one(words.en, first.en, at + "/en"));
  follow_nouns(words, first);
  return Done{};
}

Words only_own(Words words, Words const& first) {
  auto const leave_out = [](auto& own, auto const& others) {
    auto const others_forms = forms_of(others);
    auto const each = [&](std::string_view name, std::string& form, http::Limits const& limits) {
      bool const is_choice = !limits.choices.empty();
      if (!is_choice && form == others_forms.find(name)->second) form.clear();
    };
    describe(each, own);
  };
  leave_out(words.fr, first.fr);
  leave_out(words.en, first.en);
  return words;
}

bool is_elided(std::string_view text) {
  auto const word = first_word(fold_text(text));
  if (word.empty()) return false;
  if (word.front() == 'h') return std::ranges::find(aspirated, word) == aspirated.end();
  // l’ypérite, but le yoga and le yacht.
  if (word.front() == 'y') return word.size() > 1 && !is_vowel(word[1]);
  return is_vowel(word.front()) && std::ranges::find(unelided, word) == unelided.end();
}

std::string_view indefinite_article(std::string_view text) {
  // Letters said one by one: an F, an H, an MVP.
  if (is_acronym(text)) return "AEFHILMNORSX"sv.find(text.front()) != std::string_view::npos ? "an" : "a";
  auto const word = first_word(fold_text(text));
  auto const begins = [&](auto... starts) { return (word.starts_with(starts) || ...); };
  if (begins("heir", "honest", "honour", "honor", "hour")) return "an";
  // Said with a y or a w: a user, a university, a European, a one-off; but an uninformed.
  if (begins("unin", "unim")) return "an";
  if (begins("eu", "ewe", "once", "uni", "ubi", "use", "usu", "uti")) return "a";
  if (word == "one") return "a";
  return !word.empty() && is_vowel(word.front()) ? "an" : "a";
}

WordParameters parameters_of(Words const& words, std::string_view language) {
  auto parameters = language.starts_with("fr") ? french(words.fr) : english(words.en);
  WordParameters with_capitals = parameters;
  for (auto const& [name, text] : parameters) with_capitals[capital(name)] = capital(text);
  return with_capitals;
}

std::span<Placeholder const> placeholders(std::string_view language) {
  if (language.starts_with("fr")) return french_placeholders;
  return english_placeholders;
}

std::string fill_in(std::string_view text, std::string_view language, WordParameters const& parameters) {
  std::string out;
  while (!text.empty()) {
    auto const open = text.find('{');
    auto const close = open == std::string_view::npos ? open : text.find_first_of("{}", open + 1);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    auto const* word =
        text[close] == '}' ? find_parameter(text.substr(open + 1, close - open - 1), language, parameters) : nullptr;
    // An opening brace within: what stood before it is text, and it may open a name of its own.
    auto const next = text[close] == '}' ? close + 1 : close;
    out += word ? std::string_view(*word) : text.substr(open, next - open);
    text.remove_prefix(next);
  }
  return out.append(text);
}

}  // namespace essaim::people
