// The guide by country, its versions, and the words that it advises against.
#include "features/charter/charter.hpp"

#include "platform/access/test_organisation.hpp"

#include <gtest/gtest.h>

namespace essaim::charter {
namespace {

constexpr people::PersonId lead{7};

class CharterTest : public testing::TestWithParam<db::Engine> {
 protected:
  CharterTest() : test(GetParam()) {}

  void save(std::string const& country, std::vector<Guide> const& guides) {
    test.db->write([&](db::Tx& tx) { save_guides(tx, lead, country, guides, test.clock.now()); });
  }
  Guide guide(std::string const& language, std::string const& country) {
    return test.db->read([&](db::Tx& tx) { return load_guide(tx, language, country); });
  }
  std::string save_words(std::vector<AvoidedWord> const& words) {
    auto const done = test.db->write([&](db::Tx& tx) { return save_avoided_words(tx, lead, words, test.clock.now()); });
    return done ? "" : done.error().code + std::string(" ") + done.error().pointer;
  }
  std::vector<std::string> reasons(std::vector<std::string> const& languages, std::string const& country) {
    std::vector<std::string> out;
    for (auto const& word : test.db->read([&](db::Tx& tx) { return avoided_words_for(tx, languages, country); }))
      out.push_back(word.reason);
    return out;
  }

  TestOrganisation test;
};
INSTANTIATE_TEST_SUITE_P(Engines, CharterTest, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

}  // namespace

TEST_P(CharterTest, a_country_without_a_guide_reads_the_general_one) {
  auto const first = guide("fr", "CA");
  EXPECT_EQ(first.version, 1) << "the text a programme starts with";
  EXPECT_EQ(first.country, "");
  save("", {{"fr", {"Général"}, {}, ""}});
  EXPECT_EQ(guide("fr", "CA").dos, std::vector<std::string>{"Général"});
  EXPECT_EQ(guide("fr", "").version, 2);
  EXPECT_EQ(guide("en", "").dos.size(), 5u) << "a language that was not given keeps its text";
  save("CA", {{"fr", {"Au Canada"}, {}, ""}});
  EXPECT_EQ(guide("fr", "CA").dos, std::vector<std::string>{"Au Canada"});
  EXPECT_EQ(guide("fr", "CA").country, "CA");
  EXPECT_EQ(guide("en", "CA").dos, std::vector<std::string>{"Au Canada"})
      << "what is asked there is asked of everybody";
  EXPECT_EQ(guide("fr", "BE").dos, std::vector<std::string>{"Général"});
}

TEST_P(CharterTest, each_saving_of_a_guide_is_a_version_and_an_end_is_one_too) {
  save("CA", {{"fr", {"Un"}, {}, ""}, {"en", {"One"}, {}, ""}});
  save("CA", {{"en", {"Two"}, {}, ""}});
  EXPECT_EQ(guide("fr", "CA").dos, std::vector<std::string>{"Un"});
  EXPECT_EQ(guide("fr", "CA").version, 2) << "of the guide, not of one of its languages";
  test.db->write([&](db::Tx& tx) {
    EXPECT_EQ(guided_countries(tx), std::vector<std::string>{"CA"});
    EXPECT_TRUE(end_guide(tx, lead, "CA", test.clock.now()));
    EXPECT_FALSE(end_guide(tx, lead, "CA", test.clock.now())) << "it has ended";
    EXPECT_FALSE(end_guide(tx, lead, "", test.clock.now())) << "there is always a general one";
    EXPECT_TRUE(guided_countries(tx).empty());
  });
  EXPECT_EQ(guide("fr", "CA").country, "");
  save("CA", {{"en", {"Again"}, {}, ""}});
  EXPECT_EQ(guide("fr", "CA").dos, std::vector<std::string>{"Again"}) << "what had ended does not come back";
  test.db->read([&](db::Tx& tx) {
    auto const versions = versions_of(tx, "CA");
    ASSERT_EQ(versions.size(), 4u);
    EXPECT_EQ(versions[0].texts.front().dos, std::vector<std::string>{"Again"});
    EXPECT_TRUE(versions[1].ended);
    EXPECT_EQ(versions[3].texts.size(), 2u);
    EXPECT_EQ(versions[3].author, lead);
    auto const general = versions_of(tx, "");
    ASSERT_EQ(general.size(), 1u);
    EXPECT_EQ(general.front().version, 1);
  });
}

TEST_P(CharterTest, words_to_avoid_are_those_of_ones_languages_and_country) {
  EXPECT_EQ(save_words({{"fr", "", "leader", "On se compare.", "reconnu"},
                        {"fr", "CA", "Léader", "La loi 96.", ""},
                        {"en", "", "leading", "We compare.", ""},
                        {"fr", "BE", "septante", "Selon le lecteur.", ""}}),
            "");
  EXPECT_EQ(reasons({"fr"}, ""), std::vector<std::string>{"On se compare."});
  EXPECT_EQ(reasons({"fr"}, "CA"), std::vector<std::string>{"La loi 96."})
      << "a country's reason before the general one";
  EXPECT_EQ(reasons({"fr", "en"}, "BE").size(), 3u);
  EXPECT_TRUE(reasons({"de"}, "CA").empty());
}

TEST_P(CharterTest, a_word_to_avoid_comes_with_its_reason_and_once) {
  EXPECT_EQ(save_words({{"fr", "", " ", "x", ""}}), "charter.word_empty /words/0/word");
  EXPECT_EQ(save_words({{"fr", "", "*", "x", ""}}), "charter.word_empty /words/0/word");
  EXPECT_EQ(save_words({{"fr", "", "mot", " ", ""}}), "charter.reason_empty /words/0/reason");
  EXPECT_EQ(save_words({{"fr", "XQ", "mot", "x", ""}}), "charter.country_unknown /words/0/country");
  EXPECT_EQ(save_words({{"fr", "", "mot", "x", ""}, {"fr", "", "MÔT", "y", ""}}), "charter.word_twice /words/1/word");
  EXPECT_EQ(save_words({{"fr", "", "mot", "x", ""}, {"en", "", "mot", "y", ""}}), "");
  EXPECT_EQ(save_words({}), "");
  EXPECT_TRUE(test.db->read([](db::Tx& tx) { return avoided_words(tx); }).empty());
}

}  // namespace essaim::charter
