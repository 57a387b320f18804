#include "features/content/originals/originals.hpp"

#include <gtest/gtest.h>

namespace essaim::content {
namespace {

Reader reads(std::vector<std::string> languages) { return {{}, {}, std::move(languages)}; }

store::StoryRow story_in(std::string language, std::optional<std::string> address) {
  store::StoryRow story;
  story.language = std::move(language);
  story.address = std::move(address);
  return story;
}

}  // namespace

TEST(ContentOriginals, a_reader_is_offered_the_first_of_their_languages_in_which_it_exists) {
  std::vector<std::string> const others{"fr", "de"};
  EXPECT_EQ(language_offered("en", others, reads({"fr", "en"})), "fr");
  EXPECT_EQ(language_offered("en", others, reads({"en", "fr"})), "en");
  EXPECT_EQ(language_offered("en", others, reads({"it", "de"})), "de");
  EXPECT_EQ(language_offered("en", others, reads({"it"})), "en") << "who reads another one is offered the original";
  EXPECT_EQ(language_offered("en", others, reads({})), "en");
  EXPECT_EQ(language_offered("en", {}, reads({"fr"})), "en");
}

TEST(ContentOriginals, what_a_reader_does_not_read_is_marked) {
  EXPECT_TRUE(is_foreign("en", reads({"fr"})));
  EXPECT_FALSE(is_foreign("fr", reads({"fr"})));
  EXPECT_FALSE(is_foreign("", reads({"fr"}))) << "nobody said in which language it is";
  EXPECT_FALSE(is_foreign("en", reads({}))) << "nobody said what this person reads";
}

TEST(ContentOriginals, each_language_has_its_own_words_and_its_own_page) {
  StoryInput in;
  in.originals = {{"de", "Ein Titel", "", "https://a.example/de", std::nullopt}};
  auto const code = [&](store::StoryRow const& story) {
    auto const read = read_originals(in, story);
    return read ? std::string() : std::string(read.error().code);
  };
  auto const story = story_in("fr", "https://a.example/fr");
  auto const read = read_originals(in, story);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().site_name, "a.example");
  EXPECT_EQ(code(story_in("de", "https://a.example/fr")), "content.original_language_twice");
  EXPECT_EQ(code(story_in("", "https://a.example/fr")), "content.original_language_missing");
  EXPECT_EQ(code(story_in("fr", std::nullopt)), "content.original_address") << "a page where the story has none";
  in.originals.front().address.reset();
  EXPECT_EQ(code(story), "content.original_address") << "no page where the story has one";
  EXPECT_EQ(code(story_in("fr", std::nullopt)), "");
  in.originals.push_back(in.originals.front());
  EXPECT_EQ(code(story_in("fr", std::nullopt)), "content.original_language_twice");
  in.originals.pop_back();
  in.originals.front().title = " ";
  EXPECT_EQ(code(story_in("fr", std::nullopt)), "content.title_empty");
}

TEST(ContentOriginals, further_languages_stand_in_the_marks) {
  Marks marks;
  marks.themes = {7};
  marks.audience.languages = {"fr"};
  marks.originals = {"en", "de"};
  EXPECT_EQ(write_marks(marks), "t7 lfr oen ode");
  EXPECT_EQ(read_marks("t7 lfr oen ode").originals, marks.originals);
  EXPECT_EQ(read_marks("t7 lfr oen ode").audience.languages, marks.audience.languages);
}

}  // namespace essaim::content
