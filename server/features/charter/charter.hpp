#pragma once
// The charter that a member accepts and the guide that stands where one writes: versioned, dated, in each language.

#include "features/people/people.hpp"

#include <span>

namespace essaim::charter {

inline constexpr Permission edit{"charter.edit"};

struct Text {
  std::string language, title, body;  // body is Markdown
};
struct Charter {
  int64_t version = 0;
  Text text;
  Instant at;
};
/// Texts may name members, leads and programme between braces ({membres}, {the programme}): readers see the
/// organisation's own words there, editors see what they wrote.
enum class Shown { in_own_words, as_written };
/// The version in force; 1 from the first day, by the default texts.
int64_t current_version(db::Tx& tx);
/// In this language, else the organisation's, else any.
Charter load(db::Tx& tx, std::string const& language, Shown shown = Shown::in_own_words);
/// A new version: everybody is asked again. Languages that are not given keep their text.
Charter publish(db::Tx& tx, people::PersonId author, std::vector<Text> const& texts, std::string const& language,
                Instant now);

struct Guide {
  std::string language;
  std::vector<std::string> dos, donts;
  std::string body;
  std::string country{};  // whose guide it is; empty: the general one
  int64_t version = 1;    // of that guide
};
/// Of this country where it has a guide of its own, else the general one. In this language, else the organisation's.
Guide load_guide(db::Tx& tx, std::string const& language, std::string const& country,
                 Shown shown = Shown::in_own_words);
/// A new version of the guide of that country; languages that are not given keep their text.
void save_guides(db::Tx& tx, people::PersonId author, std::string const& country, std::vector<Guide> const& guides,
                 Instant now);
/// From now on the country reads the general guide. What it read before stays in its history.
Result<Done> end_guide(db::Tx& tx, people::PersonId author, std::string const& country, Instant now);

struct GuideVersion {
  int64_t version = 1;
  Instant at;
  std::optional<people::PersonId> author;
  bool ended = false;
  std::vector<Guide> texts;  // as written, those that this version changed
};
/// The newest first.
std::vector<GuideVersion> versions_of(db::Tx& tx, std::string const& country);
/// Countries that have a guide of their own now.
std::vector<std::string> guided_countries(db::Tx& tx);

/// A word that the guide advises against, with its reason and what to write instead; pointed at, never refused.
struct AvoidedWord {
  std::string language, country;  // no country: everywhere
  std::string word, reason, instead;
};
/// All of them, by language, country and word.
std::vector<AvoidedWord> avoided_words(db::Tx& tx);
/// Those that concern somebody who writes in one of these languages in that country; a country's own reason stands
/// before the general one.
std::vector<AvoidedWord> avoided_words_for(db::Tx& tx, std::span<std::string const> languages,
                                           std::string const& country);
/// Replaces the list; refusals name their line.
Result<Done> save_avoided_words(db::Tx& tx, people::PersonId author, std::vector<AvoidedWord> words, Instant now);

void add_routes(http::Router& router);
PersonalData personal_data();

}  // namespace essaim::charter
