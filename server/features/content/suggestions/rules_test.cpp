#include "features/content/suggestions/rules.hpp"

#include "features/content/rules.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace essaim::content::suggestions {

TEST(SuggestionRules, each_stage_follows_from_the_decision_and_from_the_story) {
  struct Case {
    std::optional<Decision> decision;
    std::optional<StoryState> story;
    bool out;
    Stage stage;
  };
  for (auto const& [decision, story, out, stage] : std::vector<Case>{
           {std::nullopt, std::nullopt, false, Stage::received},
           {std::nullopt, StoryState::withdrawn, true, Stage::received},  // a publication that was taken back
           {Decision::kept, StoryState::draft, false, Stage::looked_at},
           {Decision::kept, StoryState::published, false, Stage::looked_at},  // under embargo
           {Decision::kept, StoryState::published, true, Stage::published},   // published from the editor
           {Decision::published, StoryState::published, true, Stage::published},
           {Decision::published, StoryState::withdrawn, true, Stage::withdrawn},
           {Decision::refused, std::nullopt, false, Stage::refused},
           {Decision::refused, StoryState::draft, false, Stage::refused},
       })
    EXPECT_EQ(to_text(stage_of(decision, story, out)), to_text(stage));
}

TEST(SuggestionRules, only_what_was_kept_is_decided_again) {
  EXPECT_TRUE(may_decide(std::nullopt, Decision::refused));
  EXPECT_TRUE(may_decide(Decision::kept, Decision::published));
  EXPECT_TRUE(may_decide(Decision::kept, Decision::refused));
  EXPECT_FALSE(may_decide(Decision::kept, Decision::kept));
  EXPECT_FALSE(may_decide(Decision::refused, Decision::published));
  EXPECT_FALSE(may_decide(Decision::published, Decision::refused));
}

TEST(SuggestionRules, trust_is_earned_at_the_number_and_never_where_it_is_off) {
  EXPECT_FALSE(earns_trust(2, 3));
  EXPECT_TRUE(earns_trust(3, 3));
  EXPECT_TRUE(earns_trust(4, 3));
  EXPECT_FALSE(earns_trust(100, 0));
}

TEST(SuggestionRules, a_title_is_what_it_was_called_then_its_page_then_its_first_line) {
  EXPECT_EQ(title_of(" Notre  four ", "La page", "Des mots"), "Notre four");
  EXPECT_EQ(title_of("", "La page", "Des mots"), "La page");
  EXPECT_EQ(title_of("", " ", "\nPremière ligne\nDeuxième"), "Première ligne");
  EXPECT_EQ(title_of("", "", ""), "");
  EXPECT_EQ(title_of(std::string(500, 'a'), "", "").size(), 120u);
}

}  // namespace essaim::content::suggestions

namespace essaim::content {

TEST(FourEyes, who_wrote_the_last_version_does_not_publish_it) {
  constexpr int64_t ana = 1, bob = 2;
  using Deeds = std::vector<Deed>;  // the latest first
  EXPECT_FALSE(is_second_pair(Deeds{{"made", ana}}, ana));
  EXPECT_TRUE(is_second_pair(Deeds{{"made", ana}}, bob));
  EXPECT_TRUE(is_second_pair(Deeds{{"edited", bob}, {"made", ana}}, ana));
  EXPECT_FALSE(is_second_pair(Deeds{{"edited", bob}, {"made", ana}}, bob));
  // Relabelling is no writing.
  EXPECT_FALSE(is_second_pair(Deeds{{"relabelled", bob}, {"made", ana}}, ana));
  // What Bob published is seen: Ana may offer it again, until somebody writes.
  EXPECT_TRUE(is_second_pair(Deeds{{"withdrawn", ana}, {"published", bob}, {"made", ana}}, ana));
  EXPECT_FALSE(is_second_pair(Deeds{{"edited", ana}, {"withdrawn", ana}, {"published", bob}, {"made", ana}}, ana));
  // What Ana published herself, before four eyes were asked for, was seen by nobody else.
  EXPECT_FALSE(is_second_pair(Deeds{{"withdrawn", ana}, {"published", ana}, {"made", ana}}, ana));
  // Whoever was erased is somebody else.
  EXPECT_TRUE(is_second_pair(Deeds{{"made", std::nullopt}}, ana));
}

}  // namespace essaim::content
