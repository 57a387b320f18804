#include "features/sharing/networks.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <set>

namespace essaim::sharing {
namespace {

Network const& network(std::string_view id) { return *find_network(id); }

std::string opened(std::string_view id, std::string_view text, std::string_view link, std::string_view title = {},
                   std::string_view server = {}) {
  return open_address(network(id), {text, link, title, server});
}

}  // namespace

TEST(Networks, each_has_its_own_id_and_opens_somehow) {
  std::set<std::string_view> ids;
  for (auto const& one : networks()) {
    EXPECT_TRUE(ids.insert(one.id).second) << one.id;
    bool const opens_an_address = one.opens == Opens::page || one.opens == Opens::mail;
    EXPECT_EQ(opens_an_address, !one.intent.empty()) << one.id;
  }
  EXPECT_EQ(ids.size(), 16u);
  EXPECT_EQ(find_network("myspace"), nullptr);
}

TEST(Networks, every_value_in_an_address_is_percent_encoded) {
  constexpr auto text = "50 % à « vous » & moi?\n#été";
  constexpr auto link = "https://e.example/r/a?b=c&d#e";
  EXPECT_EQ(opened("linkedin", text, link),
            "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fe.example%2Fr%2Fa%3Fb%3Dc%26d%23e");
  EXPECT_EQ(opened("x", "a&b", "https://e.example/"),
            "https://x.com/intent/tweet?text=a%26b&url=https%3A%2F%2Fe.example%2F");
  EXPECT_EQ(opened("mastodon", "é", "https://e.example/", "", "piaille.fr"),
            "https://piaille.fr/share?text=%C3%A9%0A%0Ahttps%3A%2F%2Fe.example%2F");
  EXPECT_EQ(opened("bluesky", "{link}", "https://e.example/"),
            "https://bsky.app/intent/compose?text=%7Blink%7D%0A%0Ahttps%3A%2F%2Fe.example%2F");
  for (auto const& one : networks()) {
    auto const address = open_address(one, {text, link, "Un « titre »", "piaille.fr"});
    for (unsigned char c : address) EXPECT_TRUE(c > 0x20 && c < 0x7F && c != '"' && c != '<') << one.id;
    EXPECT_EQ(address.find('{'), std::string::npos) << one.id;
    auto const decoded = percent_decode(address);
    ASSERT_TRUE(decoded) << one.id;
    EXPECT_TRUE(one.intent.empty() || decoded->find(link) != std::string::npos) << one.id;
    bool const carries = one.prefill != Prefill::none && !one.intent.empty() && one.opens != Opens::mail;
    EXPECT_EQ(carries, decoded->find(text) != std::string::npos) << one.id;
  }
}

TEST(Networks, a_mail_breaks_its_lines_as_RFC_6068_says) {
  EXPECT_EQ(opened("email", "un\ndeux", "https://e.example/", "Un titre"),
            "mailto:?subject=Un%20titre&body=un%0D%0Adeux%0D%0A%0D%0Ahttps%3A%2F%2Fe.example%2F");
}

TEST(Networks, a_link_counts_where_it_stands_in_the_text) {
  constexpr auto link = "https://essaim.example.org/r/0123456789abcdef";
  EXPECT_EQ(shared_length(network("x"), "Bonjour", link).count, 7 + 1 + 23);
  EXPECT_EQ(shared_length(network("linkedin"), "Bonjour", link).count, 7);
  EXPECT_EQ(shared_length(network("mastodon"), "Bonjour", link).count, 7 + 2 + 23);
  EXPECT_EQ(shared_length(network("bluesky"), "Bonjour", link).count, 7 + 2 + 45);
  EXPECT_EQ(shared_length(network("x"), "", link).count, 23);
  EXPECT_TRUE(fits(network("x"), std::string(256, 'a'), link));
  EXPECT_FALSE(fits(network("x"), std::string(257, 'a'), link));
  EXPECT_TRUE(fits(network("copy"), std::string(100000, 'a'), link));
  std::string family;
  for (int i = 0; i < 130; ++i) family += "👨‍👩‍👧‍👦";
  EXPECT_EQ(shared_length(network("bluesky"), family, "").count, 130);
  EXPECT_FALSE(fits(network("bluesky"), family, "")) << "130 graphemes, but over 3,000 bytes";
}

TEST(Networks, a_mastodon_server_is_a_host_name_and_nothing_else) {
  EXPECT_EQ(mastodon_host(" https://Piaille.fr/@ines "), "piaille.fr");
  EXPECT_EQ(mastodon_host("@ines@mastodon.social"), "mastodon.social");
  for (auto bad : {"", "localhost", "127.0.0.1", "a..b", "-a.fr", "piaille.fr:8080", "piaille .fr", "a.fr\nb.fr",
                   "é.fr", "javascript:alert(1)"})
    EXPECT_FALSE(mastodon_host(bad)) << bad;
}

TEST(Networks, a_visit_is_known_by_its_referrer_or_its_app) {
  EXPECT_EQ(network_of_visit("www.linkedin.com", "Mozilla/5.0"), "linkedin");
  EXPECT_EQ(network_of_visit("lnkd.in", ""), "linkedin");
  EXPECT_EQ(network_of_visit("com.linkedin.android", ""), "linkedin");
  EXPECT_EQ(network_of_visit("", "Mozilla/5.0 (iPhone) LinkedInApp/9.1"), "linkedin");
  EXPECT_EQ(network_of_visit("t.co", ""), "x");
  EXPECT_EQ(network_of_visit("l.facebook.com", ""), "facebook");
  EXPECT_EQ(network_of_visit("", "… MicroMessenger/8.0"), "wechat");
  EXPECT_EQ(network_of_visit("evil-linkedin.com", ""), "");
  EXPECT_EQ(network_of_visit("linkedin.com.evil.example", ""), "");
  EXPECT_EQ(network_of_visit("", ""), "");
}

}  // namespace essaim::sharing
