#include "features/content/search/search.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>

namespace essaim::content {
namespace {

// A real FTS5 index, as the migration makes it: what is claimed of queries is asked of the engine itself.
class Index {
 public:
  Index() {
    EXPECT_EQ(sqlite3_open(":memory:", &db_), SQLITE_OK);
    run("create virtual table story_search using fts5(title_terms, body_terms, tokenize='unicode61 remove_diacritics "
        "0')");
  }
  ~Index() { sqlite3_close(db_); }
  void add(int id, std::string_view text) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_, "insert into story_search(rowid, title_terms, body_terms) values(?, '', ?)", -1, &statement,
                       nullptr);
    auto const terms = search_terms(text);
    sqlite3_bind_int(statement, 1, id);
    sqlite3_bind_text(statement, 2, terms.data(), int(terms.size()), SQLITE_TRANSIENT);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
  }
  // -1: the engine refused the query.
  int count(std::string_view typed) {
    auto const query = search_query(typed);
    if (query.empty()) return 0;
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_, "select count(*) from story_search where story_search match ?", -1, &statement, nullptr);
    sqlite3_bind_text(statement, 1, query.sqlite.data(), int(query.sqlite.size()), SQLITE_TRANSIENT);
    int const found = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    return found;
  }

 private:
  void run(char const* sql) { EXPECT_EQ(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr), SQLITE_OK); }
  sqlite3* db_ = nullptr;
};

}  // namespace

TEST(Search, words_are_folded) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(fold_words("L’ÉNERGIE, c'est œuvrer"), (Words{"l", "energie", "c", "est", "oeuvrer"}));
  EXPECT_EQ(fold_words("Straße ﬁn Ægir Łódź"), (Words{"strasse", "fin", "aegir", "lodz"}));
  EXPECT_EQ(fold_words("e\xCC\x81te\xCC\x81"), (Words{"ete"})) << "decomposed accents";
  EXPECT_EQ(fold_words("ＡＢＣ １２"), (Words{"abc", "12"})) << "full width";
  EXPECT_EQ(fold_words("soli\xC2\xAD"
                       "darité"),
            (Words{"solidarite"}))
      << "a soft hyphen is no end of word";
  EXPECT_EQ(fold_words("能源"), (Words{"能", "源"}));
  EXPECT_TRUE(fold_words("!!! « » \xF0\x9F\x90\x9D").empty());
}

TEST(Search, accents_case_and_stems_find) {
  Index index;
  index.add(1, "Réseaux de chaleur : l’électricité des villes rénovées");
  struct Row {
    char const* typed;
    int found;
  };
  for (auto const& row : std::initializer_list<Row>{{"réseau", 1},
                                                    {"RESEAU", 1},
                                                    {"reseaux", 1},
                                                    {"electricite", 1},
                                                    {"électrique", 1},
                                                    {"rénover", 1},
                                                    {"renovation", 1},
                                                    {"le réseau de la chaleur", 1},
                                                    {"chal", 1},
                                                    {"chaleur ville", 1},
                                                    {"ville chaleur", 1},
                                                    {"chaudière", 0},
                                                    {"chaleur chaudière", 0}})
    EXPECT_EQ(index.count(row.typed), row.found) << row.typed;
}

TEST(Search, english_stems_find) {
  Index index;
  index.add(1, "Heating whole districts: engineers sharing what they learned");
  for (auto const* typed : {"heat", "heated", "district", "engineer", "share", "learning"})
    EXPECT_EQ(index.count(typed), 1) << typed;
  EXPECT_EQ(index.count("cooling"), 0);
}

TEST(Search, little_words_alone_are_still_words) {
  Index index;
  index.add(1, "Qui est là");
  EXPECT_EQ(index.count("qui est"), 1);
}

TEST(Search, no_input_is_an_error_of_syntax) {
  Index index;
  index.add(1, "and or not near");
  for (std::string_view typed : {"\"",
                                 "'",
                                 "*",
                                 "^a",
                                 "a*",
                                 "a\"b",
                                 "(",
                                 ")(",
                                 "a AND",
                                 "OR",
                                 "NOT",
                                 "NEAR(a b",
                                 "a:b",
                                 "title_terms:x",
                                 "-a",
                                 "a + b",
                                 "{a}",
                                 "\\",
                                 "a\\'",
                                 "'; drop table story;--",
                                 "%",
                                 "_",
                                 "a & | !b",
                                 ":*",
                                 "<->",
                                 "\x01\x02",
                                 "\xFF\xFE",
                                 "\xED\xA0\x80",
                                 "١٢٣",
                                 "½ ² Ⅷ",
                                 "Ω≈ç√∫˜µ≤≥÷",
                                 "̡͓̞ͅI̗̘̦͝n͇",
                                 "田中さんにあげて下さい",
                                 "ﷺ",
                                 "\xE2\x80\xAE"
                                 "abc",
                                 "🇫🇷👩‍👩‍👧",
                                 "nil",
                                 "क्षि"}) {
    EXPECT_GE(index.count(typed), 0) << typed;
    auto const query = search_query(typed);
    EXPECT_EQ(query.sqlite.empty(), query.postgres.empty());
    EXPECT_EQ(query.postgres.find('\\'), std::string::npos);
  }
  std::string long_word(5000, 'x'), many;
  for (int i = 0; i < 500; ++i) many += "mot" + std::to_string(i) + " ";
  EXPECT_GE(index.count(long_word), 0);
  EXPECT_GE(index.count(many), 0);
  EXPECT_LT(search_query(many).sqlite.size(), 2000u);
  EXPECT_GE(index.count(std::string_view("a\0b", 3)), 0);
}

TEST(Search, postgres_reads_the_same_words) {
  auto const query = search_query("Électricité");
  EXPECT_EQ(query.postgres, "('electricite':* | 'electricit' | 'electr')");
  EXPECT_EQ(query.sqlite, "(\"electricite\"* OR \"electricit\" OR \"electr\")");
  EXPECT_EQ(postgres_document("Réseau", "un réseau"), "'reseau':1A,3B 'un':2B");
}

}  // namespace essaim::content
