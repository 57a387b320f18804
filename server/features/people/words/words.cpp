#include "features/people/words/words.hpp"

#include "features/people/brand/brand.hpp"
#include "features/people/store.hpp"
#include "platform/i18n/catalogue.hpp"

#include <algorithm>
#include <utility>

namespace essaim::people {
namespace {

struct Keys {
  std::string_view french, english;
};
constexpr Keys everybodys{"words.fr", "words.en"}, executives{"executive_words.fr", "executive_words.en"};

// Of a language's forms, those that somebody chose: the rest follows what it stands on, be it changed later.
template <class W>
std::string write(W const& words, W const& first) {
  auto const defaults = forms_of(first);
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
W read(std::string const& row, W words) {
  auto const kept = parse_json(row);
  auto const each = [&](std::string_view name, std::string& form, http::Limits const&) {
    if (kept) form = kept->string_or(name, form);
  };
  describe(each, words);
  return words;
}

Words load(db::Tx& tx, Keys const& keys, Words const& first) {
  auto const rows = store::settings(tx);
  return {read(row_of(rows, keys.french), first.fr), read(row_of(rows, keys.english), first.en)};
}

struct By {
  PersonId author;
  Instant now;
};
void save(db::Tx& tx, Keys const& keys, Words const& words, Words const& first, By const& by) {
  auto const rows = store::settings(tx);
  auto const keep = [&](std::string_view key, std::string const& text) {
    if (text != row_of(rows, key)) store::insert_setting(tx, key, text, by.author.value, by.now);
  };
  keep(keys.french, write(words.fr, first.fr));
  keep(keys.english, write(words.en, first.en));
}

}  // namespace

Words load_words(db::Tx& tx) { return load(tx, everybodys, Words{}); }

std::optional<Words> load_executive_words(db::Tx& tx) {
  auto const others = load_words(tx);
  auto const words = load(tx, executives, others);
  return words == others ? std::nullopt : std::optional(only_own(words, others));
}

Words words_for(db::Tx& tx, PersonId reader) {
  auto const roles = store::roles_of(tx, reader.value);
  if (std::ranges::find(roles, "executive") == roles.end()) return load_words(tx);
  return load(tx, executives, load_words(tx));
}

void save_words(db::Tx& tx, Words const& words, PersonId author, Instant now) {
  save(tx, everybodys, words, Words{}, {author, now});
}

void save_executive_words(db::Tx& tx, std::optional<Words> const& words, PersonId author, Instant now) {
  auto const others = load_words(tx);
  save(tx, executives, words.value_or(others), others, {author, now});
}

Voice voice_of(db::Tx& tx) { return {load_settings(tx).programme_name, load_words(tx), look_of(tx)}; }

Voice voice_to(db::Tx& tx, PersonId reader) {
  auto voice = voice_of(tx);
  voice.words = words_for(tx, reader);
  return voice;
}

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
