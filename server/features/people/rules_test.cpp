#include "features/people/rules.hpp"

#include <gtest/gtest.h>

namespace essaim::people {

TEST(PeopleRules, names_and_initials) {
  struct Case {
    std::string_view name, first, initials;
  };
  for (auto const& [name, first, initials] :
       {Case{"Anne-Marie Le Goff", "Anne-Marie", "AL"}, Case{"Élodie", "Élodie", "É"}, Case{"  ", "", ""},
        Case{"jean  dupont", "jean", "JD"}}) {
    EXPECT_EQ(first_name_of(name), first);
    EXPECT_EQ(initials_of(name), initials);
  }
}

TEST(PeopleRules, one_mailbox_has_one_key) {
  EXPECT_EQ(email_key(" Awa.Ndiaye@Example.ORG "), "awa.ndiaye@example.org");
  for (auto bad : {"", "awa", "awa@", "@example.org", "a@b", "a@b.", "a b@example.org", "a@@example.org", "a@.org",
                   "a@example.org\r\nBcc: x", "<a@example.org>", "a,b@example.org"})
    EXPECT_EQ(email_key(bad), "") << bad;
}

TEST(PeopleRules, join_is_open_to_the_organisations_domains_only) {
  std::vector<std::string> const domains{"example.org"};
  EXPECT_TRUE(in_domains("a@example.org", domains));
  EXPECT_TRUE(in_domains("a@lyon.example.org", domains));
  EXPECT_FALSE(in_domains("a@notexample.org", domains));
  EXPECT_FALSE(in_domains("a@example.org.evil.net", domains));
  EXPECT_FALSE(in_domains("a@example.org", {}));
}

TEST(PeopleRules, length_is_what_a_password_needs) {
  EXPECT_TRUE(check_password("une phrase calme", "a@example.org"));
  EXPECT_TRUE(check_password("🐝🐝🐝🐝🐝🐝🐝🐝", "a@example.org"));
  EXPECT_TRUE(check_password(std::string(200, 'x'), "a@example.org"));
  EXPECT_TRUE(check_password("phrase phrase calme", "a@example.org")) << "a word twice is no row";
  EXPECT_EQ(check_password("court", "a@example.org").error().code, "people.password_too_short");
  EXPECT_EQ(check_password(std::string(1025, 'x'), "a@example.org").error().code, "people.password_too_long");
  for (auto common : {"password", "Password", "12345678", "football", "awa.ndiaye@example.org", "00000000", "AAAAAAAA",
                      "12341234", "123123123", "87654321", "abcdefgh"})
    EXPECT_EQ(check_password(common, "awa.ndiaye@example.org").error().code, "people.password_common") << common;
}

TEST(PeopleRules, failures_slow_down_and_a_quiet_hour_forgives) {
  Throttle throttle;
  Instant now{1'790'000'000'000};
  for (int i = 0; i < 4; ++i) throttle.failed("awa", now);
  EXPECT_EQ(throttle.wait("awa", now).ms, 0);
  throttle.failed("awa", now);
  EXPECT_EQ(throttle.wait("awa", now), minutes(1));
  EXPECT_EQ(throttle.wait("other", now).ms, 0);
  for (int i = 0; i < 30; ++i) throttle.failed("awa", now);
  EXPECT_EQ(throttle.wait("awa", now), minutes(15));
  now = now + hours(2);
  EXPECT_EQ(throttle.wait("awa", now).ms, 0);
  throttle.failed("awa", now);
  EXPECT_EQ(throttle.wait("awa", now).ms, 0);
  throttle.succeeded("awa");
  EXPECT_EQ(throttle.wait("awa", now).ms, 0);
  static_assert(delay_after(6) == minutes(2) && delay_after(9) == minutes(15) && delay_after(1000) == minutes(15));
}

TEST(PeopleRules, a_window_counts_and_opens_again) {
  Window window(2, minutes(1));
  Instant const now{1'790'000'000'000};
  EXPECT_EQ(window.take("a", now).ms, 0);
  EXPECT_EQ(window.take("a", now).ms, 0);
  EXPECT_EQ(window.take("a", now + seconds(10)), seconds(50));
  EXPECT_EQ(window.take("a", now + minutes(1)).ms, 0);
}

TEST(PeopleRules, a_browser_is_a_class_not_a_fingerprint) {
  EXPECT_EQ(browser_class("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox, Linux");
  EXPECT_EQ(browser_class("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                          "Chrome/126.0 Safari/537.36 Edg/126.0"),
            "Edge, Windows");
  EXPECT_EQ(browser_class("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 "
                          "Mobile Safari/604.1"),
            "Safari, iPhone");
  EXPECT_EQ(browser_class("curl/8"), "");
}

TEST(PeopleRules, what_a_table_may_say) {
  EXPECT_EQ(read_group_path("Direction > Travaux >  Voirie "),
            (std::vector<std::string>{"Direction", "Travaux", "Voirie"}));
  EXPECT_EQ(read_group_path("A/B"), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(read_group_path("R/D > B"), (std::vector<std::string>{"R/D", "B"}));
  EXPECT_TRUE(read_group_path(" > ").empty());
  EXPECT_EQ(read_country("fr"), "FR");
  EXPECT_FALSE(read_country("XQ"));
  EXPECT_FALSE(read_country("France"));
  EXPECT_EQ(read_language("fr-FR"), "fr");
  EXPECT_EQ(read_language("Anglais"), "en");
  EXPECT_EQ(read_language("de_CH"), "de");
  EXPECT_FALSE(read_language("f1"));
  EXPECT_FALSE(read_language("zz")) << "two letters are not yet a language";
  EXPECT_EQ(read_status("Salarié"), "employee");
  EXPECT_EQ(read_status("Partenaire"), "partner");
  EXPECT_FALSE(read_status("stagiaire?"));
}

TEST(PeopleRules, a_day_is_read_as_files_write_it) {
  EXPECT_EQ(read_day("2027-03-31"), *from_iso_date("2027-03-31"));
  EXPECT_EQ(read_day(" 31/03/2027 "), read_day("2027-03-31"));
  EXPECT_EQ(read_day("1.4.2027"), read_day("2027-04-01"));
  for (auto const* text : {"", "31/03", "31/03/27", "03/31/2027", "32/01/2027", "31-03-2027", "2027/03/31", "soon"})
    EXPECT_FALSE(read_day(text)) << text;
}

TEST(PeopleRules, a_last_day_is_whole_wherever_one_works) {
  auto const day = *from_iso_date("2026-11-30");
  EXPECT_FALSE(is_over(std::nullopt, {INT64_MAX}));
  EXPECT_FALSE(is_over(day, *from_rfc3339("2026-12-01T11:59:59Z"))) << "midnight in the last time zone on earth";
  EXPECT_TRUE(is_over(day, *from_rfc3339("2026-12-01T12:00:00Z")));
}

TEST(PeopleRules, the_picker_finds_without_accents) {
  EXPECT_EQ(fold("  Éloïse  ŒUVRÉ "), "eloise oeuvre");
  EXPECT_EQ(search_key_of("Maël", "mael@x.org"), " mael mael@x.org");
}

TEST(PeopleRules, sight_is_kept_by_day_for_members_and_by_hour_for_leads) {
  Instant const at{1'790'000'000'000};
  EXPECT_EQ(seen_mark(Limits::member, at).ms % 86'400'000, 0);
  EXPECT_EQ(seen_mark(Limits::lead, at).ms % 3'600'000, 0);
  static_assert(idle_limit(Limits::lead) == hours(12) && life_limit(Limits::lead) == days(7));
  static_assert(idle_limit(Limits::member) == days(30) && life_limit(Limits::member) == days(90));
}

}  // namespace essaim::people
