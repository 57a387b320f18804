#include "app/sharing_world.hpp"
#include "platform/http/server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <set>
#include <thread>

namespace essaim {
namespace {

constexpr auto address = "https://revue-territoires.example/malmo";
constexpr auto own_text =
    "Quand une rue est ouverte pour poser un réseau, personne ne nous dit merci. Deux hivers plus tard, 1 150 "
    "logements "
    "ont changé d’énergie, et les réunions du jeudi soir y sont pour beaucoup.";
constexpr auto variant_text =
    "Et si la chaleur de votre voisin chauffait aussi votre salon ? Un quartier entier partage son chauffage.";

std::string wish(std::string const& story, std::string const& network, std::string const& more = "") {
  return fmt::format(R"({{"story_id":"{}","network":"{}","text":"Bonjour à tous"{}}})", story, network, more);
}

std::string state_of(SharingWorld& world, int64_t who, std::string const& share) {
  return world.get(who, "/shares/" + share).body.string_or("state");
}

}  // namespace

TEST(Sharing, the_composer_is_ready_in_one_request) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address, {variant_text});
  EXPECT_EQ(world.put(ines, "/stories/" + story + "/drafts/linkedin", R"({"text":"Un début"})").status, 200);
  EXPECT_EQ(world.put(ines, "/stories/" + story + "/drafts/myspace", R"({"text":"Un début"})").status, 404);
  auto const composer = world.get(ines, "/stories/" + story + "/composer");
  ASSERT_EQ(composer.status, 200) << composer.text;
  EXPECT_EQ(composer.body.find("networks")->array()->size(), 16u);
  EXPECT_EQ(composer.body.find("drafts")->array()->front().string_or("text"), "Un début");
  EXPECT_EQ(composer.body.string_or("disclosure"), "Je travaille chez Hélianne.");
  EXPECT_EQ(composer.body.string_or("disclosure_basis"), "consumer");
  EXPECT_EQ(composer.body.find("author")->string_or("initials"), "IK");
  EXPECT_TRUE(world.get(world.editor, "/stories/" + story + "/composer").body.find("drafts")->array()->empty())
      << "a draft is its author's";
  EXPECT_EQ(world.del(ines, "/stories/" + story + "/drafts/linkedin").status, 204);
}

TEST(Sharing, a_share_opens_the_networks_own_composer_with_text_and_link) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  auto const opened = world.post(ines, "/shares", wish(story, "x"));
  ASSERT_EQ(opened.status, 201) << opened.text;
  auto const link = opened.body.find("share")->string_or("link");
  EXPECT_TRUE(link.starts_with("https://essaim.example.org/r/")) << link;
  EXPECT_TRUE(opened.body.string_or("open_url")
                  .starts_with("https://x.com/intent/tweet?text=Bonjour%20%C3%A0%20tous&url=https%3A%2F%2F"));
  EXPECT_EQ(opened.body.string_or("copy_text"), "Bonjour à tous " + link);
  EXPECT_FALSE(opened.cookie.empty()) << "the author's browser is marked";
  EXPECT_EQ(opened.body.find("share")->string_or("state"), "opened");

  auto const wechat = world.post(ines, "/shares", wish(story, "wechat"));
  EXPECT_FALSE(wechat.body.string_or("qr_path").empty());
  EXPECT_TRUE(wechat.body.find("open_url")->is_null());

  EXPECT_EQ(world.post(ines, "/shares", wish(story, "mastodon")).code(), "sharing.server_needed");
  EXPECT_EQ(world.post(ines, "/shares", wish(story, "mastodon", R"(,"mastodon_server":"127.0.0.1")")).code(),
            "sharing.server_unreadable");
  auto const mastodon =
      world.post(ines, "/shares", wish(story, "mastodon", R"(,"mastodon_server":"@ines@piaille.fr")"));
  EXPECT_TRUE(mastodon.body.string_or("open_url").starts_with("https://piaille.fr/share?text=")) << mastodon.text;
  EXPECT_EQ(world.post(ines, "/shares", wish((*world.open)->ids.show(12345), "x")).status, 404);
  Json long_one;
  long_one.set("story_id", story)
      .set("network", "bluesky")
      .set("text", std::string(301, 'a'))
      .set("over_cap_confirmed", true);
  EXPECT_EQ(world.post(ines, "/shares", print_json(long_one)).code(), "sharing.too_long");
}

