#include "features/today/today.hpp"

#include "platform/access/test_organisation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace essaim::today {
namespace {

constexpr int64_t editor = 11, ines = 21, paul = 22;

class TodayTest : public testing::TestWithParam<db::Engine> {
 protected:
  TodayTest() : test(GetParam()), content(test.organisation, content_faces()), today(content, faces()) {
    content::add_routes(router, content);
    add_routes(router, today);
    viewer.is_member = true;
    edits.person = editor;
    edits.permissions = {"content.edit"};
  }
  content::Faces content_faces() {
    content::Faces f;
    f.reader_of = [this](db::Tx&, int64_t person) { return readers[person]; };
    f.name_of = [](db::Tx&, int64_t) { return std::optional<std::string>(); };
    f.own_hosts = [](db::Tx&) { return std::vector<std::string>{}; };
    f.useful_percent = [](db::Tx&) { return int64_t{80}; };
    f.group_exists = [](db::Tx&, int64_t) { return true; };
    f.site_exists = f.group_exists;
    return f;
  }
  Faces faces() {
    Faces f;
    f.profile_of = [this](db::Tx&, int64_t person) {
      Profile p;
      p.first_name = "Inès";
      p.themes = follows[person];
      p.time_zone = zone;
      p.reader = readers[person];
      return p;
    };
    f.shared_days = [this](db::Tx&, int64_t person) { return shared[person]; };
    f.shared_among = [this](db::Tx&, int64_t person, std::span<int64_t const> stories) {
      auto out = shared[person];
      std::erase_if(out, [&](auto const& each) { return std::ranges::find(stories, each.first) == stories.end(); });
      return out;
    };
    f.wanted = [this](db::Tx&) { return Wanted{.stories = per_day, .useful_percent = 80}; };
    return f;
  }
  content::StoryId publish(std::string const& title, std::string const& stance = "useful",
                           std::vector<std::string> themes = {}) {
    content::StoryInput in;
    in.title = title;
    in.address = "https://" + std::to_string(++made) + ".example/";
    in.stance = stance;
    in.theme_ids = std::move(themes);
    auto const id = test.db->write([&](db::Tx& tx) { return content.make_story(tx, edits, in); });
    EXPECT_TRUE(id) << id.error().code;
    EXPECT_EQ(call(editor, http::Method::post, "/stories/" + show(*id) + "/publication",
                   R"({"above_ceiling_confirmed":true})")
                  .first,
              200);
    test.clock.advance(seconds(1));
    return *id;
  }
  std::string theme(std::string const& name) {
    return call(editor, http::Method::post, "/themes",
                R"({"name_fr":")" + name + R"(","name_en":"x)" + name + R"(","colour":"sapin"})")
        .second.string_or("id");
  }
  std::pair<int, Json> call(int64_t person, http::Method method, std::string const& path,
                            std::string const& body = {}) {
    http::Request request;
    request.method = method;
    request.target = request.path = "/api/v1" + path;
    if (auto const at = path.find('?'); at != std::string::npos) {
      request.path = "/api/v1" + path.substr(0, at);
      request.query = path.substr(at + 1);
    }
    request.headers = {{"x-essaim", "1"}, {"content-type", "application/json"}};
    request.body = body;
    auto const response = router.answer(request, test.organisation, [&](Organisation&, http::Request const&) {
      if (person == editor) return edits;
      Viewer one = viewer;
      one.person = person;
      return one;
    });
    return {response.status, response.body.empty() ? Json() : parse_json(response.body).value()};
  }
  Page look(int64_t person = ines) {
    viewer.person = person;
    return page_of(today, viewer);
  }
  std::vector<std::string> titles(Page const& page) {
    std::vector<std::string> out;
    for (auto const& one : page.stories) out.push_back(one.story.title);
    return out;
  }
  std::string show(content::StoryId id) { return test.organisation.ids.show(id); }
  std::string path(content::StoryId id, char const* what) { return "/stories/" + show(id) + what; }

