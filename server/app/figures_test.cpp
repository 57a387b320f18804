// Published figures over the API, on a small company that lives through two blocks of four weeks.
#include "app/sharing_world.hpp"
#include "base/zone.hpp"
#include "platform/access/test_organisation.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace essaim {
namespace {

int64_t number(Json const* json, std::string_view name) {
  auto const* value = json ? json->find(name) : nullptr;
  return value && value->integer() ? *value->integer() : -1;
}

/// Thirty people in two groups, all of whom joined long ago, and four stories of two themes.
class Company {
 public:
  explicit Company(db::Engine engine = db::Engine::sqlite) : world(engine) {
    for (int i = 0; i < 30; ++i) {
      people::NewPerson person{.name = fmt::format("Person {}", i),
                               .email = fmt::format("p{}@example.org", i),
                               .group_path = i < 16 ? "Heat" : "Homes",
                               .time_zone = "Europe/Paris",
                               .member = true};
      members.push_back(people::add_person(**world.open, person)->value);
    }
    for (int i = 0; i < 12; ++i) {  // in the directory, and nothing else is known of them
      people::NewPerson person{.name = fmt::format("Other {}", i),
                               .email = fmt::format("o{}@example.org", i),
                               .group_path = i < 6 ? "Heat" : "Homes"};
      (void)people::add_person(**world.open, person);
    }
    (*world.open)->db->write([&](db::Tx& tx) { people::count_heads(tx, utc_day(world.clock.now())); });
    for (auto const* name : {"Terrain", "Mobility"}) {
      Json theme;
      theme.set("name_fr", name).set("name_en", name).set("colour", "sapin");
      themes.push_back(world.post(world.editor, "/themes", print_json(theme)).body.string_or("id"));
    }
    for (int i = 0; i < 4; ++i) stories.push_back(add_story(i));
    go_to_monday(8);  // everybody has been here for four weeks when a block begins
  }

  // A Monday, so many weeks on or a little later: the first of a block.
  void go_to_monday(int weeks) {
    auto day = week_start(utc_day(world.clock.now())) + 7 * weeks;
    while ((day - 4) / 7 % 4 != 0) day += 7;
    world.clock.set({day * days(1).ms + hours(9).ms});
  }
  /// A week in which the first `sharers` people of each group share, each with so many readers.
  void live_a_week(int sharers, int readers, int week) {
    std::vector<links::PastVisit> visits;
    auto const monday = world.clock.now();
    for (size_t i = 0; i < members.size(); ++i) {
      int const place = int(i < 16 ? i : i - 16);
      if (place >= sharers) continue;
      auto const made = share(members[i], stories[(i + size_t(week)) % 4], i % 3 == 0 ? "x" : "linkedin");
      auto const link = (*world.open)->db->read([&](db::Tx& tx) {
        return links::find_link_by_code(*world.links, tx, std::string_view(made).substr(made.rfind('/') + 1));
      });
      for (int reader = 0; reader < readers; ++reader)
        visits.push_back({.link = link->id,
                          .at = world.clock.now() + hours(1 + reader),
                          .user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                          .referer = i % 2 == 0 ? "https://www.linkedin.com/" : ""});
    }
    world.clock.set(monday + days(7));
    world.links->record_past(visits);
  }
  void live_a_block(int sharers = 8, int readers = 2) {
    for (int week = 0; week < 4; ++week) live_a_week(sharers, readers, week);
  }
  void close() {
    world.clock.set({world.clock.now().ms});
    while (world.open->jobs().run_one()) {}
  }
  std::string page() { return world.get(members.front(), "/figures").text; }
  std::string file() { return world.get(members.front(), "/figures.csv?language=en").text; }
  void leave(size_t member, int64_t stand_in) {
    (*world.open)->db->write([&](db::Tx& tx) {
      for (auto const& held : {sharing::personal_data(), figures::personal_data(), world.links->personal_data()})
        held.erase(tx, members[member], stand_in);
    });
  }

  SharingWorld world;
  std::vector<int64_t> members;
  std::vector<std::string> stories, themes;