TEST(Sharing, a_plain_address_counts_nothing_and_hints_nothing) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const opened =
      world.post(ines, "/shares", wish(world.add_story("Malmö", address), "linkedin", R"(,"plain_link":true)"));
  auto const& share = *opened.body.find("share");
  EXPECT_EQ(share.string_or("link"), address);
  EXPECT_FALSE(*share.find("tracked")->boolean());
  EXPECT_TRUE(share.find("clicks")->is_null());
  EXPECT_TRUE(opened.cookie.empty());
  EXPECT_NE(opened.body.string_or("open_url").find("revue-territoires.example%2Fmalmo"), std::string::npos);
  EXPECT_EQ(opened.body.string_or("open_url").find("utm"), std::string::npos);
}

TEST(Sharing, promise_6_a_double_tap_opens_one_share) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  auto const first = world.post(ines, "/shares", wish(story, "x"), "one-key");
  auto const second = world.post(ines, "/shares", wish(story, "x"), "one-key");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.text, second.text);
  EXPECT_EQ(second.cookie, first.cookie) << "the first answer may have been lost with the mark";
  EXPECT_EQ(world.get(ines, "/shares").body.find("items")->array()->size(), 1u);
}

TEST(Sharing, promise_21_fifty_taps_from_two_devices_open_one_share) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  std::atomic<int> opened{0}, asked{0};
  std::vector<std::thread> taps;
  for (int i = 0; i < 5; ++i)
    taps.emplace_back([&] {
      for (int k = 0; k < 10; ++k) {
        auto const answer = world.post(ines, "/shares", wish(story, "x", R"(,"over_cap_confirmed":true)"));
        opened += answer.status == 201 ? 1 : 0;
        asked += answer.code() == "sharing.already_open" ? 1 : 0;
      }
    });
  for (auto& tap : taps) tap.join();
  EXPECT_EQ(opened, 1);
  EXPECT_EQ(asked, 49);
  EXPECT_EQ(world.post(ines, "/shares", wish(story, "x", R"(,"again_confirmed":true)")).status, 201);
  EXPECT_EQ(world.get(ines, "/shares").body.find("items")->array()->size(), 2u);
}

TEST(Sharing, the_cap_asks_and_a_yes_is_enough) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  for (auto network : {"x", "linkedin", "bluesky"})
    EXPECT_EQ(world.post(ines, "/shares", wish(story, network)).status, 201);
  EXPECT_EQ(world.post(ines, "/shares", wish(story, "threads")).code(), "sharing.cap_reached");
  EXPECT_EQ(world.post(ines, "/shares", wish(story, "threads", R"(,"over_cap_confirmed":true)")).status, 201);
  world.clock.advance(hours(24));
  EXPECT_EQ(world.post(ines, "/shares", wish(story, "reddit")).status, 201) << "tomorrow is another day";
}

TEST(Sharing, promise_24_only_a_readers_click_there_proves_a_share) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  auto const opened = world.post(ines, "/shares", wish(story, "linkedin"));
  auto const id = opened.body.find("share")->string_or("id"), link = opened.body.find("share")->string_or("link");
  auto const mark = opened.cookie.substr(0, opened.cookie.find(';'));
  EXPECT_EQ(state_of(world, ines, id), "opened");
  EXPECT_EQ(world.put(ines, "/shares/" + id + "/outcome", R"({"outcome":"done","text":null})").body.string_or("state"),
            "declared");
  world.click(link, 1, "https://www.linkedin.com/", mark);
  EXPECT_EQ(state_of(world, ines, id), "declared") << "one's own browser proves nothing";
  world.click(link, 2, "https://news.example/");
  EXPECT_EQ(state_of(world, ines, id), "declared") << "another place proves nothing about LinkedIn";
  world.click(link, 3, "https://www.linkedin.com/", "",
              "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)");
  EXPECT_EQ(state_of(world, ines, id), "declared") << "a preview is nobody";
  world.click(link, 4, "https://www.linkedin.com/");
  auto const proved = world.get(ines, "/shares/" + id);
  EXPECT_EQ(proved.body.string_or("state"), "proved");
  EXPECT_EQ(*proved.body.find("clicks")->integer(), 2);
  EXPECT_EQ(*proved.body.find("filtered")->integer(), 2);
}

