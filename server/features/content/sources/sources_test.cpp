#include "features/content/sources/sources.hpp"

#include "features/content/content.hpp"
#include "features/content/stories.hpp"
#include "platform/access/test_organisation.hpp"
#include "platform/feed/opml.hpp"
#include "platform/http/fetch.hpp"
#include "platform/http/test_origin.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace essaim::content::sources {
namespace {

constexpr db::Sql insert_theme{
    "test.insert_source_theme",
    "insert into theme(id, name_fr, name_en, colour, made_at) values ($1, $2, $3, 'sapin', 0)"};
constexpr db::Sql count_stories{"test.count_stories", "select count(*) from story"};
constexpr db::Sql edit_story{"test.edit_story", "update story set version = 2 where id = $1"};

struct Article {
  std::string path, title;
};

// A site on loopback: what stands at a path is what the test puts there.
class SourcesTest : public testing::TestWithParam<db::Engine> {
 protected:
  SourcesTest()
      : test(GetParam()),
        origin([this](std::string const& request) { return reply(request); }),
        queue(*test.db, test.clock),
        content(test.organisation, faces()),
        sources(content) {
    http::FetchSettings settings;
    settings.allowed_hosts = {"127.0.0.1"};
    fetcher = std::make_unique<http::Fetcher>(settings);
    test.organisation.fetcher = fetcher.get();
    test.organisation.jobs = &queue;
    add_routes(router, sources);
    add_jobs(queue, sources);
    test.db->write([](db::Tx& tx) {
      tx.run(insert_theme, 5, "Énergie", "Energy");
      tx.run(insert_theme, 6, "Ville", "City");
    });
  }

  static Faces faces() {
    Faces f;
    f.reader_of = [](db::Tx&, int64_t) { return Reader{}; };
    f.name_of = [](db::Tx&, int64_t) { return std::optional<std::string>(); };
    f.own_hosts = [](db::Tx&) { return std::vector<std::string>{"127.0.0.1"}; };
    f.useful_percent = [](db::Tx&) { return int64_t{80}; };
    f.group_exists = f.site_exists = [](db::Tx&, int64_t) { return true; };
    return f;
  }

  std::string reply(std::string const& request) {
    std::scoped_lock lock(mutex);
    auto const path = request.substr(4, request.find(' ', 4) - 4);
    auto const found = site.find(path);
    if (found == site.end()) return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    return found->second;
  }
  void put(std::string const& path, std::string const& bytes) {
    std::scoped_lock lock(mutex);
    site[path] = bytes;
  }
  static std::string rss(std::vector<Article> const& articles) {
    std::string out = "<rss version='2.0'><channel><title>Le fil</title><link>https://fil.example/</link>";
    for (auto const& article : articles)
      out += "<item><title>" + article.title + "</title><link>https://fil.example" + article.path +
             "</link><description>Un résumé.</description><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>";
    return http::answer(out + "</channel></rss>", "application/rss+xml; charset=utf-8");
  }

