#include "features/links/links.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "features/links/parts.hpp"
#include "features/links/store.hpp"
#include "platform/config/config.hpp"
#include "platform/config/embedded.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/db/migrate.hpp"
#include "platform/http/raw_client.hpp"
#include "platform/http/server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

namespace essaim::links {
namespace {

constexpr std::string_view browser =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
    "Mobile/15E148 Safari/604.1";
constexpr db::Sql count_clicks{"test.count_clicks", "select count(*) from click"};
constexpr db::Sql count_visitors{"test.count_visitors", "select count(*) from click where visitor is not null"};
constexpr db::Sql forget_links{"test.forget_links", "delete from link"};
constexpr db::Sql all_hours{
    "test.hours",
    "select link_id || ' ' || hour || ' ' || network || ' ' || people || ' ' || filtered from click_hour order by 1"};
constexpr db::Sql all_days{"test.days",
                           "select link_id || ' ' || day || ' ' || network || ' ' || host || ' ' || class || ' ' || "
                           "clicks from click_day order by 1"};

std::vector<db::Migration> main_migrations() {
  std::vector<db::Migration> steps;
  for (auto const& file : embedded_below("migrations/"))
    if (file.name.find('/', 11) == std::string_view::npos)
      steps.push_back({file.name.substr(11, file.name.size() - 15), file.bytes});
  return steps;
}

/// An organisation with its links and a server before them; on PostgreSQL too where ESSAIM_TEST_POSTGRES names one.
class LinksTest : public testing::TestWithParam<db::Engine> {
 protected:
  LinksTest()
      : folder(std::filesystem::temp_directory_path() / ("essaim-links-" + random_token(9))),
        clock(Instant{1'795'300'000'000}) {
    std::filesystem::create_directories(folder / "data");
    std::filesystem::create_directories(folder / "runtime");
    if (GetParam() == db::Engine::postgres) {
      std::string const url = std::getenv("ESSAIM_TEST_POSTGRES"), schema = "links_" + hex(random_token(6));
      make_schema = "create schema " + schema;
      db::open_postgres(url, 1)->write([&](db::Tx& tx) { tx.script(make_schema); });
      config.postgres = url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
    }
    db = config.postgres.empty() ? db::open_sqlite((folder / "data/essaim.db").string())
                                 : db::open_postgres(config.postgres, 4);
    db::migrate(*db, main_migrations(), clock.now());
    organisation.folder = folder / "data";
    organisation.runtime = folder / "runtime";
    organisation.base_url = organisation.short_base_url = "http://localhost";
    organisation.config = &config;
    organisation.clock = &clock;
    organisation.db = db.get();
    organisation.keys = &keys;
    start();
  }
  ~LinksTest() override {
    stop();
    db.reset();
    std::filesystem::remove_all(folder);
  }

  void start() {
    auto opened = Links::open(organisation);
    ASSERT_TRUE(opened) << opened.error().detail;
    links = *std::move(opened);
    http::ServerOptions options;
    options.port = 0;
    options.workers = 1;
    options.trusted_proxies = {"127.0.0.1"};
    server = http::listen(
        options, [](http::Request const&) { return http::Response{}; }, &links->fast_lane());
    thread = std::thread([this] { server->run(); });
  }
  void stop() {
    if (server) {
      server->stop();
      thread.join();
    }
    server.reset();
    links.reset();
  }
  void restart() {
    stop();
    start();
  }

