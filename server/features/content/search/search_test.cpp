#include "features/content/search/search.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/config/embedded.hpp"
#include "platform/db/db.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

namespace essaim::content {
namespace {

constexpr db::Sql add_words{"test.add_words.sqlite",
                            "insert into story_search(rowid, title_terms, body_terms) values ($1, '', $2)"};
constexpr db::Sql count_found{"test.count_found.sqlite",
                              "select count(*) from story_search where story_search match $1"};

// A real FTS5 index, as the migration makes it: what is claimed of queries is asked of the engine itself.
class Index {
 public:
  Index() : folder_(std::filesystem::temp_directory_path() / ("essaim-search-" + random_token(9))) {
    std::filesystem::create_directory(folder_);
    db_ = db::open_sqlite((folder_ / "test.db").string(), 1);
    db_->write([](db::Tx& tx) { tx.script(find_embedded("migrations/0021_story_search.sqlite.sql")); });
  }
  ~Index() {
    db_.reset();
    std::filesystem::remove_all(folder_);
  }
  void add(int64_t id, std::string_view text) {
    db_->write([&](db::Tx& tx) { tx.run(add_words, id, search_terms(text)); });
  }
  // A query that the engine refuses would throw.
  int64_t count(std::string_view typed) {
    auto const query = search_query(typed);
    if (query.empty()) return 0;
    return db_->read([&](db::Tx& tx) { return tx.one<int64_t>(count_found, query.sqlite).value(); });
  }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<db::Db> db_;
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
