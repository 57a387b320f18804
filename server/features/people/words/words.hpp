#pragma once
// An organisation's own words in its settings: dated, authored rows like the others, and how the letters speak.

#include "features/people/people.hpp"
#include "features/people/words/rules.hpp"
#include "platform/mail/letter.hpp"

namespace essaim::people {

Words load_words(db::Tx& tx);
/// One row for each language that differs from the one in force; what is left as every programme starts is not kept.
void save_words(db::Tx& tx, Words const& words, PersonId author, Instant now);

/// What a letter calls the programme and those in it, and what it looks like.
struct Voice {
  std::string programme;  // its name
  Words words;
  mail::Look look{};
};
Voice voice_of(db::Tx& tx);

}  // namespace essaim::people