  Link make(NewLink wanted = {}) {
    if (wanted.destination.empty()) wanted.destination = "https://example.org/story";
    if (wanted.network.empty()) wanted.network = "linkedin";
    auto const made = db->write([&](db::Tx& tx) { return make_link(*links, tx, wanted); });
    EXPECT_TRUE(made);
    clock.advance(seconds(10));  // nobody can click within two seconds
    return *made;
  }
  /// The answer to a click from that address, with these further header lines.
  std::string click(std::string_view code, std::string_view more = {}, std::string_view method = "GET",
                    std::string_view address = "198.51.100.7") {
    http::RawClient client(server->port());
    auto const agent =
        more.find("User-Agent") == std::string_view::npos ? fmt::format("User-Agent: {}\r\n", browser) : std::string();
    client.send(fmt::format("{} /r/{} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {}\r\n{}{}\r\n", method, code,
                            address, agent, more));
    auto text = client.read_until("\r\n\r\n");
    if (text.find("text/html") != std::string::npos && text.find("</html>") == std::string::npos && method == "GET")
      text += client.read_until("</html>");
    return text;
  }
  int64_t stored() {
    return links->parts().clicks->read([](db::Tx& tx) { return tx.one<int64_t>(count_clicks).value(); });
  }
  LinkCount count(Link const& link) {
    links->settle();
    return db->read([&](db::Tx& tx) { return count_of_link(tx, link.id); });
  }
  std::vector<std::string> counts() {
    links->settle();
    return db->read([](db::Tx& tx) {
      auto rows = tx.many<std::string>(all_hours);
      for (auto& row : tx.many<std::string>(all_days)) rows.push_back(std::move(row));
      return rows;
    });
  }