TEST(Sharing, mastodon_is_proved_by_the_server_one_chose) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const made = world.share(ines, world.add_story("Malmö", address), "mastodon", "Bonjour");
  world.click(made.link, 1, "https://autre.example/");
  EXPECT_EQ(state_of(world, ines, made.id), "declared");
  world.click(made.link, 2, "https://piaille.example/");
  EXPECT_EQ(state_of(world, ines, made.id), "proved");
}

TEST(Sharing, what_one_says_afterwards_may_change_the_text_or_take_it_back) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  auto const made = world.share(ines, story, "x", "Bonjour", false);
  auto const changed =
      world.put(ines, "/shares/" + made.id + "/outcome", R"({"outcome":"changed","text":"Autrement dit"})");
  EXPECT_EQ(changed.body.string_or("text"), "Autrement dit");
  EXPECT_EQ(
      world.put(ines, "/shares/" + made.id + "/outcome", R"({"outcome":"not_this_time"})").body.string_or("state"),
      "not_this_time");
  EXPECT_EQ(world.post(ines, "/shares", wish(story, "x")).status, 201)
      << "what did not go out may be tried again at once";
  EXPECT_EQ(world.put(ines, "/shares/" + made.id + "/outcome", R"({"outcome":"perhaps"})").status, 422);
}

TEST(Sharing, promise_3_nobody_sees_or_touches_anothers_share) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean"), paul = world.add_member("Paul Martin");
  auto const made = world.share(ines, world.add_story("Malmö", address), "x", "Bonjour");
  for (auto other : {paul, world.editor}) {
    EXPECT_EQ(world.get(other, "/shares/" + made.id).status, 404);
    EXPECT_EQ(world.put(other, "/shares/" + made.id + "/outcome", R"({"outcome":"not_this_time"})").status, 404);
    EXPECT_EQ(world.del(other, "/shares/" + made.id).status, 404);
    EXPECT_TRUE(world.get(other, "/shares").body.find("items")->array()->empty());
  }
  EXPECT_EQ(state_of(world, ines, made.id), "declared");
}

TEST(Sharing, deleting_forgets_the_words_and_leaves_the_link) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  auto const story = world.add_story("Malmö", address);
  auto const made = world.share(ines, story, "x", "Un mot reconnaissable");
  EXPECT_EQ(world.del(ines, "/shares/" + made.id).status, 204);
  EXPECT_EQ(world.get(ines, "/shares/" + made.id).status, 404);
  EXPECT_EQ(world.get(ines, "/shares").text.find("reconnaissable"), std::string::npos);
  auto const code = made.link.substr(made.link.rfind('/') + 1);
  EXPECT_TRUE((*world.open)->db->read([&](db::Tx& tx) {
    return links::find_link_by_code(*world.links, tx, code).has_value();
  }));
}

TEST(Sharing, my_shares_come_page_by_page) {
  SharingWorld world;
  auto const ines = world.add_member("Inès Kerjean");
  for (int i = 0; i < 5; ++i)
    world.share(ines, world.add_story("Malmö", fmt::format("{}/{}", address, i)), "x", "Bonjour", false);
  std::set<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 3; ++page) {
    auto const answer = world.get(ines, "/shares?limit=2&cursor=" + cursor);
    for (auto const& item : *answer.body.find("items")->array()) seen.insert(item.string_or("id"));
    cursor = answer.body.string_or("next");
    EXPECT_EQ(cursor.empty(), page == 2);
  }
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_EQ(world.get(ines, "/shares?cursor=nonsense").status, 422);
}

