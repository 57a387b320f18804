#include "app/sharing_world.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace essaim {
namespace {

int64_t number(Json const& json, std::string_view name) {
  auto const* value = json.find(name);
  return value && value->integer() ? *value->integer() : -1;
}

}  // namespace

TEST(Influence, says_what_my_shares_did_to_me_alone) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean"), paul = world.add_member("Paul Martin");
  auto const story = world.add_story("Malmö", "https://revue-territoires.example/malmo");
  auto const linkedin = world.share(ines, story, "linkedin", "Une phrase à moi");
  auto const x = world.share(ines, story, "x", "Une autre", false);
  world.share(paul, story, "linkedin", "Celle de Paul");
  for (int reader = 1; reader <= 6; ++reader) world.click(linkedin.link, reader, "https://www.linkedin.com/");
  world.click(linkedin.link, 7, "https://app.slack.com/");
  world.click(linkedin.link, 8, "");
  world.click(x.link, 9, "");
  auto const mine = world.get(ines, "/influence?period=30d");
  ASSERT_EQ(mine.status, 200) << mine.text;
  EXPECT_EQ(number(mine.body, "clicks"), 9);
  EXPECT_EQ(print_json(*mine.body.find("shares")), R"({"opened":1,"declared":0,"proved":1})");
  EXPECT_EQ(mine.body.find("by_day")->array()->size(), 30u);
  EXPECT_EQ(number(mine.body.find("by_day")->array()->back(), "clicks"), 9);
  auto const& circles = *mine.body.find("circles");
  EXPECT_EQ(number(circles, "direct_clicks"), 6);
  EXPECT_EQ(number(circles, "beyond_clicks"), 1);
  EXPECT_EQ(number(circles, "unknown_clicks"), 2);
  EXPECT_EQ(mine.body.find("worked")->array()->front().string_or("text_start"), "Une phrase à moi");
  EXPECT_EQ(number(world.get(paul, "/influence").body, "clicks"), 0);
  EXPECT_EQ(world.get(ines, "/influence?period=2y").status, 422);
}

TEST(Influence, promise_9_the_hour_of_four_readers_is_not_shown) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const made =
      world.share(ines, world.add_story("Malmö", "https://revue-territoires.example/malmo"), "whatsapp", "Bonjour");
  for (int reader = 1; reader <= 4; ++reader) world.click(made.link, reader, "");
  auto const four = world.get(ines, "/influence");
  EXPECT_EQ(number(four.body, "clicks"), 4);
  EXPECT_TRUE(four.body.find("hours")->find("cells")->array()->empty());
  EXPECT_EQ(world.get(ines, "/influence.csv?table=hours&language=en").text,
            "Day of the week,Hour,Clicks by people (measured)\r\n");
  world.click(made.link, 5, "");
  EXPECT_EQ(world.get(ines, "/influence").body.find("hours")->find("cells")->array()->size(), 1u);
}

TEST(Influence, a_deleted_share_leaves_no_trace_in_my_figures) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const made =
      world.share(ines, world.add_story("Malmö", "https://revue-territoires.example/malmo"), "x", "Bonjour");
  world.click(made.link, 1, "https://t.co/abc");
  EXPECT_EQ(number(world.get(ines, "/influence").body, "clicks"), 1);
  EXPECT_EQ(world.del(ines, "/shares/" + made.id).status, 204);
  EXPECT_EQ(number(world.get(ines, "/influence").body, "clicks"), 0);
}

TEST(Influence, tables_are_for_spreadsheets) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const made = world.share(ines, world.add_story("=1+1", "https://revue-territoires.example/malmo"), "linkedin",
                                "+33 est un indicatif");
  world.click(made.link, 1, "https://www.linkedin.com/");
  auto const shares = world.get(ines, "/influence.csv?table=shares&language=fr");
  EXPECT_TRUE(shares.text.starts_with("\xEF\xBB\xBFJour;Réseau;Contenu;"));
  EXPECT_NE(shares.text.find(";LinkedIn;'=1+1;'+33 est un indicatif;1\r\n"), std::string::npos) << shares.text;
  EXPECT_EQ(world.get(ines, "/influence.csv?table=people").status, 422);
}

}  // namespace essaim
