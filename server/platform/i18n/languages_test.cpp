#include "platform/i18n/languages.hpp"

#include <gtest/gtest.h>

namespace essaim {

TEST(Languages, a_tag_is_known_by_the_language_it_names) {
  for (auto const& [tag, language] : {std::pair{"fr", "fr"},
                                      {"de", "de"},
                                      {"FR-ca", "fr"},
                                      {"pt-BR", "pt"},
                                      {"zh-Hant-TW", "zh"},
                                      {"gsw", "gsw"},
                                      {"br", "br"},
                                      {"iw", "he"},
                                      {"fra", "fr"},
                                      {"de-u-co-phonebk", "de"}})
    EXPECT_EQ(find_language(tag), language) << tag;
}

TEST(Languages, nonsense_is_no_language) {
  for (auto const* tag :
       {"", "f", "xx", "zz", "qq", "qqq", "und", "mul", "zxx", "klingon", "fr_FR", "fr-", "fr-!", "-fr", "f1", "fr FR",
        "fran\xC3\xA7"
        "ais",
        "x-private", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    EXPECT_FALSE(find_language(tag)) << tag << " → " << find_language(tag).value_or("");
}

}  // namespace essaim
