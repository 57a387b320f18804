#include "features/content/rules.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <type_traits>

namespace essaim::content {
namespace {

constexpr Instant noon{1'764'000'000'000};

template <class A, class B>
concept Addable = requires(A a, B b) {
  a + b;
};

}  // namespace

TEST(Content, states_follow_their_order) {
  EXPECT_EQ(publish(StoryState::draft, {}, noon), StoryState::published);
  EXPECT_EQ(publish(StoryState::withdrawn, {}, noon), StoryState::published);
  EXPECT_EQ(publish(StoryState::published, {}, noon).error().code, "content.already_published");
  EXPECT_EQ(withdraw(StoryState::published), StoryState::withdrawn);
  EXPECT_EQ(withdraw(StoryState::draft).error().code, "content.not_published");
  EXPECT_EQ(withdraw(StoryState::withdrawn).error().code, "content.not_published");
  EXPECT_EQ(publish(StoryState::draft, {{}, noon}, noon).error().code, "content.expired");
  EXPECT_EQ(check_term({noon, noon}).error().pointer, "/expires_at");
}

TEST(Content, embargo_and_expiry_bound_what_is_seen) {
  struct Row {
    StoryState state;
    std::optional<Instant> published, embargo, expiry;
    bool seen;
  };
  Instant const before = noon - minutes(1), after = noon + minutes(1);
  for (auto const& row : std::initializer_list<Row>{{StoryState::published, before, {}, {}, true},
                                                    {StoryState::published, noon, {}, {}, true},
                                                    {StoryState::published, after, {}, {}, false},
                                                    {StoryState::published, {}, {}, {}, false},
                                                    {StoryState::draft, before, {}, {}, false},
                                                    {StoryState::withdrawn, before, {}, {}, false},
                                                    {StoryState::published, before, after, {}, false},
                                                    {StoryState::published, before, noon, {}, true},
                                                    {StoryState::published, before, {}, after, true},
                                                    {StoryState::published, before, {}, noon, false}})
    EXPECT_EQ(is_visible(row.state, row.published, {row.embargo, row.expiry}, noon), row.seen);
}

TEST(Content, a_story_for_nobody_in_particular_is_for_all) {
  EXPECT_TRUE(is_for({}, {}));
  EXPECT_TRUE(is_for({}, {{1}, 2, {"it"}}));
}

TEST(Content, audience_by_group_site_and_language) {
  Reader const ines{{30, 3, 1}, 7, {"fr", "en"}};
  EXPECT_TRUE(is_for({{3}, {}, {}}, ines)) << "a group stands for those below it";
  EXPECT_FALSE(is_for({{31}, {}, {}}, ines));
  EXPECT_TRUE(is_for({{31}, {7}, {}}, ines)) << "group or site";
  EXPECT_FALSE(is_for({{3}, {}, {"de"}}, ines)) << "and the language";
  EXPECT_TRUE(is_for({{}, {}, {"de", "fr"}}, ines));
  EXPECT_FALSE(is_for({{}, {8}, {}}, {{}, {}, {"fr"}})) << "without a site";
}

TEST(Content, lanes_say_what_the_rule_says) {
  std::mt19937 dice(7);
  auto some = [&](int most, int values) {
    std::vector<int64_t> out;
    for (int i = int(dice() % unsigned(most + 1)); i > 0; --i) out.push_back(int64_t(dice() % unsigned(values)) + 1);
    return out;
  };
  auto tongues = [&](int most) {
    static std::string const all[] = {"fr", "en", "de"};
    std::set<std::string> out;
    for (int i = int(dice() % unsigned(most + 1)); i > 0; --i) out.insert(all[dice() % 3]);
    return std::vector<std::string>(out.begin(), out.end());
  };
  for (int i = 0; i < 20'000; ++i) {
    Audience const audience{some(2, 5), some(2, 4), tongues(2)};
    Reader reader{some(3, 5), {}, tongues(2)};
    if (dice() % 2) reader.site = int64_t(dice() % 4) + 1;
    auto const theirs = lanes_of(reader);
    std::set<std::string> const lanes(theirs.begin(), theirs.end());
    bool common = false;
    for (auto const& lane : lanes_of(audience)) common = common || lanes.contains(lane);
    ASSERT_EQ(common, is_for(audience, reader));
  }
}

TEST(Content, marks_go_there_and_back) {
  for (auto const& marks : {Marks{}, Marks{{7, 8}, {{12}, {3}, {"fr", "en"}}}, Marks{{}, {{}, {}, {"pt-br"}}}}) {
    auto const again = read_marks(write_marks(marks));
    EXPECT_EQ(again.themes, marks.themes);
    EXPECT_EQ(again.audience.groups, marks.audience.groups);
    EXPECT_EQ(again.audience.sites, marks.audience.sites);
    EXPECT_EQ(again.audience.languages, marks.audience.languages);
  }
  EXPECT_EQ(write_marks({{7}, {{12}, {3}, {"fr"}}}), "t7 g12 s3 lfr");
}

TEST(Content, promise_27_own_hosts_are_company_until_a_second_person_says_otherwise) {
  std::vector<std::string> const own{"helianne.fr", "HELIANNE.example"};
  EXPECT_TRUE(is_own_host("helianne.fr", own));
  EXPECT_TRUE(is_own_host("Blog.Helianne.FR:8443", own));
  EXPECT_TRUE(is_own_host("www.helianne.example", own));
  EXPECT_FALSE(is_own_host("pashelianne.fr", own));
  EXPECT_FALSE(is_own_host("helianne.fr.evil.example", own));
  EXPECT_FALSE(is_own_host("helianne.fr", std::vector<std::string>{""}));
  EXPECT_EQ(effective_stance(Stance::useful, true, false), Stance::company);
  EXPECT_EQ(effective_stance(Stance::useful, true, true), Stance::useful);
  EXPECT_EQ(effective_stance(Stance::useful, false, false), Stance::useful);
  EXPECT_EQ(effective_stance(Stance::company, true, true), Stance::company);
}

TEST(Content, promise_27_it_takes_two_people_since_it_was_last_called_company) {
  using Labels = std::vector<Label>;
  Stance const u = Stance::useful, c = Stance::company;
  EXPECT_FALSE(is_seconded(Labels{}));
  EXPECT_FALSE(is_seconded(Labels{{u, 1}}));
  EXPECT_FALSE(is_seconded(Labels{{u, 1}, {u, 1}})) << "twice the same person";
  EXPECT_TRUE(is_seconded(Labels{{u, 1}, {u, 2}}));
  EXPECT_FALSE(is_seconded(Labels{{u, 1}, {u, 2}, {c, 3}}));
  EXPECT_FALSE(is_seconded(Labels{{u, 1}, {c, 3}, {u, 2}}));
  EXPECT_TRUE(is_seconded(Labels{{u, std::nullopt}, {u, 2}})) << "somebody who has left since";
}

TEST(Content, promise_12_counts_of_colleagues_have_a_floor_and_classes) {
  struct Row {
    int shared_class;
    std::string_view text;
  };
  for (auto const& row : std::initializer_list<Row>{
           {0, ""}, {1, ""}, {4, ""}, {5, "5+"}, {10, "10+"}, {20, "20+"}, {50, "50+"}, {51, ""}})
    EXPECT_EQ(shared_by(row.shared_class), row.text);
}

TEST(Content, languages_and_texts_are_cleaned) {
  EXPECT_EQ(check_language("/language", "fr-FR"), "fr");
  EXPECT_EQ(check_language("/language", "PT_br"), "pt");
  EXPECT_EQ(check_language("/language", ""), "");
  for (auto const* bad : {"f", "français", "12", "<b>", "abcd"}) EXPECT_FALSE(check_language("/language", bad)) << bad;
  EXPECT_EQ(clean_text(" a\r\nb\x01\rc\xE2\x80\xAE \n"), "a\nb\nc");
}

TEST(Content, promise_8_the_three_mixes_are_three_types) {
  using OtherMix = Mix<struct SomebodyElses>;
  static_assert(!std::is_convertible_v<OtherMix, SupplyMix> && !std::is_assignable_v<SupplyMix&, OtherMix>);
  static_assert(!Addable<SupplyMix, OtherMix>);
  EXPECT_TRUE((SupplyMix{4, 1}).keeps(80));
  EXPECT_FALSE((SupplyMix{79, 21}).keeps(80));
  EXPECT_TRUE((SupplyMix{}).keeps(80));
  EXPECT_EQ((SupplyMix{11, 3}).useful_percent(), 78);
}

TEST(Content, reading_time) {
  EXPECT_EQ(reading_minutes(0), std::nullopt);
  EXPECT_EQ(reading_minutes(1), 1);
  EXPECT_EQ(reading_minutes(200), 1);
  EXPECT_EQ(reading_minutes(201), 2);
  EXPECT_EQ(reading_minutes(1'000'000), 120);
  EXPECT_EQ(count_words("Deux mots, 3 chiffres : cinq."), 5);
  EXPECT_EQ(count_words("能源能源能"), 2);
}

TEST(Content, addresses) {
  for (auto const* bad : {"", "javascript:alert(1)", "ftp://a.fr/", "http:/a.fr", "http://", "https://user:pass@a.fr/",
                          "https://a.fr/\x01", "https://a.fr/ b", "//a.fr", "https://a.fr\\@b.fr/", "https://:80/",
                          "data:text/html,x", "http://?q", "https://a\"b/"})
    EXPECT_FALSE(check_address(bad)) << bad;
  EXPECT_FALSE(check_address("https://a.fr/" + std::string(2048, 'x')));
  EXPECT_EQ(check_address(" HTTPS://Exemple.FR/Été?A=b#c ").value(), "https://exemple.fr/Été?A=b#c");
  EXPECT_EQ(host_of("https://a.fr:8443/x"), "a.fr:8443");
  EXPECT_EQ(host_of("https://a.fr?x=1"), "a.fr");
}

TEST(Content, one_page_has_one_key) {
  for (auto const* same : {"https://www.a.fr/b/", "http://a.fr/b", "https://a.fr/b#c",
                           "https://a.fr/b?utm_source=x&fbclid=9", "https://a.fr:443/b"})
    EXPECT_EQ(address_key(same), "a.fr/b") << same;
  EXPECT_EQ(address_key("https://a.fr/b?z=1&a=2&utm_medium=m"), "a.fr/b?a=2&z=1");
  EXPECT_NE(address_key("https://a.fr/b?id=1"), address_key("https://a.fr/b?id=2"));
}

TEST(Content, kinds_missing_from_the_supply) {
  std::vector<StoryKind> const present{StoryKind::article, StoryKind::job, StoryKind::text};
  auto const missing = missing_kinds(present);
  EXPECT_EQ(missing.size(), 5u);
  for (auto kind : all_kinds()) EXPECT_EQ(read_kind(to_text(kind)), kind);
}

}  // namespace essaim::content
