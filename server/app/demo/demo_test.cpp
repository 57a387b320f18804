#include "app/demo/demo.hpp"

#include "app/compose.hpp"
#include "app/demo/stories.hpp"
#include "app/open_organisation.hpp"
#include "base/random.hpp"
#include "features/content/content.hpp"
#include "platform/http/server.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace essaim {
namespace {

constexpr db::Sql other_addresses{"test.other_addresses",
                                  "select count(*) from person where email not like '%@helianne.example'"};
constexpr db::Sql other_destinations{"test.other_destinations",
                                     "select count(*) from link where destination not like 'https://%.example/%'"};
constexpr db::Sql facts{"test.facts",
                        "select (select count(*) from person) || ' ' || (select count(*) from share) || ' ' || (select "
                        "count(*) from story) || ' ' || (select count(*) from link) || ' ' || (select "
                        "cast(sum(clicks) as bigint) from click_day)"};
constexpr db::Sql people_clicks{"test.people_clicks",
                                "select cast(sum(case when class = 0 then clicks else 0 end) * 100 / sum(clicks) as "
                                "bigint) from click_day"};
constexpr db::Sql grouped{"test.classes", "select count(*) from story_sharing_class where people >= 10"};

int64_t number(Json const& json, std::string_view name) {
  auto const* value = json.find(name);
  return value && value->integer() ? *value->integer() : -1;
}

/// The demo once filled, for all tests of it.
class Demo : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::filesystem::temp_directory_path() / ("essaim-demo-" + random_token(9));
    auto const filled = demo::fill(config(), clock);
    ASSERT_TRUE(filled) << filled.error().code << ": " << filled.error().detail;
    ASSERT_EQ(*filled, demo::Filling::done);
    auto const opened = OpenOrganisation::open(config(), clock);
    ASSERT_TRUE(opened);
    // Before anybody signs in: a sign-in in a new browser queues a letter, here as everywhere.
    (**opened)->db->read([](db::Tx& tx) { EXPECT_TRUE(mail::Outbox::summary(tx).empty()); });
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(folder); }
  static Config config() {
    Config out;
    out.data = folder.string();
    out.runtime_folder = (folder / "runtime").string();
    out.listen = "127.0.0.1:8080";
    out.smtp_url = "smtp://127.0.0.1:1";
    out.mail_from = "essaim@helianne.example";
    return out;
  }

  struct Open {
    std::unique_ptr<OpenOrganisation> organisation;
    std::unique_ptr<App> app;
  };
  static Open open() {
    Open out;
    auto opened = OpenOrganisation::open(config(), clock);
    if (!opened) throw std::runtime_error(opened.error().detail);
    out.organisation = std::move(*opened);
    out.app = std::make_unique<App>(App{.organisation = **out.organisation});
    if (auto const done = compose(*out.app); !done) throw std::runtime_error(done.error().detail);
    return out;
  }
  static http::Response ask(Open& open, http::Method method, std::string const& path, std::string const& body,
                            std::string const& cookie) {
    http::Request request;
    request.method = method;
    request.target = "/api/v1" + path;
    auto const mark = request.target.find('?');
    request.path = request.target.substr(0, mark);
    if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
    request.host = "127.0.0.1:8080";
    request.peer = "127.0.0.1";
    request.headers = {{"x-essaim", "1"}, {"content-type", "application/json"}, {"host", "127.0.0.1:8080"}};
    if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
    request.body = body;
    return open.app->router.answer(request, **open.organisation, open.app->authenticate);
  }
  static std::string sign_in(Open& open, people::Upward::DemoLogin const& login) {
    Json body;
    body.set("email", login.email).set("password", login.password);
    auto const answer = ask(open, http::Method::post, "/session", print_json(body), "");
    EXPECT_LT(answer.status, 300) << answer.body;
    for (auto const& [name, value] : answer.headers)
      if (name == "set-cookie" || name == "Set-Cookie")
        if (value.find("essaim_session=") != std::string::npos) return value.substr(0, value.find(';'));
    return "";
  }

  inline static std::filesystem::path folder;
  inline static ManualClock clock{{1'795'509'000'000}};  // Tuesday, 24 November 2026, 08:30 UTC
};

}  // namespace

TEST_F(Demo, everybody_who_is_named_can_sign_in_and_is_what_is_said) {
  auto world = open();
  auto const programme = ask(world, http::Method::get, "/programme", "", "");
  EXPECT_NE(programme.body.find(R"("demo":true)"), std::string::npos) << programme.body;
  for (auto const& login : demo::logins()) {
    EXPECT_NE(programme.body.find(login.email), std::string::npos);
    auto const cookie = sign_in(world, login);
    auto const me = ask(world, http::Method::get, "/me", "", cookie);
    EXPECT_NE(me.body.find("\"" + login.role + "\""), std::string::npos) << me.body;
  }
}

TEST_F(Demo, ines_finds_five_stories_and_what_her_shares_did) {
  auto world = open();
  auto const cookie = sign_in(world, demo::logins().front());
  auto const today = ask(world, http::Method::get, "/today", "", cookie);
  auto const page = parse_json(today.body);
  ASSERT_TRUE(page && page->find("stories")) << today.body;
  EXPECT_EQ(page->find("stories")->array()->size(), 5u) << today.body;
  EXPECT_EQ(number(*page, "company"), 1);
  EXPECT_NE(today.body.find("10+"), std::string::npos);
  auto const influence = ask(world, http::Method::get, "/influence?period=3m", "", cookie);
  auto const mine = parse_json(influence.body);
  ASSERT_TRUE(mine) << influence.body;
  EXPECT_GT(number(*mine, "clicks"), 250) << influence.body;
  EXPECT_FALSE(mine->find("worked")->array()->empty());
  EXPECT_FALSE(mine->find("hours")->find("cells")->array()->empty());
  auto const* shares = mine->find("shares");
  for (auto const* state : {"opened", "declared", "proved"}) EXPECT_GT(number(*shares, state), 0) << state;
}

