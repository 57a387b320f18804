#include "features/people/words/words.hpp"

#include "features/people/brand/brand.hpp"
#include "features/people/store.hpp"
#include "platform/i18n/catalogue.hpp"

#include <utility>

namespace essaim::people {
namespace {

constexpr std::string_view french_key = "words.fr", english_key = "words.en";

// Of a language's forms, those that somebody chose: the rest follows what later versions start with.
template <class W>
std::string write(W const& words) {
  auto const defaults = forms_of(W{});
  Json out{JsonObject{}};
  for (auto const& [name, form] : forms_of(words))
    if (form != defaults.find(name)->second) out.set(name, form);
  return print_json(out);
}

std::string row_of(std::vector<store::SettingRow> const& rows, std::string_view key) {
  for (auto const& row : rows)
    if (row.key == key) return row.value;
  return "{}";
}

template <class W>
W read(std::string const& row) {
  W words;
  auto const kept = parse_json(row);
  auto const each = [&](std::string_view name, std::string& form, http::Limits const&) {
    if (kept) form = kept->string_or(name, form);
  };
  describe(each, words);
  return words;
}

}  // namespace

Words load_words(db::Tx& tx) {
  auto const rows = store::settings(tx);
  return {read<FrenchWords>(row_of(rows, french_key)), read<EnglishWords>(row_of(rows, english_key))};
}

void save_words(db::Tx& tx, Words const& words, PersonId author, Instant now) {
  auto const rows = store::settings(tx);
  auto const keep = [&](std::string_view key, std::string const& text) {
    if (text != row_of(rows, key)) store::insert_setting(tx, key, text, author.value, now);
  };
  keep(french_key, write(words.fr));
  keep(english_key, write(words.en));
}

Voice voice_of(db::Tx& tx) { return {load_settings(tx).programme_name, load_words(tx), look_of(tx)}; }

std::string role_in_words(std::string_view role, std::string_view language) {
  auto const parameters = parameters_of(Words{}, language);
  if (role == "member") return parameters.at("Member_short");
  MessageArguments arguments;
  for (auto const& [name, word] : parameters) arguments.emplace_back(name, std::string_view(word));
  return Catalogue::embedded().text(language, "directory.role." + std::string(role), arguments);
}

std::function<std::string(std::string_view)> own_words(db::Tx& tx, std::string_view language) {
  auto const voice = voice_of(tx);
  auto parameters = parameters_of(voice.words, language);
  parameters.emplace("programme", voice.programme);
  return [language = std::string(language), parameters = std::move(parameters)](std::string_view text) {
    return fill_in(text, language, parameters);
  };
}

}  // namespace essaim::people