 private:
  // Said to have gone out; answers its link.
  std::string share(int64_t who, std::string const& story, std::string const& network) {
    Json input;
    input.set("story_id", story).set("network", network).set("text", "Une phrase");
    input.set("over_cap_confirmed", true).set("again_confirmed", true);
    auto const made = world.post(who, "/shares", print_json(input));
    EXPECT_EQ(made.status, 201) << made.text;
    auto const* share = made.body.find("share");
    auto const id = share ? share->string_or("id") : "";
    EXPECT_EQ(world.put(who, "/shares/" + id + "/outcome", R"({"outcome":"done"})").status, 200);
    return share ? share->string_or("link") : "";
  }
  std::string add_story(int i) {
    Json input;
    input.set("title", fmt::format("Story {}", i)).set("language", "fr").set("kind", "article").set("stance", "useful");
    input.set("address", fmt::format("https://revue-territoires.example/{}", i));
    JsonArray about;
    about.emplace_back(themes[size_t(i % 2)]);
    input.set("theme_ids", Json(std::move(about)));
    auto const made = world.post(world.editor, "/stories", print_json(input));
    EXPECT_EQ(made.status, 201) << made.text;
    auto const id = made.body.string_or("id");
    EXPECT_EQ(world.post(world.editor, "/stories/" + id + "/publication", "").status, 200);
    return id;
  }
};

}  // namespace

TEST(Figures, before_the_first_close_the_page_says_when) {
  Company company;
  auto const page = company.world.get(company.members.front(), "/figures");
  ASSERT_EQ(page.status, 200) << page.text;
  EXPECT_TRUE(page.body.find("weeks")->array()->empty());
  EXPECT_TRUE(page.body.find("block")->is_null());
  EXPECT_EQ(page.body.string_or("next_week_at").substr(10), "T02:00:00Z");
  EXPECT_EQ(company.world.get(0, "/figures").status, 401);
}

TEST(Figures, promise_1_a_closed_block_is_told_to_all_alike) {
  for (auto const engine : TestOrganisation::engines()) {
    Company company(engine);
    company.live_a_block();
    company.close();
    auto const mine = company.world.get(company.members.front(), "/figures");
    ASSERT_EQ(mine.status, 200) << mine.text;
    EXPECT_EQ(mine.text, company.world.get(company.members.back(), "/figures").text);
    EXPECT_EQ(mine.text, company.world.get(company.world.editor, "/figures").text);
    auto const* block = mine.body.find("block");
    ASSERT_TRUE(block && !block->is_null()) << mine.text;
    EXPECT_EQ(number(block, "active"), 16);
    EXPECT_EQ(number(block, "tracked"), 64);
    EXPECT_EQ(number(block, "clicks"), 128);
    EXPECT_EQ(number(block, "clicks_per_share"), 200);
    EXPECT_EQ(number(block, "members"), 30);
    EXPECT_EQ(block->find("units")->array()->size(), 2u);
    auto const& heat = block->find("units")->array()->front();
    EXPECT_EQ(heat.string_or("name"), "Heat");
    EXPECT_EQ(number(&heat, "active"), 8);
    EXPECT_EQ(number(&heat, "tracked"), 32);
    for (auto const& part : *heat.find("themes")->array())
      EXPECT_TRUE(part.find("tracked_percent")->is_null()) << "of 32, five points would tell the count";
    auto const& weeks = *mine.body.find("weeks")->array();
    EXPECT_EQ(number(&weeks.back(), "active"), 16);
    EXPECT_EQ(number(&weeks.back(), "clicks"), 32);
    EXPECT_EQ(number(&weeks.back(), "joined"), 30);
  }
}

TEST(Figures, promise_1_dates_snap_to_closed_blocks) {
  Company company;
  company.live_a_block();
  company.live_a_block();
  company.close();
  auto const page = company.world.get(company.members.front(), "/figures");
  auto const& blocks = *page.body.find("blocks")->array();
  ASSERT_GE(blocks.size(), 2u);
  auto const older = *from_iso_date(*blocks[1].string());
  for (int64_t day = older; day < older + 28; day += 9) {
    auto const found = company.world.get(company.members.front(), "/figures?block=" + to_iso_date(day));
    EXPECT_EQ(found.body.find("block")->string_or("from"), *blocks[1].string());
  }
  EXPECT_EQ(company.world.get(company.members.front(), "/figures?block=yesterday").status, 422);
  EXPECT_EQ(company.world.get(company.members.front(), "/figures?from=2026-01-01").status, 422);
}