TEST(Sharing, promise_12_one_share_more_moves_nothing_before_the_night) {
  SharingWorld world;
  auto const story = world.add_story("Malmö", address, {variant_text});
  std::vector<int64_t> swarm;
  for (int i = 0; i < 6; ++i) swarm.push_back(world.add_member("Membre " + std::to_string(i)));
  for (int i = 0; i < 4; ++i) world.share(swarm[size_t(i)], story, "linkedin", variant_text);
  world.clock.advance(hours(48));
  world.close_night();
  auto const before = world.get(swarm[5], "/stories/" + story + "/composer");
  EXPECT_TRUE(before.body.find("variant_uses")->array()->empty()) << "four are nobody";
  EXPECT_TRUE(before.body.find("story")->find("shared_by")->is_null());
  world.share(swarm[4], story, "linkedin", variant_text);
  world.close_night();
  EXPECT_EQ(world.get(swarm[5], "/stories/" + story + "/composer").text, before.text) << "the same day says the same";
  world.clock.advance(hours(24));
  world.close_night();
  EXPECT_EQ(world.get(swarm[5], "/stories/" + story + "/composer").body.find("story")->string_or("shared_by"), "5+");
  world.clock.advance(hours(24));
  world.close_night();
  auto const after = world.get(swarm[5], "/stories/" + story + "/composer");
  ASSERT_EQ(after.body.find("variant_uses")->array()->size(), 1u) << "its text is public for over a day now";
  EXPECT_EQ(after.body.find("variant_uses")->array()->front().string_or("used_by"), "5+");
}

TEST(Sharing, promise_15_the_meter_reads_public_old_texts_of_five_and_nothing_else) {
  SharingWorld world;
  auto const story = world.add_story("Malmö", address, {variant_text});
  auto const paul = world.add_member("Paul Martin");
  auto const ask = [&](std::string const& text) {
    Json input;
    input.set("story_id", story).set("text", text);
    auto const answer = world.post(paul, "/originality", print_json(input));
    return fmt::format("{} {}", *answer.body.find("step")->integer(), answer.body.string_or("close_to"));
  };
  EXPECT_EQ(ask(variant_text), "1 variant");
  EXPECT_EQ(ask(own_text), "3 ");
  for (int i = 0; i < 5; ++i) {
    auto const member = world.add_member("Membre " + std::to_string(i));
    world.share(member, story, "whatsapp", own_text);
    if (i < 4)
      world.share(member, story, "linkedin", own_text);
    else
      world.share(member, story, "linkedin", own_text, false);
  }
  world.close_night();
  EXPECT_EQ(ask(own_text), "3 ") << "nothing younger than a day";
  world.clock.advance(hours(72));
  world.close_night();
  EXPECT_EQ(ask(own_text), "3 ")
      << "four said it in public; the fifth only in private, or has not said that it went out";
  world.share(world.add_member("La cinquième"), story, "linkedin", own_text);
  world.clock.advance(hours(72));
  world.close_night();
  EXPECT_EQ(ask(own_text), "1 colleagues");
}

TEST(Sharing, promise_12_a_stream_carries_only_what_is_ones_own) {
  struct Hub : http::EventHub {
    std::vector<std::string> topics;
    void publish(std::string_view topic, uint64_t) override { topics.emplace_back(topic); }
  } hub;
  SharingWorld world;
  (*world.open)->live = &hub;
  auto const ines = world.add_member("Inès Kerjean");
  auto const made = world.share(ines, world.add_story("Malmö", address), "x", "Bonjour");
  EXPECT_EQ(world.del(ines, "/shares/" + made.id).status, 204);
  EXPECT_EQ(hub.topics, std::vector<std::string>(3, fmt::format("shares/{}", ines))) << "opened, declared, deleted";
}

