#pragma once
// The charter that a member accepts and the guide that stands where one writes: versioned, dated, in each language.

#include "features/people/people.hpp"

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
};
Guide load_guide(db::Tx& tx, std::string const& language, Shown shown = Shown::in_own_words);
void save_guide(db::Tx& tx, people::PersonId author, Guide const& guide, Instant now);

void add_routes(http::Router& router);
PersonalData personal_data();

}  // namespace essaim::charter