TEST(Figures, promise_1_five_people_are_needed_and_four_are_not_told) {
  Company company;
  for (int week = 0; week < 4; ++week) company.live_a_week(2, 3, week);  // two in each group
  company.close();
  auto const page = company.world.get(company.members.front(), "/figures");
  auto const* block = page.body.find("block");
  for (auto const* figure : {"active", "tracked", "clicks", "clicks_per_share", "proved", "declared", "opened"})
    EXPECT_TRUE(block->find(figure)->is_null()) << figure << page.text;
  for (auto const& week : *page.body.find("weeks")->array()) EXPECT_TRUE(week.find("clicks")->is_null());
  EXPECT_NE(company.file().find("Clicks by people,,,,,,,yes,"), std::string::npos) << company.file();
}

TEST(Figures, promise_11_leaving_erasing_and_rebuilding_move_no_closed_figure) {
  for (auto const engine : TestOrganisation::engines()) {
    Company company(engine);
    company.live_a_block();
    company.close();
    auto const page = company.page(), file = company.file();
    company.leave(0, 424'242);
    company.world.links->rebuild_counts();
    company.world.clock.advance(hours(2));
    company.close();
    auto const after = company.world.get(company.members[1], "/figures").text;
    EXPECT_EQ(after, page);
    EXPECT_EQ(company.file(), file);
  }
}

TEST(Figures, promise_11_who_leaves_inside_a_block_stays_counted_in_it) {
  Company stays, leaves;
  for (auto* company : {&stays, &leaves}) {
    company->close();  // the block's members are noted
    for (int week = 0; week < 4; ++week) {
      company->live_a_week(8, 2, week);
      company->world.clock.advance(hours(3));
      company->close();
      company->world.clock.set(company->world.clock.now() - hours(3));
      if (company == &leaves && week == 1) company->leave(3, 424'242);
      if (week == 1) company->members[3] = company->members[15];  // from then on somebody else shares in that place
    }
    company->world.clock.advance(hours(3));
    company->close();
  }
  auto const told = [](Company& company) {
    auto const page = company.world.get(company.members.front(), "/figures");
    auto const* block = page.body.find("block");
    std::string out;
    for (auto const* name : {"members", "active", "tracked", "clicks", "proved", "declared"})
      out += fmt::format("{} {} ", name, number(block, name));
    for (auto const& unit : *block->find("units")->array())
      out += fmt::format("{} {} {} ", unit.string_or("name"), number(&unit, "tracked"), number(&unit, "clicks"));
    return out;
  };
  EXPECT_EQ(told(stays), told(leaves));
}

TEST(Figures, promise_12_nothing_moves_before_its_close) {
  Company company;
  company.live_a_block();
  company.close();
  auto const page = company.page(), file = company.file();
  auto const made = company.world.share(company.members.front(), company.stories[0], "bluesky", "Encore");
  for (int reader = 1; reader <= 50; ++reader) company.world.click(made.link, reader, "https://bsky.app/");
  company.close();
  EXPECT_EQ(company.page(), page);
  EXPECT_EQ(company.file(), file);
}

TEST(Figures, promise_24_each_mark_has_its_column) {
  Company company;
  company.live_a_block();
  company.close();
  auto const file = company.file();
  EXPECT_TRUE(
      file.starts_with("Period,From,To,Group,Theme,Network,Figure,Proved,Declared,Only "
                       "opened,Measured,Low,High,Hidden,Complete count\r\n"))
      << file;
  // Nobody only opened: twenty proved ones would say so, and are hidden with them.
  EXPECT_NE(file.find(",,,,Shares,,44,,,,,yes,yes\r\n"), std::string::npos) << file;
  EXPECT_NE(file.find(",,,,Shares with a tracked link,,,,64,,,no,yes\r\n"), std::string::npos) << file;
  EXPECT_NE(file.find(",Heat,,,Have shared,,8,,,,,no,yes\r\n"), std::string::npos) << file;
  EXPECT_NE(file.find(",,,,Clicks per tracked share,,,,2.00,2.00,2.00,no,yes\r\n"), std::string::npos) << file;
  auto const french = company.world.get(company.members.front(), "/figures.csv?language=fr").text;
  EXPECT_TRUE(french.starts_with("\xEF\xBB\xBFPériode;Du;Au;Groupe;")) << french;
  EXPECT_NE(french.find(";2,00;"), std::string::npos);
}

}  // namespace essaim
