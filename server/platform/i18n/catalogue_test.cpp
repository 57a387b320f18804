#include "platform/i18n/catalogue.hpp"

#include <gtest/gtest.h>

namespace essaim {

TEST(Catalogue, merges_files_flattens_names_and_falls_back_to_english) {
  auto const catalogue = Catalogue::read({{"fr/a.json", R"({"a": {"x": "Bonjour {name}"}})"},
                                          {"fr/b.json", R"({"b.y": "Deux"})"},
                                          {"en/a.json", R"({"a": {"x": "Hello {name}", "z": "Only here"}})"}});
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->text("fr", "a.x", {{"name", "Awa"}}), "Bonjour Awa");
  EXPECT_EQ(catalogue->text("fr", "b.y"), "Deux");
  EXPECT_EQ(catalogue->text("fr", "a.z"), "Only here");
  EXPECT_EQ(catalogue->text("de", "a.x", {{"name", "Awa"}}), "Hello Awa");
  EXPECT_EQ(catalogue->text("fr-FR", "b.y"), "Deux");
  EXPECT_EQ(catalogue->text("fr", "nobody.has.it"), "nobody.has.it");
}

TEST(Catalogue, plurals_numbers_and_dates_are_the_languages_own) {
  constexpr auto plural = "{n, plural, one {# personne} other {# personnes}}";
  EXPECT_EQ(format_message("fr", plural, {{"n", int64_t{0}}}), "0 personne");
  EXPECT_EQ(format_message("fr", plural, {{"n", int64_t{2}}}), "2 personnes");
  EXPECT_EQ(format_message("en", "{n, number}", {{"n", int64_t{1500}}}), "1,500");
  Instant const at = *from_rfc3339("2026-11-22T23:30:00Z");
  EXPECT_EQ(long_date("fr", at), "lundi 23 novembre 2026");
  EXPECT_EQ(long_date("en", at, "UTC"), "Sunday, November 22, 2026");
  EXPECT_EQ(format_message("fr", "{at, date, ::dMMMM}", {{"at", at}}), "23 novembre");
}

TEST(Catalogue, a_broken_message_never_throws) {
  EXPECT_EQ(format_message("fr", "{n, plural", {}), "{n, plural");
  EXPECT_TRUE(is_time_zone("Europe/Paris"));
  EXPECT_FALSE(is_time_zone("Mars/Olympus"));
  EXPECT_FALSE(is_time_zone(""));
}

TEST(Catalogue, both_languages_hold_the_same_keys) {
  auto const catalogue = Catalogue::embedded();
  EXPECT_EQ(catalogue.keys("fr"), catalogue.keys("en"));
}

}  // namespace essaim
