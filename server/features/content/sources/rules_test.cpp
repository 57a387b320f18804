#include "features/content/sources/rules.hpp"

#include <gtest/gtest.h>

namespace essaim::content::sources {
namespace {

TEST(SourceRules, polling_is_never_more_often_than_every_quarter_hour) {
  EXPECT_EQ(next_interval(minutes(15), true), minutes(15));
  EXPECT_EQ(next_interval(minutes(15), false), milliseconds(22 * 60'000 + 30'000));
  EXPECT_EQ(next_interval(hours(6), false), hours(6));
  EXPECT_EQ(next_interval(hours(2), true), hours(1));
  EXPECT_EQ(next_interval(milliseconds(0), false), minutes(15));
}

TEST(SourceRules, failures_wait_longer_and_longer) {
  EXPECT_EQ(back_off(1, std::nullopt), minutes(15));
  EXPECT_EQ(back_off(2, std::nullopt), minutes(30));
  EXPECT_EQ(back_off(4, std::nullopt), hours(2));
  EXPECT_EQ(back_off(100, std::nullopt), days(1));
  EXPECT_EQ(back_off(1, hours(3)), hours(3));
  EXPECT_EQ(back_off(1, seconds(5)), minutes(15));
  EXPECT_EQ(back_off(1, days(30)), days(1));
}

TEST(SourceRules, retry_after_is_seconds_or_a_date) {
  Instant const now{1795509000000};  // 2026-11-24T08:30:00Z
  EXPECT_EQ(read_retry_after("120", now), seconds(120));
  EXPECT_EQ(read_retry_after("Tue, 24 Nov 2026 09:30:00 GMT", now), hours(1));
  EXPECT_EQ(read_retry_after("99999999999", now), days(1));
  for (std::string_view bad : {"", "soon", "-5", "Tue, 24 Nov 2020 09:30:00 GMT", "1e9"})
    EXPECT_FALSE(read_retry_after(bad, now)) << bad;
}

TEST(SourceRules, a_status_says_why) {
  for (int well : {200, 204, 304}) EXPECT_EQ(failure_of(well), "");
  EXPECT_EQ(failure_of(410), "source.gone");
  EXPECT_EQ(failure_of(404), "source.not_found");
  EXPECT_EQ(failure_of(403), "source.refused");
  EXPECT_EQ(failure_of(429), "source.too_many_requests");
  EXPECT_EQ(failure_of(503), "source.server_error");
  EXPECT_EQ(failure_of(302), "source.unexpected_answer");
}

TEST(SourceRules, one_piece_of_news_has_one_key) {
  EXPECT_EQ(title_key("L’énergie, c’est l’avenir"), title_key("L'ENERGIE c'est l'avenir !"));
  EXPECT_NE(title_key("Un titre assez long"), title_key("Un titre assez court"));
  EXPECT_EQ(title_key("Revue de presse"), "");  // says too little: every week has one
  EXPECT_EQ(title_key(""), "");
  EXPECT_EQ(unwrap("https://www.google.com/url?rct=j&sa=t&url=https://a.example/x%3Fy&ct=ga"), "https://a.example/x?y");
  EXPECT_EQ(unwrap("https://www.google.com/url?url=javascript:alert(1)"),
            "https://www.google.com/url?url=javascript:alert(1)");
  EXPECT_EQ(unwrap("https://a.example/url?url=https://b.example/"), "https://a.example/url?url=https://b.example/");
  EXPECT_EQ(feed_key("https://www.a.example/feed/"), feed_key("http://a.example/feed"));
  EXPECT_NE(feed_key("https://a.example/feed?tag=1"), feed_key("https://a.example/feed?tag=2"));
}

TEST(SourceRules, what_people_type) {
  EXPECT_EQ(with_scheme(" blog.example.com/x "), "https://blog.example.com/x");
  EXPECT_EQ(with_scheme("http://a.example"), "http://a.example");
  EXPECT_EQ(with_scheme(""), "");
  EXPECT_EQ(usual_feed_addresses("https://a.example/blog/x").front(), "https://a.example/feed");
  EXPECT_EQ(usual_feed_addresses("https://a.example/blog/x").back(), "https://a.example/blog/feed/");
}

}  // namespace
}  // namespace essaim::content::sources
