#include "features/links/rules.hpp"

#include "features/links/code.hpp"
#include "features/links/utm.hpp"

#include <gtest/gtest.h>

namespace essaim::links {
namespace {

std::string host_of(std::string_view referer) {
  std::array<char, 100> buffer{};
  return std::string(referrer_host(referer, buffer));
}

TEST(LinkRules, referrers_are_kept_as_host_and_network) {
  EXPECT_EQ(host_of("https://www.LinkedIn.com/feed/?x=1"), "linkedin.com");
  EXPECT_EQ(host_of("android-app://com.linkedin.android/"), "com.linkedin.android");
  EXPECT_EQ(host_of("https://user:secret@news.example.org:8443/path"), "news.example.org");
  for (auto const* none : {"", "about:blank", "https://", "https://192.168.1.7/", "https://[::1]/", "https://a b/"})
    EXPECT_EQ(host_of(none), "") << none;
  EXPECT_EQ(network_of_host("fr.linkedin.com"), "linkedin");
  EXPECT_EQ(network_of_host("notlinkedin.com"), "");
  EXPECT_EQ(network_of_host("t.co"), "x");
  EXPECT_EQ(network_of_agent("Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/470]"), "facebook");
  EXPECT_TRUE(is_scanner_host("eur03.safelinks.protection.outlook.com"));
  EXPECT_FALSE(is_scanner_host("outlook.com"));
}

TEST(LinkRules, promise_5_reasons_are_told_in_a_fixed_order) {
  EXPECT_EQ(class_of({.empty_agent = true, .agent = Agent::robot}), ClickClass::empty_agent);
  EXPECT_EQ(class_of({.agent = Agent::preview, .prefetch = true}), ClickClass::preview);
  EXPECT_EQ(class_of({.scanner = true, .author = true}), ClickClass::scanner);
  EXPECT_EQ(class_of({.author = true, .too_early = true}), ClickClass::author);
  EXPECT_EQ(class_of({.repeat = true}), ClickClass::repeat);
  EXPECT_TRUE(is_prefetch("prefetch;prerender"));
  EXPECT_TRUE(is_prefetch("Preview"));
  EXPECT_FALSE(is_prefetch("navigate"));
}

TEST(LinkRules, devices_are_kept_as_class_only) {
  EXPECT_EQ(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)"), Device::phone);
  EXPECT_EQ(device_of("Mozilla/5.0 (Linux; Android 14; SM-X700) Safari/537.36"), Device::tablet);
  EXPECT_EQ(device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64)"), Device::desktop);
  EXPECT_EQ(device_of("curl/7"), Device::unknown);
}

TEST(LinkCode, promise_10_a_genuine_code_is_recognised_without_its_link) {
  CodeCheck const ours("0123456789abcdef"), others("fedcba9876543210");
  for (int i = 0; i < 1000; ++i) {
    auto const code = ours.new_code();
    auto const text = print_code(code);
    EXPECT_EQ(text.size(), code_length);
    ASSERT_EQ(read_code(text), code);
    EXPECT_TRUE(ours.is_genuine(code));
    EXPECT_FALSE(others.is_genuine(code));
    EXPECT_FALSE(ours.is_genuine({code.value + 1, code.check}));
  }
  for (auto const* bad : {"", "short", "0000000000000000", "000000000000000000", "zzzzzzzzzzz000000",
                          "00000000000zzzzzz", "0000000000-000000"})
    EXPECT_EQ(read_code(bad), std::nullopt) << bad;
}

NewLink link_to(std::string_view network, std::string_view story) {
  NewLink link;
  link.network = network;
  link.story = story;
  return link;
}

TEST(LinkUtm, values_are_lower_case_plain_words) {
  EXPECT_EQ(utm_value("L’été à Évreux : 80 % d’énergie"), "l-ete-a-evreux-80-d-energie");
  EXPECT_EQ(utm_value("Œuvre & Cœur"), "oeuvre-coeur");
  EXPECT_EQ(utm_value("  "), "");
  EXPECT_LE(utm_value(std::string(500, 'a')).size(), 64U);
}

TEST(LinkUtm, parameters_are_merged_and_never_doubled) {
  auto const link = link_to("linkedin", "Été");
  std::string const tags = "utm_source=linkedin&utm_medium=social&utm_campaign=ete";
  EXPECT_EQ(tag_destination("https://a.example/x", link), "https://a.example/x?" + tags);
  EXPECT_EQ(tag_destination("https://a.example/x?b=1&a=2#top", link), "https://a.example/x?b=1&a=2&" + tags + "#top");
  EXPECT_EQ(tag_destination("https://a.example/?UTM_Source=theirs", link),
            "https://a.example/?UTM_Source=theirs&utm_medium=social&utm_campaign=ete");
  EXPECT_EQ(tag_destination("https://s3.example/x?X-Amz-Signature=abc&b=1", link),
            "https://s3.example/x?X-Amz-Signature=abc&b=1");
  auto overwriting = link;
  overwriting.utm->overwrite = true;
  EXPECT_EQ(tag_destination("https://a.example/?utm_source=theirs&q=1", overwriting), "https://a.example/?q=1&" + tags);
  auto plain = link;
  plain.utm.reset();
  EXPECT_EQ(tag_destination("https://a.example/x", plain), "https://a.example/x");
}

TEST(LinkUtm, promise_9_all_sharers_of_a_story_on_a_network_have_the_same_address) {
  auto one = link_to("x", "Le rapport"), other = link_to("x", "Le rapport");
  one.holder = 41;
  other.holder = 42;
  EXPECT_EQ(tag_destination("https://a.example/", one), tag_destination("https://a.example/", other));
}

TEST(LinkUtm, only_web_addresses_are_destinations) {
  for (auto const* bad : {"", "javascript:alert(1)", "ftp://a.example/", "https://", "https:///x", "//a.example/",
                          "https://user@a.example/", "https://a b/", "https://a.example:port/",
                          "https://a.example/\nX: y", "https://exämple.org/", "data:text/html,x"})
    EXPECT_FALSE(clean_destination(bad)) << bad;
  EXPECT_EQ(*clean_destination(" HTTPS://A.Example:8443/é \" "), "https://a.example:8443/%C3%A9%20%22");
  EXPECT_EQ(*clean_destination("http://a.example?q=1"), "http://a.example/?q=1");
  EXPECT_EQ(*clean_destination("https://[2001:db8::1]:80/x"), "https://[2001:db8::1]:80/x");
  EXPECT_FALSE(clean_destination("https://a.example/" + std::string(5000, 'x')));
}

TEST(LinkUtm, what_readers_append_goes_on_once) {
  EXPECT_EQ(pass_query("https://a.example/?a=1#f", "b=2&a=3&b=4"), "https://a.example/?a=1&b=2#f");
  EXPECT_EQ(pass_query("https://a.example/", ""), "https://a.example/");
  EXPECT_EQ(pass_query("https://a.example/", "x=\"<\r\n"), "https://a.example/?x=____");
  EXPECT_EQ(pass_query("https://a.example/#f", "q=a%20b%26c+d&%C3%A9=1"), "https://a.example/?q=a%20b%26c+d&%C3%A9=1#f")
      << "escapes stay as they are";
  EXPECT_EQ(pass_query("https://a.example/?utm_source=x", "UTM_SOURCE=y&%75tm_source=z&utm_term=t"),
            "https://a.example/?utm_source=x&utm_term=t");
  EXPECT_EQ(pass_query("https://a.example/?Signature=s", "b=2"), "https://a.example/?Signature=s");
  EXPECT_EQ(pass_query("https://a.example/", "b=2#c"), "https://a.example/?b=2_c");
  std::string const long_one(1500, 'x');
  EXPECT_EQ(pass_query("https://a.example/", "a=" + long_one + "&b=" + long_one + "&c=3"),
            "https://a.example/?a=" + long_one + "&c=3")
      << "what does not fit is left out whole";
  EXPECT_EQ(pass_query("https://a.example/", "a=" + std::string(2000, 'x')), "https://a.example/");
}

}  // namespace
}  // namespace essaim::links
