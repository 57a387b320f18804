#pragma once
// The SQL of words to avoid.

#include "features/charter/charter.hpp"

namespace essaim::charter::store {

struct AvoidedRow {
  AvoidedWord word;
  std::string key;  // without case and accents
  static AvoidedRow read(db::Row& row);
  friend bool operator==(AvoidedRow const& a, AvoidedRow const& b) {
    return a.key == b.key && a.word.language == b.word.language && a.word.country == b.word.country &&
           a.word.word == b.word.word && a.word.reason == b.word.reason && a.word.instead == b.word.instead;
  }
};
std::vector<AvoidedRow> avoided(db::Tx& tx);
void replace_avoided(db::Tx& tx, std::vector<AvoidedRow> const& rows);

}  // namespace essaim::charter::store