  Json call(http::Method method, std::string const& target, std::string const& body = {},
            std::string const& type = "application/json") {
    http::Request request;
    request.method = method;
    request.target = "/api/v1" + target;
    request.path = request.target.substr(0, request.target.find('?'));
    if (target.find('?') != std::string::npos) request.query = target.substr(target.find('?') + 1);
    request.host = "127.0.0.1:8080";
    request.headers = {{"x-essaim", "1"}};
    if (!body.empty()) request.headers.emplace_back("content-type", type);
    request.body = body;
    auto const response = router.answer(request, test.organisation, [&](Organisation&, http::Request const&) {
      Viewer viewer;
      viewer.person = editor;
      if (may_edit) viewer.permissions = {"content.edit"};
      return viewer;
    });
    status = response.status;
    raw = response.body;
    auto parsed = response.body.empty() ? Json() : parse_json(response.body).value_or(Json());
    code = parsed.string_or("code");
    if (auto const* errors = parsed.find("errors"); errors && errors->array() && !errors->array()->empty())
      code = errors->array()->front().string_or("code");
    return parsed;
  }
  Json get(std::string const& target) { return call(http::Method::get, target); }
  Json post(std::string const& target, Json const& body) { return call(http::Method::post, target, print_json(body)); }
  std::string add(std::string const& path, JsonArray themes = {}) {
    auto const made =
        post("/sources", Json(JsonObject{{"address", origin.address(path)}, {"theme_ids", std::move(themes)}}));
    EXPECT_EQ(status, 201) << raw;
    return made.string_or("id");
  }
  Json source() { return get("/sources").array()->front(); }
  JsonArray waiting(std::string const& query = {}) { return *get("/watch" + query).find("items")->array(); }
  Json decide(std::vector<std::string> const& ids, std::string const& decision) {
    JsonArray words;
    for (auto const& id : ids) words.emplace_back(id);
    return post("/watch/decisions", Json(JsonObject{{"item_ids", std::move(words)}, {"decision", decision}}));
  }
  void work() {
    while (queue.run_one()) {}
  }
  int64_t stories() {
    return test.db->read([](db::Tx& tx) { return tx.one<int64_t>(count_stories).value(); });
  }
  std::string theme(int64_t id) { return test.organisation.ids.show(id); }