  TestOrganisation test;
  std::map<int64_t, content::Reader> readers;
  std::map<int64_t, std::vector<int64_t>> follows;
  std::map<int64_t, std::map<int64_t, int64_t>> shared;
  std::string zone = "Europe/Paris";
  int64_t per_day = 5, made = 0;
  Viewer viewer, edits;
  content::Content content;
  Today today;
  http::Router router;
};
INSTANTIATE_TEST_SUITE_P(Engines, TodayTest, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(TodayTest, promise_8_five_stories_four_useful_one_company_each_with_its_reason) {
  for (int i = 0; i < 8; ++i) publish("Utile " + std::to_string(i));
  for (int i = 0; i < 3; ++i) publish("Maison " + std::to_string(i), "company");
  auto const [status, page] = call(ines, http::Method::get, "/today");
  EXPECT_EQ(status, 200);
  EXPECT_EQ(page.string_or("day"), "2026-11-24");
  EXPECT_EQ(page.string_or("greeting_name"), "Inès");
  EXPECT_EQ(*page.find("useful")->integer(), 4);
  EXPECT_EQ(*page.find("company")->integer(), 1);
  auto const& stories = *page.find("stories")->array();
  ASSERT_EQ(stories.size(), 5u);
  for (auto const& one : stories) EXPECT_FALSE(one.find("why")->string_or("code").empty());
  EXPECT_EQ(stories.back().find("why")->string_or("code"), "company");
}

TEST_P(TodayTest, the_day_is_fixed_and_the_next_one_is_another) {
  for (int i = 0; i < 12; ++i) publish("Histoire " + std::to_string(i));
  auto const morning = titles(look());
  ASSERT_EQ(morning.size(), 5u);
  publish("Toute neuve");
  test.clock.advance(hours(5));
  EXPECT_EQ(titles(look()), morning) << "what appears later waits for tomorrow";
  test.clock.advance(days(1));
  auto const tomorrow = titles(look());
  EXPECT_EQ(look().day, "2026-11-25");
  std::set<std::string> both(morning.begin(), morning.end());
  both.insert(tomorrow.begin(), tomorrow.end());
  EXPECT_EQ(both.size(), 10u) << "nothing piles up, nothing comes twice in a row";
}

TEST_P(TodayTest, a_day_with_room_fills_up) {
  auto const first = publish("Première");
  EXPECT_EQ(titles(look()).size(), 1u);
  publish("Deuxième");
  EXPECT_EQ(titles(look()), (std::vector<std::string>{"Première", "Deuxième"}));
  EXPECT_EQ(call(editor, http::Method::del, path(first, "/publication")).first, 200);
  EXPECT_EQ(titles(look()), (std::vector<std::string>{"Deuxième"})) << "what was withdrawn is gone at once";
}

TEST_P(TodayTest, the_day_ends) {
  std::vector<content::StoryId> ids;
  for (int i = 0; i < 9; ++i) ids.push_back(publish("Histoire " + std::to_string(i)));
  auto page = look();
  ASSERT_EQ(page.stories.size(), 5u);
  EXPECT_FALSE(page.done);
  auto id = [&](size_t i) { return content::StoryId{*test.organisation.ids.read(page.stories[i].story.id)}; };
  EXPECT_EQ(call(ines, http::Method::put, path(id(0), "/aside"), R"({"reason":"not_for_me"})").first, 204);
  EXPECT_EQ(look().stories.size(), 4u) << "and no other takes its place";
  EXPECT_EQ(call(ines, http::Method::del, path(id(0), "/aside")).first, 204);
  EXPECT_EQ(titles(look()), titles(page)) << "undone, it stands where it stood";
  for (size_t i = 0; i < 3; ++i) call(ines, http::Method::put, path(id(i), "/aside"), R"({"reason":"not_for_me"})");
  EXPECT_EQ(call(ines, http::Method::put, path(id(3), "/keeping")).first, 204);
  shared[ines][id(4).value] = 20'781;  // 24 November 2026
  page = look();
  EXPECT_TRUE(page.done);
  ASSERT_EQ(page.stories.size(), 2u);
  EXPECT_TRUE(page.stories[0].kept);
  EXPECT_EQ(page.stories[1].shared_on, "2026-11-24");
  test.clock.advance(days(1));
  for (auto const& title : titles(look()))
    EXPECT_NE(title, page.stories[1].story.title) << "what one shared does not come again";
}

TEST_P(TodayTest, themes_and_less_of_them) {
  auto const energy = theme("Énergie"), sport = theme("Sport");
  for (int i = 0; i < 6; ++i) publish("Sport " + std::to_string(i), "useful", {sport});
  auto const followed = publish("Énergie", "useful", {energy});
  follows[ines] = {*test.organisation.ids.read(energy)};
  auto const page = look();
  ASSERT_EQ(page.stories.size(), 5u) << "themes order, they never empty a page";
  EXPECT_EQ(page.stories.front().story.title, "Énergie");
  EXPECT_EQ(page.stories.front().why.code, "theme");
  EXPECT_EQ(page.stories.front().why.values.theme, "Énergie");
  EXPECT_EQ(page.stories.front().why.values.theme_id, energy);
  EXPECT_EQ(look(paul).stories.size(), 5u) << "nobody without themes has an empty page";

  for (int i = 0; i < 6; ++i) publish("Autre " + std::to_string(i));
  test.clock.advance(days(1));
  EXPECT_EQ(call(ines, http::Method::put, path(followed, "/aside"), R"({"reason":"less_of_theme"})").first, 204);
  test.db->read([&](db::Tx& tx) {
    auto const data = personal_data(test.organisation).export_for(tx, ines);
    EXPECT_EQ(data.find("less_of_themes")->array()->size(), 1u);
  });
  EXPECT_EQ(call(ines, http::Method::del, path(followed, "/aside")).first, 204);
  test.db->read([&](db::Tx& tx) {
    EXPECT_EQ(personal_data(test.organisation).export_for(tx, ines).find("less_of_themes")->array()->size(), 0u)
        << "taken back with it";
  });
}

TEST_P(TodayTest, the_day_is_the_persons_own) {
  publish("Une histoire");
  test.clock.set({1'795'555'800'000});  // 21:30 UTC
  EXPECT_EQ(look().day, "2026-11-24");
  zone = "Asia/Tokyo";
  EXPECT_EQ(look().day, "2026-11-25");
}

TEST_P(TodayTest, kept_stories_page_and_hide_what_is_gone) {
  std::vector<content::StoryId> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(publish("Gardée " + std::to_string(i)));
    EXPECT_EQ(call(ines, http::Method::put, path(ids.back(), "/keeping")).first, 204);
  }
  EXPECT_EQ(call(ines, http::Method::put, path(ids[0], "/keeping")).first, 204) << "twice is once";
  call(editor, http::Method::del, path(ids[3], "/publication"));
  std::vector<std::string> seen;
  std::string cursor;
  for (int i = 0; i < 5; ++i) {
    auto const [status, page] =
        call(ines, http::Method::get, "/kept?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    ASSERT_EQ(status, 200);
    for (auto const& item : *page.find("items")->array()) seen.push_back(item.string_or("title"));
    cursor = page.string_or("next");
    if (cursor.empty()) break;
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"Gardée 4", "Gardée 2", "Gardée 1", "Gardée 0"}));
  EXPECT_EQ(call(paul, http::Method::get, "/kept").second.find("items")->array()->size(), 0u) << "each their own";
  EXPECT_EQ(call(ines, http::Method::del, path(ids[4], "/keeping")).first, 204);
  EXPECT_EQ(call(ines, http::Method::get, "/kept").second.find("items")->array()->size(), 3u);
}

