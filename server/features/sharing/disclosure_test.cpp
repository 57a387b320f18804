#include "features/sharing/disclosure.hpp"

#include <gtest/gtest.h>

namespace essaim::sharing {

TEST(Disclosure, speaks_the_language_of_the_text) {
  EXPECT_EQ(suggest_disclosure("fr", "FR", "Hélianne").text, "Je travaille chez Hélianne.");
  EXPECT_EQ(suggest_disclosure("de-CH", "", "Hélianne").text, "Ich arbeite bei Hélianne.");
  EXPECT_EQ(suggest_disclosure("ja", "JP", "Hélianne").text, "I work at Hélianne.");
}

TEST(Disclosure, the_programmes_own_sentence_comes_first) {
  EXPECT_EQ(suggest_disclosure("fr", "FR", "Hélianne", " Salarié·e de {organisation} ").text, "Salarié·e de Hélianne");
  EXPECT_EQ(suggest_disclosure("fr", "FR", "Hélianne", "  ").text, "Je travaille chez Hélianne.");
}

TEST(Disclosure, says_on_which_law_it_stands) {
  EXPECT_EQ(suggest_disclosure("en", "US", "H").basis, DisclosureBasis::endorsement);
  EXPECT_EQ(suggest_disclosure("fr", "fr", "H").basis, DisclosureBasis::consumer);
  EXPECT_EQ(suggest_disclosure("fr", "", "H").basis, DisclosureBasis::courtesy);
}

}  // namespace essaim::sharing