  static constexpr int64_t editor = 11;
  TestOrganisation test;
  std::mutex mutex;
  std::map<std::string, std::string> site;
  http::Origin origin;
  jobs::Queue queue;
  Content content;
  Sources sources;
  std::unique_ptr<http::Fetcher> fetcher;
  http::Router router;
  bool may_edit = true;
  int status = 0;
  std::string raw, code;
};
INSTANTIATE_TEST_SUITE_P(Engines, SourcesTest, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(SourcesTest, discovery_reads_a_feed_a_page_and_the_usual_places) {
  put("/feed", rss({{"/1", "Un"}}));
  put("/page", http::answer("<link rel=alternate type=application/rss+xml href=/other><link rel=alternate "
                            "type=application/atom+xml href=/gone>"));
  put("/other", rss({{"/1", "Un"}, {"/2", "Deux"}}));
  put("/silent", http::answer("<p>no feed announced here</p>"));
  for (auto const& [path, found, count] : std::vector<std::tuple<std::string, std::string, int64_t>>{
           {"/feed", "/feed", 1}, {"/page", "/other", 2}, {"/silent", "/feed", 1}}) {
    auto const answer = post("/sources/discovery", Json(JsonObject{{"address", origin.address(path)}}));
    ASSERT_EQ(status, 200) << raw;
    auto const& feeds = *answer.find("feeds")->array();
    ASSERT_EQ(feeds.size(), 1u) << path;
    EXPECT_EQ(feeds[0].string_or("address"), origin.address(found));
    EXPECT_EQ(feeds[0].string_or("title"), "Le fil");
    EXPECT_EQ(*feeds[0].find("item_count")->integer(), count);
  }
  for (auto const& [address, refusal] :
       std::vector<std::pair<std::string, std::string>>{{"http://10.0.0.1/", "fetch.unreachable"},
                                                        {"file:///etc/passwd", "url.unsupported"},
                                                        {"http://", "url.malformed"},
                                                        {origin.address("/nothing"), "source.not_found"}}) {
    post("/sources/discovery", Json(JsonObject{{"address", address}}));
    EXPECT_EQ(status, 422) << address;
    EXPECT_EQ(code, refusal) << address << raw;
  }
  may_edit = false;
  post("/sources/discovery", Json(JsonObject{{"address", origin.address("/feed")}}));
  EXPECT_EQ(status, 404);
}

TEST_P(SourcesTest, a_source_brings_its_items_at_once_and_new_ones_by_job) {
  put("/feed", rss({{"/1", "Un"}, {"/2", "Deux"}}));
  auto const id = add("/feed", {theme(5)});
  EXPECT_EQ(source().string_or("name"), "Le fil");
  EXPECT_EQ(*source().find("waiting")->integer(), 2);
  EXPECT_EQ(waiting().size(), 2u);
  EXPECT_EQ(waiting()[0].string_or("source_name"), "Le fil");
  EXPECT_EQ(waiting()[0].find("theme_ids")->array()->front().string()[0], theme(5));
  post("/sources", Json(JsonObject{{"address", origin.address("/feed/")}}));
  EXPECT_EQ(code, "source.not_found");  // another path than the feed's own
  post("/sources", Json(JsonObject{{"address", origin.address("/feed")}}));
  EXPECT_EQ(code, "source.known");
  put("/feed", rss({{"/3", "Trois"}, {"/1", "Un"}}));
  work();
  EXPECT_EQ(waiting().size(), 2u) << "nobody is asked again within a quarter of an hour";
  test.clock.advance(minutes(16));
  work();
  EXPECT_EQ(waiting().size(), 3u);
  EXPECT_EQ(source().string_or("polled_at"), "2026-11-24T08:46:00Z");
}

TEST_P(SourcesTest, a_failing_source_says_why_and_since_when_and_waits_longer) {
  put("/feed", rss({{"/1", "Un"}}));
  add("/feed");
  put("/feed", "HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: 7200\r\n\r\n");
  test.clock.advance(minutes(16));
  work();
  EXPECT_EQ(source().string_or("failure_code"), "source.server_error");
  EXPECT_EQ(source().string_or("failing_since"), "2026-11-24T08:46:00Z");
  EXPECT_EQ(source().string_or("next_poll_at"), "2026-11-24T10:46:00Z") << "as the server asked";
  put("/feed", http::answer("<html>down</html>"));
  test.clock.advance(hours(2));
  work();
  EXPECT_EQ(source().string_or("failure_code"), "source.not_a_feed");
  EXPECT_EQ(source().string_or("failing_since"), "2026-11-24T08:46:00Z") << "since the first failure";
  EXPECT_EQ(source().string_or("next_poll_at"), "2026-11-24T11:16:00Z");
  put("/feed", rss({{"/1", "Un"}}));
  test.clock.advance(hours(1));
  work();
  EXPECT_TRUE(source().find("failing_since")->is_null());
  EXPECT_TRUE(source().find("failure_code")->is_null());
  put("/feed", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
  test.clock.advance(hours(1));
  work();
  EXPECT_EQ(source().string_or("failure_code"), "source.gone");
  EXPECT_TRUE(source().find("next_poll_at")->is_null());
  int const before = origin.count();
  test.clock.advance(days(3));
  work();
  EXPECT_EQ(origin.count(), before) << "what is gone for good is not asked again";
}

TEST_P(SourcesTest, a_move_for_good_is_followed_and_a_not_modified_costs_nothing) {
  auto feed = rss({{"/1", "Un"}});
  feed.insert(feed.find("\r\n") + 2, "ETag: \"v1\"\r\n");
  put("/feed", feed);
  add("/feed");
  put("/feed", http::redirect("/new", 301));
  put("/new", "HTTP/1.1 304 Not Modified\r\n\r\n");
  test.clock.advance(minutes(16));
  work();
  EXPECT_NE(origin.last_request().find("If-None-Match: \"v1\""), std::string::npos);
  EXPECT_EQ(source().string_or("feed_address"), origin.address("/new"));
  EXPECT_TRUE(source().find("failure_code")->is_null());
}

TEST_P(SourcesTest, one_piece_of_news_is_one_item_whoever_tells_it) {
  put("/a", rss({{"/1?utm_source=a", "Le quartier chauffe au bois"}}));
  put("/b", http::answer(
                "<rss><channel><title>Autre</title><item><title>x</title><link>https://www.fil.example/1/</link></item>"
                "<item><title>LE QUARTIER CHAUFFE AU BOIS !</title><link>https://copie.example/9</link></item>"
                "<item><title>Revue</title><link>https://copie.example/10</link></item></channel></rss>",
                "text/xml"));
  add("/a");
  test.clock.advance(seconds(1));
  add("/b");
  auto const items = waiting();
  ASSERT_EQ(items.size(), 2u) << raw;
  auto const& shared = items[0].string_or("title") == "Revue" ? items[1] : items[0];
  EXPECT_EQ(shared.string_or("source_name"), "Le fil");
  EXPECT_EQ(shared.find("also_in")->array()->front().string()[0], "Autre");
}

TEST_P(SourcesTest, keep_drop_undo_and_many_at_once) {
  put("/feed", rss({{"/1", "Un"}, {"/2", "Deux"}, {"/3", "Trois"}}));
  add("/feed", {theme(5)});
  auto const items = waiting();
  auto const kept = decide({items[0].string_or("id"), items[1].string_or("id")}, "kept");
  ASSERT_EQ(status, 200) << raw;
  EXPECT_EQ(*kept.find("decided")->integer(), 2);
  EXPECT_EQ(kept.find("story_ids")->array()->size(), 2u);
  EXPECT_EQ(waiting().size(), 1u);
  EXPECT_EQ(stories(), 2);
  auto const first = test.organisation.ids.read(*kept.find("story_ids")->array()->front().string()).value();
  test.db->read([&](db::Tx& tx) {
    auto const story = content.recall_story(tx, StoryId{first});
    EXPECT_EQ(story->story.state, "draft");
    EXPECT_EQ(story->story.title, items[0].string_or("title"));
    EXPECT_EQ(story->story.site_name, "Le fil");
    EXPECT_EQ(story->themes, std::vector<int64_t>{5});
  });
  auto const dropped = decide({items[2].string_or("id")}, "dropped");
  EXPECT_EQ(waiting().size(), 0u);
  EXPECT_EQ(waiting("?decision=dropped").size(), 1u);
  decide({items[2].string_or("id")}, "kept");
  EXPECT_EQ(code, "watch.already_decided");
  call(http::Method::del, "/watch/decisions/" + dropped.string_or("id"));
  EXPECT_EQ(status, 204) << raw;
  EXPECT_EQ(waiting().size(), 1u);
  call(http::Method::del, "/watch/decisions/" + dropped.string_or("id"));
  EXPECT_EQ(status, 404);
  // A draft that somebody has worked on since stays; an untouched one goes.
  test.db->write([&](db::Tx& tx) { tx.run(edit_story, first); });
  call(http::Method::del, "/watch/decisions/" + kept.string_or("id"));
  EXPECT_EQ(status, 204) << raw;
  EXPECT_EQ(waiting().size(), 3u);
  EXPECT_EQ(stories(), 1);
  auto const again = decide({items[0].string_or("id")}, "kept");
  EXPECT_EQ(stories(), 1) << "one page is one story";
  EXPECT_EQ(*again.find("story_ids")->array()->front().string(), test.organisation.ids.show(first));
}

TEST_P(SourcesTest, the_inbox_pages_by_cursor_and_filters) {
  std::vector<Article> articles;
  for (int i = 0; i < 25; ++i) articles.push_back({"/" + std::to_string(i), "Titre " + std::to_string(i)});
  put("/a", rss(articles));
  put("/b", rss({{"/99", "Ailleurs"}}));
  auto const a = add("/a", {theme(5)}), b = add("/b", {theme(6)});
  std::set<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 4; ++page) {
    auto const answer = get("/watch?limit=10&cursor=" + cursor);
    EXPECT_EQ(*answer.find("waiting")->integer(), 26);
    for (auto const& item : *answer.find("items")->array()) seen.insert(item.string_or("id"));
    cursor = answer.string_or("next");
    if (cursor.empty()) break;
  }
  EXPECT_EQ(seen.size(), 26u);
  EXPECT_EQ(waiting("?source_id=" + b).size(), 1u);
  EXPECT_EQ(waiting("?theme_id=" + theme(5)).size(), 25u);
  get("/watch?cursor=nonsense");
  EXPECT_EQ(status, 422);
  call(http::Method::del, "/sources/" + a);
  EXPECT_EQ(status, 204);
  EXPECT_EQ(waiting().size(), 1u) << "what waited of a source goes with it";
}

TEST_P(SourcesTest, lists_go_in_and_out_as_opml) {
  put("/feed", rss({{"/1", "Un"}}));
  std::string const list = "<opml version='1.0'><body><outline text='Energy'><outline text='Fil' xmlUrl='" +
                           origin.address("/feed") +
                           "'/><outline text='bad' xmlUrl='javascript:alert(1)'/><outline text='twice' xmlUrl='" +
                           origin.address("/feed/") + "'/></outline></body></opml>";
  auto const report = call(http::Method::post, "/sources/opml", list, "text/x-opml");
  ASSERT_EQ(status, 200) << raw;
  EXPECT_EQ(*report.find("added")->integer(), 1);
  EXPECT_EQ(*report.find("known")->integer(), 1);
  EXPECT_EQ(report.find("refused")->array()->front().string_or("code"), "url.unsupported");
  EXPECT_EQ(source().find("theme_ids")->array()->front().string()[0], theme(5));
  work();
  EXPECT_EQ(waiting().size(), 1u);
  get("/sources.opml");
  auto const back = feed::read_opml(raw);
  ASSERT_TRUE(back) << raw;
  EXPECT_EQ(back->front().feed_address, origin.address("/feed"));
  EXPECT_EQ(back->front().categories, std::vector<std::string>{"Énergie"});
  call(http::Method::post, "/sources/opml", "<html>", "text/x-opml");
  EXPECT_EQ(code, "opml.not_opml");
}

TEST_P(SourcesTest, unfurling_says_what_a_story_needs) {
  put("/p", http::answer(
                "<html lang=fr><meta property=og:title content='Un titre'><meta name=description content='Dit tout'>"
                "<meta property=og:type content=article><meta property=article:published_time content=2026-11-20>"
                "<meta property=og:image content='/not-there.png'><link rel=canonical href='http://localhost/secret'>"
                "<article>" +
                std::string(4000, 'x').replace(0, 2000,
                                               [] {
                                                 std::string words;
                                                 while (words.size() < 2000) words += "mot ";
                                                 return words;
                                               }()) +
                "</article>"));
  auto const page = post("/unfurl", Json(JsonObject{{"address", origin.address("/p")}}));
  ASSERT_EQ(status, 200) << raw;
  EXPECT_EQ(page.string_or("title"), "Un titre");
  EXPECT_EQ(page.string_or("description"), "Dit tout");
  EXPECT_EQ(page.string_or("language"), "fr");
  EXPECT_EQ(page.string_or("published_at"), "2026-11-20T00:00:00Z");
  EXPECT_EQ(page.string_or("address"), origin.address("/p")) << "no internal canonical address is believed";
  EXPECT_EQ(page.string_or("stance_hint"), "company") << "the test's own host";
  EXPECT_EQ(*page.find("reading_minutes")->integer(), 3);
  EXPECT_TRUE(page.find("picture")->is_null());
  EXPECT_TRUE(*page.find("picture_missing")->boolean()) << "the page names one that is not there";
  EXPECT_TRUE(page.find("duplicate_of")->is_null());
  post("/unfurl", Json(JsonObject{{"address", "http://169.254.169.254/"}}));
  EXPECT_EQ(code, "fetch.unreachable");
  EXPECT_EQ(raw.find("non-global"), std::string::npos) << "the reason is for the log only";
  for (int i = 0; i < 30; ++i) post("/unfurl", Json(JsonObject{{"address", "http://10.0.0.1/"}}));
  EXPECT_EQ(status, 429);
  test.clock.advance(minutes(2));
  post("/unfurl", Json(JsonObject{{"address", origin.address("/p")}}));
  EXPECT_EQ(status, 200);
}

TEST_P(SourcesTest, our_own_limits_are_no_failure_of_a_source) {
  put("/feed", rss({{"/1", "Un"}}));
  add("/feed");
  http::FetchSettings settings;
  settings.allowed_hosts = {"127.0.0.1"};
  settings.host_requests_a_minute = 0;
  auto const spent = std::make_unique<http::Fetcher>(settings);
  test.organisation.fetcher = spent.get();
  test.clock.advance(minutes(16));
  work();
  EXPECT_TRUE(source().find("failing_since")->is_null());
  EXPECT_EQ(source().string_or("next_poll_at"), "2026-11-24T08:47:00Z") << "it is asked a minute later";
  settings.requests_a_minute = 0;
  settings.host_requests_a_minute = 60;
  auto const all_spent = std::make_unique<http::Fetcher>(settings);
  test.organisation.fetcher = all_spent.get();
  post("/unfurl", Json(JsonObject{{"address", origin.address("/feed")}}));
  EXPECT_EQ(status, 429) << raw;
  EXPECT_EQ(code, "fetch.too_many");
  test.organisation.fetcher = fetcher.get();
  test.clock.advance(minutes(2));
  put("/feed", rss({{"/1", "Un"}, {"/2", "Deux"}}));
  work();
  EXPECT_EQ(waiting().size(), 2u);
}

TEST_P(SourcesTest, bad_input_is_a_clear_refusal) {
  put("/feed", rss({{"/1", "Un"}}));
  auto const id = add("/feed");
  for (auto const& [target, body] : std::vector<std::pair<std::string, std::string>>{
           {"/sources", R"({"address":""})"},
           {"/sources", R"({"address":5})"},
           {"/sources", R"({"address":"a","extra":1})"},
           {"/sources", R"({"address":"http://a.example","theme_ids":["nope"]})"},
           {"/watch/decisions", R"({"item_ids":[],"decision":"kept"})"},
           {"/watch/decisions", R"({"item_ids":["x"],"decision":"kept"})"},
           {"/watch/decisions", R"({"item_ids":["x"],"decision":"maybe"})"},
           {"/unfurl", R"({"address":"javascript:alert"})"}}) {
    call(http::Method::post, target, body);
    EXPECT_EQ(status, 422) << target << body << raw;
  }
  call(http::Method::patch, "/sources/" + id, R"({"name":"  "})");
  EXPECT_EQ(status, 422);
  call(http::Method::patch, "/sources/" + id,
       R"({"name":"<script>alert(1)</script>","theme_ids":[")" + theme(6) + "\"]}");
  EXPECT_EQ(status, 200) << raw;
  EXPECT_EQ(source().string_or("name"), "<script>alert(1)</script>");
  call(http::Method::patch, "/sources/" + test.organisation.ids.show(99), R"({"name":"x"})");
  EXPECT_EQ(status, 404);
  call(http::Method::post, "/sources/" + id + "/polling");
  EXPECT_EQ(status, 202) << raw;
}

TEST_P(SourcesTest, an_erased_editor_leaves_no_trace) {
  put("/feed", rss({{"/1", "Un"}}));
  add("/feed");
  decide({waiting()[0].string_or("id")}, "dropped");
  auto const data = personal_data(sources);
  test.db->write([&](db::Tx& tx) {
    EXPECT_EQ(data.export_for(tx, editor).find("watch")->array()->size(), 2u);
    data.erase(tx, editor, 12345);
    EXPECT_EQ(data.export_for(tx, editor).find("watch")->array()->size(), 0u);
  });
  EXPECT_EQ(waiting("?decision=dropped").size(), 1u);
}

}  // namespace
}  // namespace essaim::content::sources
