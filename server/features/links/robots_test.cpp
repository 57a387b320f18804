#include "features/links/robots.hpp"

#include "features/links/links.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace essaim::links {
namespace {

TEST(Robots, promise_5_networks_fetching_a_card_are_previews) {
  Robots const robots;
  for (auto const* agent :
       {"LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Twitterbot/1.0",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)", "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)"})
    EXPECT_EQ(robots.judge(agent), Agent::preview) << agent;
}

TEST(Robots, promise_5_in_app_browsers_are_people) {
  Robots const robots;
  for (auto const* agent : {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                            "Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.37.110;FBBV/609]",
                            "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A; wv) AppleWebKit/537.36 (KHTML, like "
                            "Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 [LinkedInApp]",
                            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                            "Gecko) Mobile/22F76 MetaIAB Facebook",
                            "Mozilla/5.0 (Linux; Android 9; CUBOT_P30) AppleWebKit/537.36 (KHTML, like Gecko) "
                            "Chrome/96.0.4664.45 Mobile Safari/537.36",
                            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                            "Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0",
                            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                            "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/6.0)"})
    EXPECT_EQ(robots.judge(agent), Agent::person) << agent;
}

TEST(Robots, promise_5_machines_that_say_so_and_silent_ones_are_robots) {
  Robots const robots({"^OurOwnProbe/"});
  for (auto const* agent :
       {"", "   ", "curl/7.88.1", "Go-http-client/2.0", "Mozilla/5.0 (compatible; Anything/1.0)", "OurOwnProbe/1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"})
    EXPECT_EQ(robots.judge(agent), Agent::robot) << agent;
}

// The budget: of labelled user agents at least 99 % of the robots stay out and 99.9 % of the people in.
TEST(Robots, promise_5_labelled_user_agents_are_judged_within_the_budget) {
  std::ifstream in(std::filesystem::path(ESSAIM_SOURCE_DIR) / "../shared/samples/user-agents.tsv");
  if (!in) in.open(std::filesystem::path(ESSAIM_SOURCE_DIR) / "../../shared/samples/user-agents.tsv");
  if (!in) GTEST_SKIP() << "the labelled sample is not beside this checkout";
  double robots = 0, robots_out = 0, people = 0, people_in = 0;
  for (std::string line; std::getline(in, line);) {
    auto const tab = line.find('\t');
    bool const judged = is_robot(std::string_view(line).substr(tab + 1));
    if (line.starts_with("robot")) {
      ++robots;
      robots_out += judged;
      EXPECT_TRUE(judged) << line;
    } else {
      ++people;
      people_in += !judged;
      EXPECT_FALSE(judged) << line;
    }
  }
  ASSERT_GT(robots * people, 0);
  EXPECT_GE(robots_out / robots, 0.99);
  EXPECT_GE(people_in / people, 0.999);
}

}  // namespace
}  // namespace essaim::links