TEST(Sharing, promise_15_the_meter_answers_sixty_times_an_hour) {
  SharingWorld world;
  auto const story = world.add_story("Malmö", address);
  auto const paul = world.add_member("Paul Martin");
  auto const body = fmt::format(R"({{"story_id":"{}","text":"Bonjour"}})", story);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(world.post(paul, "/originality", body).status, 200);
  EXPECT_EQ(world.post(paul, "/originality", body).status, 429);
  EXPECT_EQ(*world.get(paul, "/stories/" + story + "/composer").body.find("originality_left")->integer(), 0);
}

TEST(Sharing, promise_11_leaving_takes_the_person_and_the_words_and_moves_no_closed_count) {
  SharingWorld world;
  auto const story = world.add_story("Malmö", address);
  std::vector<int64_t> swarm;
  for (int i = 0; i < 5; ++i) {
    swarm.push_back(world.add_member("Membre " + std::to_string(i)));
    world.share(swarm.back(), story, "linkedin", "Un mot reconnaissable");
  }
  EXPECT_EQ(world.put(swarm[0], "/stories/" + story + "/drafts/x", R"({"text":"En cours"})").status, 200);
  auto const data = sharing::personal_data();
  auto& db = *(*world.open)->db;
  auto const exported = db.read([&](db::Tx& tx) { return print_json(data.export_for(tx, swarm[0])); });
  EXPECT_NE(exported.find("reconnaissable"), std::string::npos);
  EXPECT_NE(exported.find("En cours"), std::string::npos);
  db.write([&](db::Tx& tx) { data.erase(tx, swarm[0], int64_t(random_u64() >> 1)); });
  EXPECT_EQ(db.read([&](db::Tx& tx) { return print_json(data.export_for(tx, swarm[0])); }),
            R"({"shares":[],"drafts":[]})");
  world.clock.advance(hours(48));
  world.close_night();
  EXPECT_EQ(world.get(swarm[1], "/stories/" + story + "/composer").body.find("story")->string_or("shared_by"), "5+")
      << "what was counted stays counted";
}

TEST(Sharing, does_on_postgresql_what_it_does_on_sqlite) {
  if (!std::getenv("ESSAIM_TEST_POSTGRES")) GTEST_SKIP() << "ESSAIM_TEST_POSTGRES names no server";
  SharingWorld world(db::Engine::postgres);
  auto const story = world.add_story("Malmö", address, {variant_text});
  std::vector<int64_t> swarm;
  SharingWorld::Made first;
  for (int i = 0; i < 5; ++i) {
    swarm.push_back(world.add_member("Membre " + std::to_string(i)));
    auto const made = world.share(swarm.back(), story, "linkedin", variant_text);
    if (i == 0) first = made;
  }
  EXPECT_EQ(world.post(swarm[0], "/shares", wish(story, "linkedin")).code(), "sharing.already_open");
  EXPECT_EQ(world.put(swarm[0], "/stories/" + story + "/drafts/x", R"({"text":"En cours"})").status, 200);
  for (int reader = 1; reader <= 5; ++reader) world.click(first.link, reader, "https://www.linkedin.com/");
  EXPECT_EQ(state_of(world, swarm[0], first.id), "proved");
  EXPECT_EQ(*world.get(swarm[0], "/influence").body.find("clicks")->integer(), 5);
  world.clock.advance(hours(72));
  world.close_night();
  auto const composer = world.get(swarm[1], "/stories/" + story + "/composer");
  EXPECT_EQ(composer.body.find("story")->string_or("shared_by"), "5+");
  EXPECT_EQ(composer.body.find("variant_uses")->array()->size(), 1u);
  EXPECT_EQ(world.get(swarm[0], "/shares?limit=1").body.find("items")->array()->size(), 1u);
  auto const data = sharing::personal_data();
  auto& db = *(*world.open)->db;
  db.write([&](db::Tx& tx) { data.erase(tx, swarm[0], int64_t(random_u64() >> 1)); });
  EXPECT_EQ(world.get(swarm[0], "/shares/" + first.id).status, 404);
  EXPECT_EQ(world.del(swarm[1], "/shares/" + first.id).status, 404);
}

}  // namespace essaim
