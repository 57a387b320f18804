#pragma once
// An organisation's own words in its settings: dated, authored rows like the others, and how the letters speak.

#include "features/people/people.hpp"
#include "features/people/words/rules.hpp"
#include "platform/mail/letter.hpp"

#include <optional>

namespace essaim::people {

/// What everybody reads.
Words load_words(db::Tx& tx);
/// What people with the executive role read instead, as it was chosen: a form that is empty follows everybody's.
/// Nothing where they read what everybody reads.
std::optional<Words> load_executive_words(db::Tx& tx);
Words words_for(db::Tx& tx, PersonId reader);
/// One row for each language that differs from the one in force; what is left as every programme starts is not kept.
void save_words(db::Tx& tx, Words const& words, PersonId author, Instant now);
/// After everybody's: only what differs from them is kept.
void save_executive_words(db::Tx& tx, std::optional<Words> const& words, PersonId author, Instant now);

/// What a letter calls the programme and those in it, and what it looks like.
struct Voice {
  std::string programme;  // its name
  Words words;
  mail::Look look{};
};
/// To everybody.
Voice voice_of(db::Tx& tx);
Voice voice_to(db::Tx& tx, PersonId reader);

}  // namespace essaim::people
