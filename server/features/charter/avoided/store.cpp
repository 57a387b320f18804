#include "features/charter/avoided/store.hpp"

namespace essaim::charter::store {
namespace {

using db::Sql;

constexpr Sql list_sql{"charter.avoided_words",
                       "select language, country, word_key, word, reason, instead from avoided_word "
                       "order by language, country, word_key"};
constexpr Sql clear_sql{"charter.clear_avoided_words", "delete from avoided_word"};
constexpr Sql insert_sql{"charter.insert_avoided_word",
                         "insert into avoided_word(language, country, word_key, word, reason, instead) "
                         "values ($1, $2, $3, $4, $5, $6)"};

}  // namespace

AvoidedRow AvoidedRow::read(db::Row& row) {
  AvoidedRow r;
  r.word.language = row.text();
  r.word.country = row.text();
  r.key = row.text();
  r.word.word = row.text();
  r.word.reason = row.text();
  r.word.instead = row.text();
  return r;
}

std::vector<AvoidedRow> avoided(db::Tx& tx) { return tx.many<AvoidedRow>(list_sql); }

void replace_avoided(db::Tx& tx, std::vector<AvoidedRow> const& rows) {
  tx.run(clear_sql);
  for (auto const& [word, key] : rows)
    tx.run(insert_sql, word.language, word.country, key, word.word, word.reason, word.instead);
}

}  // namespace essaim::charter::store