TEST_P(TodayTest, one_acts_only_on_what_one_is_offered) {
  auto const id = publish("Une histoire");
  call(editor, http::Method::del, path(id, "/publication"));
  EXPECT_EQ(call(ines, http::Method::put, path(id, "/keeping")).first, 404);
  EXPECT_EQ(call(ines, http::Method::put, path(id, "/aside"), R"({"reason":"not_for_me"})").first, 404);
  EXPECT_EQ(call(ines, http::Method::put, path(id, "/aside"), R"({"reason":"boring"})").first, 422);
  EXPECT_EQ(call(editor, http::Method::get, "/today").first, 404) << "for members";
  EXPECT_EQ(call(ines, http::Method::put, "/stories/zzzzzzzzzzzzz/keeping").first, 404);
}

// Twin worlds: a share below the floor, or before the night's close, changes no byte of what a colleague sees.
TEST_P(TodayTest, promise_12_counts_come_from_the_close_only) {
  auto const id = publish("Une histoire");
  auto page = [&] { return print_json(call(paul, http::Method::get, "/today").second); };
  auto const before = page();
  shared[ines][id.value] = 20'781;
  EXPECT_EQ(page(), before);
  test.db->write([&](db::Tx& tx) { content.keep_shared_classes(tx, {{id.value, 10}}); });
  EXPECT_NE(page().find("\"shared_by\":\"10+\""), std::string::npos);
}

TEST_P(TodayTest, erasing_a_person_leaves_nothing_here) {
  auto const id = publish("Une histoire");
  look();
  call(ines, http::Method::put, path(id, "/keeping"));
  auto const data = personal_data(test.organisation);
  test.db->write([&](db::Tx& tx) {
    EXPECT_EQ(data.export_for(tx, ines).find("kept")->array()->size(), 1u);
    data.erase(tx, ines, 5);
    for (auto const* part : {"kept", "put_aside", "less_of_themes", "offered"})
      EXPECT_TRUE(data.export_for(tx, ines).find(part)->array()->empty()) << part;
  });
}

}  // namespace
}  // namespace essaim::today
