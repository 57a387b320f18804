#include "base/text.hpp"
#include "features/charter/avoided/store.hpp"
#include "features/charter/charter.hpp"
#include "platform/i18n/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace essaim::charter {
namespace {

// A trailing star stands for any ending, and is no word by itself.
std::string key_of(std::string_view word) { return fold_text(word); }

Result<store::AvoidedRow> read_word(AvoidedWord word, std::string const& pointer) {
  word.word = one_line(word.word);
  word.reason = one_line(word.reason);
  word.instead = one_line(word.instead);
  auto key = key_of(word.word);
  if (key.empty() || key == "*") return fail_at(pointer + "/word", "charter.word_empty");
  // A word that is pointed at without a reason teaches nothing.
  if (word.reason.empty()) return fail_at(pointer + "/reason", "charter.reason_empty");
  if (!word.country.empty() && !is_country(word.country))
    return fail_at(pointer + "/country", "charter.country_unknown", "two letters, as FR");
  return store::AvoidedRow{std::move(word), std::move(key)};
}

}  // namespace

std::vector<AvoidedWord> avoided_words(db::Tx& tx) {
  std::vector<AvoidedWord> out;
  for (auto& row : store::avoided(tx)) out.push_back(std::move(row.word));
  return out;
}

std::vector<AvoidedWord> avoided_words_for(db::Tx& tx, std::span<std::string const> languages,
                                           std::string const& country) {
  std::vector<store::AvoidedRow> rows;
  std::set<std::pair<std::string, std::string>> of_country;
  for (auto& row : store::avoided(tx)) {
    bool const read = std::find(languages.begin(), languages.end(), row.word.language) != languages.end();
    bool const here = row.word.country.empty() || row.word.country == country;
    if (!read || !here) continue;
    if (!row.word.country.empty()) of_country.emplace(row.word.language, row.key);
    rows.push_back(std::move(row));
  }
  std::vector<AvoidedWord> out;
  for (auto& row : rows)
    if (!row.word.country.empty() || !of_country.contains({row.word.language, row.key}))
      out.push_back(std::move(row.word));
  return out;
}

Result<Done> save_avoided_words(db::Tx& tx, people::PersonId author, std::vector<AvoidedWord> words, Instant now) {
  std::vector<store::AvoidedRow> rows;
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (size_t i = 0; i < words.size(); ++i) {
    auto const pointer = fmt::format("/words/{}", i);
    auto row = TRY(read_word(std::move(words[i]), pointer));
    if (!seen.emplace(row.word.language, row.word.country, row.key).second)
      return fail_at(pointer + "/word", "charter.word_twice");
    rows.push_back(std::move(row));
  }
  auto const before = store::avoided(tx);
  auto const is_new = [&](auto const& row) { return std::find(before.begin(), before.end(), row) == before.end(); };
  if (rows.size() == before.size() && std::none_of(rows.begin(), rows.end(), is_new)) return Done{};
  store::replace_avoided(tx, rows);
  people::record(tx, author, "avoided_words.changed", "avoided_words", fmt::format("{}", rows.size()), now);
  return Done{};
}

}  // namespace essaim::charter