  std::filesystem::path folder;
  std::string make_schema;
  ManualClock clock;
  Config config;
  KeyRing keys{std::string(32, 'k')};
  std::unique_ptr<db::Db> db;
  Organisation organisation;
  std::unique_ptr<Links> links;
  std::unique_ptr<http::Server> server;
  std::thread thread;
};

std::vector<db::Engine> engines() {
  if (std::getenv("ESSAIM_TEST_POSTGRES")) return {db::Engine::sqlite, db::Engine::postgres};
  return {db::Engine::sqlite};
}
INSTANTIATE_TEST_SUITE_P(On, LinksTest, testing::ValuesIn(engines()),
                         [](auto const& of) { return of.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(LinksTest, promise_9_no_mark_is_asked_of_a_browser_that_could_not_keep_it) {
  auto const code = make().code;
  EXPECT_TRUE(author_mark(*links, code));
  organisation.base_url = "https://swarm.example.org";
  organisation.short_base_url = "https://swarm.example.org:8443";
  EXPECT_TRUE(author_mark(*links, code)) << "a cookie belongs to a host, whatever its port";
  organisation.short_base_url = "https://go.example.org";
  EXPECT_FALSE(author_mark(*links, code)) << "one host sets no mark for another";
}

TEST_P(LinksTest, a_link_whose_code_or_id_is_taken_gets_another) {
  auto const first = make();
  auto& parts = links->parts();
  auto const taken = read_code(first.code).value();
  std::vector<Code> codes{taken, taken, parts.check.new_code(), parts.check.new_code()};
  std::vector<int64_t> ids{900, 901, first.id.value, 903};
  parts.new_code = [&] {
    auto const code = codes.front();
    codes.erase(codes.begin());
    return code;
  };
  parts.new_id = [&](Instant) {
    auto const id = ids.front();
    ids.erase(ids.begin());
    return id;
  };
  auto const expected = print_code(codes.back());
  auto const second = make({.destination = "https://example.org/other"});
  EXPECT_EQ(second.code, expected) << "two codes were taken, then an id";
  EXPECT_EQ(second.id.value, 903);
  EXPECT_TRUE(codes.empty() && ids.empty());
  auto const destination = [&](std::string const& code) {
    return db->read([&](db::Tx& tx) { return find_link_by_code(*links, tx, code)->destination; });
  };
  EXPECT_NE(destination(first.code).find("/story"), std::string::npos);
  EXPECT_NE(destination(second.code).find("/other"), std::string::npos);
  restart();
  EXPECT_NE(destination(second.code).find("/other"), std::string::npos)
      << "the file of links holds it once, under its own code";
}

TEST_P(LinksTest, promise_5_a_click_is_stored_before_its_redirect_answers) {
  auto const link = make();
  for (int i = 1; i <= 20; ++i) {
    auto const text = click(link.code);
    ASSERT_EQ(stored(), i) << "read by another connection, right after the answer";
    EXPECT_TRUE(text.starts_with("HTTP/1.1 302 Found\r\nDate: ")) << text;
    EXPECT_NE(text.find("\r\nLocation: https://example.org/story?utm_source=linkedin&utm_medium=social\r\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("\r\nCache-Control: no-store\r\n"), std::string::npos);
    EXPECT_NE(text.find("\r\nX-Robots-Tag: noindex\r\n"), std::string::npos);
  }
}

TEST_P(LinksTest, promise_5_a_click_counts_once_and_machines_never_as_people) {
  NewLink wanted;
  wanted.holder = 42;
  auto const link = make(wanted);
  click(link.code);  // person
  click(link.code);  // the same, again
  click(link.code, {}, "HEAD");
  click(link.code, "User-Agent: LinkedInBot/1.0\r\n");
  click(link.code, "User-Agent: curl/7.88.1\r\n");
  click(link.code, "User-Agent: \r\n");
  click(link.code, "Sec-Purpose: prefetch\r\n", "GET", "198.51.100.8");
  click(link.code, "Referer: https://eur03.safelinks.protection.outlook.com/\r\n", "GET", "198.51.100.9");
  click(link.code, "Cookie: a=b; mine=1\r\n", "GET", "198.51.100.10");
  click(link.code, {}, "GET", "198.51.100.11");  // another person
  auto const counted = count(link);
  EXPECT_EQ(counted.clicks.people, Figure<Measured>(2));
  EXPECT_EQ(counted.clicks.filtered, Figure<Measured>(8));
  std::map<std::string, int64_t> reasons;
  auto const today = utc_day(clock.now());
  for (auto const& reason : db->read([&](db::Tx& tx) { return count_by_reason(tx, 42, today, today + 1); }))
    reasons[reason.reason] = reason.clicks.value;
  EXPECT_EQ(reasons, (std::map<std::string, int64_t>{{"author", 1},
                                                     {"empty_agent", 1},
                                                     {"head", 1},
                                                     {"prefetch", 1},
                                                     {"preview", 1},
                                                     {"repeat", 1},
                                                     {"robot", 1},
                                                     {"scanner", 1}}));
  EXPECT_EQ(visitors_today(*links, 42), 2);
  clock.advance(minutes(31));
  click(link.code);
  EXPECT_EQ(count(link).clicks.people, Figure<Measured>(3)) << "half an hour later it is a visit again";
}

TEST_P(LinksTest, promise_5_nobody_reads_within_two_seconds_or_three_links_in_ten) {
  auto const first = make(), second = make(), third = make();
  auto const early = db->write(
      [&](db::Tx& tx) { return make_link(*links, tx, {.destination = "https://example.org/", .network = "x"}); });
  click(early->code, {}, "GET", "198.51.100.20");
  EXPECT_EQ(count(*early).clicks.people, Figure<Measured>(0));
  clock.advance(minutes(1));
  for (auto const& link : {first, second, third}) click(link.code);
  EXPECT_EQ(count(first).clicks.people, Figure<Measured>(1));
  EXPECT_EQ(count(third).clicks.people, Figure<Measured>(0)) << "link after link is a scanner";
}

TEST_P(LinksTest, promise_24_proved_needs_the_network_and_never_the_author) {
  NewLink wanted;
  wanted.holder = 42;
  auto const link = make(wanted), other = make(wanted);
  click(other.code, "Cookie: mine=1\r\n");                          // the author looks at another link
  click(link.code, "Referer: https://www.linkedin.com/feed/\r\n");  // and comes from the network to this one
  EXPECT_FALSE(count(link).proved);
  click(link.code, "Referer: https://www.facebook.com/\r\n", "GET", "198.51.100.8");
  EXPECT_FALSE(count(link).proved) << "another network proves nothing";
  click(link.code, "Referer: https://www.linkedin.com/feed/\r\n", "GET", "198.51.100.9");
  EXPECT_TRUE(count(link).proved);
}

TEST_P(LinksTest, promise_5_repeats_are_known_after_a_restart_of_the_same_day) {
  auto const link = make();
  click(link.code);
  restart();
  click(link.code);
  EXPECT_EQ(count(link).clicks.people, Figure<Measured>(1));
  EXPECT_EQ(stored(), 2);
}

TEST_P(LinksTest, promise_9_no_address_is_stored_and_the_days_keys_are_forgotten) {
  auto const link = make();
  click(link.code, {}, "GET", "203.0.113.77");
  click(link.code, {}, "GET", "2001:db8:feed::77");
  links->settle();
  EXPECT_EQ(links->parts().clicks->read([](db::Tx& tx) { return tx.one<int64_t>(count_visitors).value(); }), 2);
  clock.advance(days(1));
  click(link.code);
  for (int i = 0; i < 100; ++i) {
    if (links->parts().clicks->read([](db::Tx& tx) { return tx.one<int64_t>(count_visitors).value(); }) <= 1) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_LE(links->parts().clicks->read([](db::Tx& tx) { return tx.one<int64_t>(count_visitors).value(); }), 1);
  int salts = 0;
  for (auto const& entry : std::filesystem::directory_iterator(folder / "runtime")) {
    ++salts;
    EXPECT_EQ(std::filesystem::status(entry).permissions() & std::filesystem::perms::all,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  EXPECT_EQ(salts, 1) << "yesterday's is gone";
  stop();
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::string const bytes((std::istreambuf_iterator<char>(in)), {});
    for (std::string const& address : {std::string("203.0.113.77"), std::string("2001:db8:feed"),
                                       std::string("198.51.100.7"), std::string("\xcb\x00\x71\x4d", 4)})
      EXPECT_EQ(bytes.find(address), std::string::npos) << entry.path() << " holds " << address;
    if (entry.path().parent_path() == folder / "data") {
      EXPECT_EQ(bytes.find("Mobile/15E148"), std::string::npos) << "user agents are kept as class";
    }
  }
}

TEST_P(LinksTest, promise_10_links_outlive_the_database_and_their_clicks_are_found_again) {
  NewLink wanted;
  wanted.holder = 42;
  auto const link = make(wanted);
  click(link.code);
  links->settle();
  db->write([](db::Tx& tx) { tx.run(forget_links); });  // a backup from before the link was made
  std::filesystem::rename(folder / "data/links", folder / "links");
  restart();
  auto const page = click(link.code, {}, "GET", "198.51.100.8");
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200")) << page;
  EXPECT_NE(page.find("http://localhost"), std::string::npos) << "leads to the organisation";
  links->settle();
  EXPECT_EQ(stored(), 2) << "the orphan's click is kept";
  stop();
  std::filesystem::rename(folder / "links", folder / "data/links");
  start();
  EXPECT_NE(click(link.code, {}, "GET", "198.51.100.9").find("Location: https://example.org/story"), std::string::npos);
  auto const found = db->read([&](db::Tx& tx) { return find_link_by_code(*links, tx, link.code); });
  ASSERT_TRUE(found);
  EXPECT_EQ(count(*found).clicks.people, Figure<Measured>(2)) << "the orphan's and the new one";
  auto const before = counts();
  links->rebuild_counts();
  EXPECT_EQ(counts().size(), before.size());
}

TEST_P(LinksTest, rebuilt_counts_equal_those_that_grew) {
  std::vector<Link> made;
  for (int i = 0; i < 5; ++i) made.push_back(make());
  for (int i = 0; i < 120; ++i) {
    auto const more = i % 3 ? "Referer: https://t.co/x\r\n" : i % 2 ? "User-Agent: Twitterbot/1.0\r\n" : "";
    click(made[size_t(i) % made.size()].code, more, i % 11 ? "GET" : "HEAD", fmt::format("198.51.100.{}", i % 50));
    if (i == 60) restart();
    clock.advance(minutes(i % 40));
  }
  auto const grown = counts();
  EXPECT_GT(grown.size(), 20U);
  links->rebuild_counts();
  EXPECT_EQ(counts(), grown);
  click(made[0].code, {}, "GET", "198.51.100.99");
  EXPECT_NE(counts(), grown) << "and they grow on";
}

TEST_P(LinksTest, promise_11_raw_clicks_go_after_25_months_and_no_figure_moves) {
  auto const link = make();
  for (int i = 0; i < 30; ++i) click(link.code, {}, "GET", fmt::format("198.51.100.{}", i));
  clock.advance(days(700));
  for (int i = 0; i < 4; ++i) click(link.code, {}, "GET", fmt::format("198.51.101.{}", i));
  links->settle();
  auto const grown = counts();
  links->forget_old_clicks();
  EXPECT_EQ(stored(), 34) << "nothing is old enough";
  clock.advance(days(62));
  links->forget_old_clicks();
  EXPECT_EQ(stored(), 4) << "two years and a month are over for the first thirty";
  EXPECT_EQ(counts(), grown);
  links->rebuild_counts();
  EXPECT_EQ(counts(), grown) << "a rebuild counts the sealed days no more";
  restart();
  links->rebuild_counts();
  EXPECT_EQ(counts(), grown);
  clock.advance(days(1'000));
  links->forget_old_clicks();
  EXPECT_EQ(stored(), 1) << "the newest stays, so that its number is not given again";
  EXPECT_EQ(counts(), grown);
  click(link.code, {}, "GET", "198.51.102.1");
  links->settle();
  EXPECT_NE(counts(), grown);
}

TEST_P(LinksTest, promise_35_unknown_codes_share_one_answer) {
  auto const link = make();
  auto forged = link.code;
  forged.back() = forged.back() == '0' ? '1' : '0';
  std::set<std::string> answers;
  for (auto const& code :
       {std::string("x"), std::string(17, '0'), forged, std::string("../../etc"), std::string("a?b=c")})
    answers.insert(click(code));
  EXPECT_EQ(answers.size(), 1U);
  EXPECT_TRUE(answers.begin()->starts_with("HTTP/1.1 404")) << *answers.begin();
  EXPECT_NE(answers.begin()->find("default-src 'none'"), std::string::npos);
  EXPECT_NE(answers.begin()->find("Ce lien ne mène nulle part"), std::string::npos);
  EXPECT_NE(answers.begin()->find("This link leads nowhere"), std::string::npos);
  links->settle();
  EXPECT_EQ(stored(), 0) << "what is no code of ours leaves no row";
}

TEST_P(LinksTest, closed_links_offer_their_address_and_queries_pass_when_asked) {
  auto link =
      make({.destination = "https://example.org/?a=1", .network = "x", .utm = std::nullopt, .pass_query = true});
  EXPECT_NE(click(link.code + "?b=2&a=3").find("Location: https://example.org/?a=1&b=2\r\n"), std::string::npos);
  auto const plain = make({.destination = "https://example.org/", .network = "x", .utm = std::nullopt});
  EXPECT_NE(click(plain.code + "?b=2").find("Location: https://example.org/\r\n"), std::string::npos);
  ASSERT_TRUE(db->write([&](db::Tx& tx) { return close_link(*links, tx, link.id); }));
  auto const page = click(link.code);
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200")) << page;
  EXPECT_NE(page.find("<a href=\"https://example.org/?a=1\""), std::string::npos);
  restart();
  EXPECT_TRUE(click(link.code).starts_with("HTTP/1.1 200")) << "closed for ever";
}

TEST_P(LinksTest, promise_1_a_link_outlives_its_author) {
  NewLink wanted;
  wanted.holder = 42;
  auto const link = make(wanted);
  std::mutex mutex;
  std::vector<int64_t> heard;
  links->on_click([&](int64_t holder) {
    std::lock_guard const lock(mutex);
    heard.push_back(holder);
  });
  click(link.code);
  links->settle();
  auto const data = links->personal_data();
  auto const exported = db->read([&](db::Tx& tx) { return print_json(data.export_for(tx, 42)); });
  EXPECT_NE(exported.find("\"clicks\":1"), std::string::npos) << exported;
  db->write([&](db::Tx& tx) { data.erase(tx, 42, 99); });
  EXPECT_NE(click(link.code, {}, "GET", "198.51.100.8").find("302 Found"), std::string::npos);
  links->settle();
  EXPECT_EQ(db->read([](db::Tx& tx) { return count_by_link(tx, 42).size(); }), 0U);
  std::lock_guard const lock(mutex);
  EXPECT_EQ(heard, (std::vector<int64_t>{42})) << "live for the author, silent after";
}

TEST_P(LinksTest, destinations_that_are_no_web_address_are_refused) {
  for (auto const* bad : {"javascript:alert(1)", "ftp://example.org/", "/path", "https://user:pass@example.org/"}) {
    auto const made =
        db->write([&](db::Tx& tx) { return make_link(*links, tx, {.destination = bad, .network = "x"}); });
    ASSERT_FALSE(made) << bad;
    EXPECT_EQ(made.error().code, "links.destination_invalid");
  }
}

}  // namespace
}  // namespace essaim::links
