#pragma once
// Words to search by. Texts and queries are folded by ICU (case, accents, ligatures, width) and stemmed by libstemmer
// (French and English) here in the application, so that SQLite (FTS5, `unicode61`) and PostgreSQL (tsvector, `simple`)
// hold the same words and answer the same stories. Pure: no database, no locale of the machine.

#include <string>
#include <string_view>
#include <vector>

namespace essaim::content {

/// Folded words in order: "L’ÉNERGIE, c'est œuvrer" gives l, energie, c, est, oeuvrer. Only letters and digits are
/// left; scripts without spaces between words give one word a character.
std::vector<std::string> fold_words(std::string_view text);

/// All the forms under which one word can be found: itself and its stems. The French stem is taken with and without
/// accents, so that "electricite" finds "électricité", and so does "électrique".
std::vector<std::string> forms_of(std::string_view word);

/// The forms of every word of a text, separated by spaces: what the index holds.
std::string search_terms(std::string_view text);

/// A query as both engines read it. It is built from folded words only, each in quotes, so no input can be an error
/// of syntax. Empty where the input has no word at all.
struct SearchQuery {
  std::string sqlite, sqlite_title;      // for `match`: anywhere, and in the title
  std::string postgres, postgres_title;  // for `cast(… as tsquery)`
  bool empty() const { return sqlite.empty(); }
};

/// All words must be found, the last one also by its beginning (it may still be being typed). Little words ("le",
/// "of") are left out unless there is nothing else. At most 12 words are read.
SearchQuery search_query(std::string_view typed);

/// The same document as a tsvector literal: title before body, weights A and B, positions by word.
std::string postgres_document(std::string_view title, std::string_view body);

}  // namespace essaim::content
