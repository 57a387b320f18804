#include "features/people/words/rules.hpp"

#include "platform/i18n/catalogue.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace essaim::people {
namespace {

Json vectors() {
  std::ifstream file(ESSAIM_SOURCE_DIR "/tests/vectors/words.json");
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  auto json = parse_json(text);
  EXPECT_TRUE(json) << "tests/vectors/words.json";
  return json ? *std::move(json) : Json();
}

template <class W>
void take(Json const& from, W& words) {
  auto const each = [&](std::string_view name, std::string& form, http::Limits const&) {
    form = from.string_or(name, form);
  };
  describe(each, words);
}

}  // namespace

TEST(Words, the_article_goes_by_how_the_word_begins) {
  auto const all = vectors();
  for (auto const& row : *all.find("elided")->array())
    EXPECT_EQ(is_elided(row.string_or("word")), *row.find("elided")->boolean()) << row.string_or("word");
  for (auto const& row : *all.find("article")->array())
    EXPECT_EQ(indefinite_article(row.string_or("word")), row.string_or("article")) << row.string_or("word");
}

TEST(Words, start_as_the_web_app_starts) {
  auto const all = vectors();
  for (auto const& [name, form] : forms_of(FrenchWords{}))
    EXPECT_EQ(all.find("defaults")->find("fr")->string_or(name), form) << name;
  for (auto const& [name, form] : forms_of(EnglishWords{}))
    EXPECT_EQ(all.find("defaults")->find("en")->string_or(name), form) << name;
}

TEST(Words, bend_in_every_form_a_sentence_asks_for) {
  auto const all = vectors();
  for (auto const& row : *all.find("voices")->array()) {
    Words words;
    auto const language = row.string_or("language");
    language == "fr" ? take(*row.find("words"), words.fr) : take(*row.find("words"), words.en);
    auto const parameters = parameters_of(words, language);
    for (auto const& [name, wanted] : *row.find("parameters")->object()) {
      ASSERT_TRUE(parameters.contains(name)) << name;
      EXPECT_EQ(parameters.find(name)->second, *wanted.string()) << language << " " << name;
    }
  }
}

TEST(Words, an_empty_form_is_the_one_every_programme_starts_with) {
  Words words;
  words.fr.member_plural = "";
  words.fr.member_feminine = "  éclaireuse ";
  words.en.programme = "\xC2\xA0";
  words.fr.programme = "";
  words.fr.programme_gender = "feminine";  // of the noun that stood there
  ASSERT_TRUE(settle(words));
  EXPECT_EQ(words.fr.programme_gender, "masculine");
  EXPECT_EQ(words.fr.member_plural, "membres");
  EXPECT_EQ(words.fr.member_feminine, "éclaireuse");
  EXPECT_EQ(words.en.programme, "programme");
}

TEST(Words, a_form_is_one_line) {
  Words words;
  words.en.lead_plural = "two\nlines";
  auto const refused = settle(words);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().pointer, "/words/en/lead_plural");
}

TEST(Words, stand_between_braces_in_texts_and_nothing_else_is_touched) {
  auto const all = vectors();
  for (std::string const language : {"fr", "en"}) {
    auto const& wanted = *all.find("placeholders")->find(language)->array();
    auto const known = placeholders(language);
    ASSERT_EQ(known.size(), wanted.size());
    for (size_t i = 0; i < known.size(); ++i) EXPECT_EQ(known[i].first, *wanted[i].string());
  }
  Words words;
  words.fr.programme = "équipe";
  words.fr.programme_gender = "feminine";
  words.fr.member_plural = "{pilotes}";  // a word is never read for braces again
  auto french = parameters_of(words, "fr");
  french.emplace("programme", "Les Éclaireurs");
  auto const say = [&](std::string_view text) { return fill_in(text, "fr", french); };
  EXPECT_EQ(say("{Le programme}, {nom} {du programme}"), "L’équipe, Les Éclaireurs de l’équipe");
  EXPECT_EQ(say("Les {membres}"), "Les {pilotes}");
  EXPECT_EQ(say("{autre} {members} {} {le {pilote} } {"), "{autre} {members} {} {le pilote } {");
  EXPECT_EQ(say("{le\xC2\xA0programme}, { nom }"), "l’équipe, Les Éclaireurs");
  EXPECT_EQ(say(""), "");
  EXPECT_EQ(fill_in("{A member} of {this programme}", "en", parameters_of(words, "en")), "A member of this programme");
}

// A parameter that nobody supplies would stand on the screen in its braces.
TEST(Words, every_message_asks_for_forms_there_are) {
  auto const catalogue = Catalogue::embedded();
  for (std::string const language : {"fr", "en"}) {
    auto const parameters = parameters_of({}, language);
    MessageArguments arguments;
    for (auto const& [name, word] : parameters) arguments.emplace_back(name, word);
    WordParameters every = parameters_of({}, "fr");
    every.merge(parameters_of({}, "en"));
    for (auto const& key : catalogue.keys(language)) {
      auto const text = catalogue.text(language, key, arguments);
      for (auto const& [name, word] : every)
        EXPECT_EQ(text.find("{" + name + "}"), std::string::npos) << language << " " << key << ": " << text;
    }
  }
}

TEST(Words, words_that_stand_on_others_keep_only_what_is_their_own) {
  Words first;
  first.fr.programme = "équipe";
  first.fr.programme_gender = "feminine";
  first.en.member = "insider";
  first.en.member_article = "an";
  Words own = only_own(first, first);
  EXPECT_EQ(own.fr.programme, "");
  EXPECT_EQ(own.en.member, "");
  own.fr.member_plural = "  cadres ";
  own.fr.programme_gender = "masculine";  // of no noun of their own
  ASSERT_TRUE(settle(own, first, "/executive_words"));
  EXPECT_EQ(own.fr.member_plural, "cadres");
  EXPECT_EQ(own.fr.programme, "équipe");
  EXPECT_EQ(own.fr.programme_gender, "feminine");
  EXPECT_EQ(own.en.member_article, "an");
  EXPECT_EQ(only_own(own, first).fr.member_plural, "cadres");
  own.fr.programme = "dispositif";
  own.fr.programme_gender = "masculine";
  ASSERT_TRUE(settle(own, first, "/executive_words"));
  EXPECT_EQ(own.fr.programme_gender, "masculine");
  own.en.lead = "deux\nlignes";
  auto const refused = settle(own, first, "/executive_words");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().pointer, "/executive_words/en/lead");
}

}  // namespace essaim::people