TEST_F(Demo, some_stories_have_pictures_of_our_own_origin) {
  auto world = open();
  auto const cookie = sign_in(world, demo::logins().front());
  auto const stories = parse_json(ask(world, http::Method::get, "/stories?limit=100", "", cookie).body);
  ASSERT_TRUE(stories);
  int with = 0;
  for (auto const& story : *stories->find("items")->array()) {
    auto const* picture = story.find("picture");
    if (picture == nullptr || picture->is_null()) continue;
    ++with;
    EXPECT_FALSE(picture->string_or("alt").empty());
    http::Request request;
    request.path = request.target = picture->string_or("url");
    auto const served = content::serve_media(**world.organisation, request);
    ASSERT_TRUE(served) << request.path;
    EXPECT_EQ(served->status, 200);
    EXPECT_LT(served->body.size(), 100u << 10);
  }
  EXPECT_EQ(with, 5);
}

TEST_F(Demo, an_editor_finds_sources_and_news_that_wait) {
  auto world = open();
  auto const cookie = sign_in(world, demo::logins()[2]);
  auto const sources = parse_json(ask(world, http::Method::get, "/sources", "", cookie).body);
  ASSERT_TRUE(sources && sources->array());
  EXPECT_EQ(sources->array()->size(), 6u);
  int failing = 0;
  for (auto const& source : *sources->array()) {
    EXPECT_TRUE(source.string_or("feed_address").find(".example/") != std::string::npos);
    EXPECT_FALSE(source.find("theme_ids")->array()->empty());
    if (source.find("failing_since")->is_null()) continue;
    ++failing;
    EXPECT_EQ(source.string_or("failure_code"), "source.server_error");
    EXPECT_EQ(source.string_or("failing_since").substr(0, 10), "2026-11-19");
  }
  EXPECT_EQ(failing, 1);
  auto const watch = parse_json(ask(world, http::Method::get, "/watch", "", cookie).body);
  ASSERT_TRUE(watch);
  std::set<std::string> languages;
  for (auto const& item : *watch->find("items")->array()) languages.insert(item.string_or("language"));
  EXPECT_EQ(languages, (std::set<std::string>{"en", "fr"}));
  EXPECT_GE(number(*watch, "waiting"), 10);
  auto const kept = parse_json(ask(world, http::Method::get, "/watch?decision=kept", "", cookie).body);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->find("items")->array()->size(), 3u);
  // Asking again, days later, fails nowhere but where it failed, and brings nothing twice.
  auto const begun = number(*watch, "waiting");
  clock.advance(days(2));
  for (int jobs = 0; jobs < 100 && world.organisation->jobs().run_one(); ++jobs) {}
  auto const later = parse_json(ask(world, http::Method::get, "/sources", "", cookie).body);
  int still = 0;
  for (auto const& source : *later->array()) still += source.find("failing_since")->is_null() ? 0 : 1;
  EXPECT_EQ(still, 1);
  EXPECT_EQ(number(*parse_json(ask(world, http::Method::get, "/watch", "", cookie).body), "waiting"), begun);
  // What stands there can be pasted as an address too.
  auto const page = ask(world, http::Method::post, "/unfurl",
                        R"({"address":"https://warm-street.example/waste-heat-bakery"})", cookie);
  EXPECT_NE(page.body.find("The bakery that warms the library"), std::string::npos) << page.body;
  clock.set({1'795'509'000'000});
}

TEST_F(Demo, nothing_of_it_is_real_and_nothing_is_to_be_sent) {
  auto const opened = OpenOrganisation::open(config(), clock);
  ASSERT_TRUE(opened);
  auto& organisation = ***opened;
  EXPECT_FALSE(organisation.mail->can_send());
  organisation.db->read([&](db::Tx& tx) {
    EXPECT_EQ(tx.one<int64_t>(other_addresses), 0);
    EXPECT_EQ(tx.one<int64_t>(other_destinations), 0);
    EXPECT_FALSE(people::find_broken_record(tx));
    EXPECT_GT(tx.one<int64_t>(grouped).value_or(0), 0);
    auto const people = tx.one<int64_t>(people_clicks).value_or(0);
    EXPECT_GE(people, 40);
    EXPECT_LE(people, 70);
  });
}

TEST_F(Demo, a_second_start_adds_nothing) {
  auto const facts_now = [] {
    auto const opened = OpenOrganisation::open(config(), clock);
    return (**opened)->db->read([](db::Tx& tx) { return tx.one<std::string>(facts).value_or(""); });
  };
  auto const before = facts_now();
  auto const again = demo::fill(config(), clock);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, demo::Filling::was_there);
  EXPECT_EQ(facts_now(), before);
}

TEST(DemoRefusal, an_organisation_with_people_is_left_alone) {
  auto const folder = std::filesystem::temp_directory_path() / ("essaim-demo-" + random_token(9));
  Config config;
  config.data = folder.string();
  config.runtime_folder = (folder / "runtime").string();
  ManualClock const clock{{1'795'509'000'000}};
  {
    auto const opened = OpenOrganisation::open(config, clock);
    ASSERT_TRUE(opened);
    people::NewPerson person;
    person.name = "Awa Ndiaye";
    person.email = "awa@example.org";
    ASSERT_TRUE(people::add_person(***opened, person));
  }
  auto const refused = demo::fill(config, clock);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "demo.not_empty");
  std::filesystem::remove_all(folder);
}

}  // namespace essaim
