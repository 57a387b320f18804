#include "platform/http/router.hpp"

#include "base/random.hpp"
#include "platform/db/migrate.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace essaim::http {
namespace {

struct Note {
  static constexpr std::string_view dto = "Note";
  std::string text;
  std::optional<int64_t> stars;
  std::vector<std::string> tags;
};
template <class V>
void describe(V& v, Note& n) {
  v("text", n.text, Limits{.min = 1, .max = 10});
  v("stars", n.stars, between(1, 5));
  v("tags", n.tags, one_of({"a", "b"}));
}

struct Mark {
  static constexpr std::string_view dto = "Mark";
  std::optional<bool> twice;
};
template <class V>
void describe(V& v, Mark& m) {
  v("twice", m.twice);
}

struct Fixture {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("essaim-router-" + random_token(9));
  ManualClock clock{{1'795'509'000'000}};
  std::unique_ptr<db::Db> db;
  Organisation organisation;
  Router router;
  int written = 0;
  Viewer viewer;

  Fixture() {
    std::filesystem::create_directory(folder);
    db = db::open_sqlite((folder / "test.db").string());
    db::Migration const steps[] = {
        {"0010",
         "create table idempotency(person_id BIGINT not null, route TEXT not null, key TEXT not null, body_hash TEXT "
         "not null,"
         " answer TEXT not null, at BIGINT not null, primary key(person_id, route, key)) STRICT;"}};
    db::migrate(*db, steps, clock.now());
    organisation.db = db.get();
    organisation.clock = &clock;
    router.post<Note, Note>("/notes", for_members, "Adds a note", [this](Call& call, Note const& in) -> Result<Note> {
      return call.write_once<Note>([&](db::Tx&) -> Result<Note> {
        ++written;
        return in;
      });
    });
    router
        .get<Note>("/notes", open_to_all, "The newest note",
                   [](Call& call) -> Result<Note> {
                     auto const page = TRY(call.page());
                     return Note{call.query("word") + page.cursor, page.limit, {}};
                   })
        .text("word", "a word of it", one_of({"a", "b"}))
        .day("from", "not before that day")
        .id("author_id", "by that person")
        .pages();
    router.post<Mark, Mark>("/marks", open_to_all, "Marks", [](Call&, Mark const& in) -> Result<Mark> { return in; })
        .without_body_too();
    router.post<Note>("/doubles", open_to_all, "Is there already", [](Call& call) -> Result<Note> {
      call.existing_id = "0123456789abc";
      return fail(Fault::conflict, "note.exists");
    });
    router.get<Note>("/notes/{id}", open_to_all, "One note", [](Call& call) -> Result<Note> {
      auto const id = TRY(call.path_id<Note>("id"));
      return Note{call.show(id), {}, {}};
    });
  }
  ~Fixture() {
    db.reset();
    std::filesystem::remove_all(folder);
  }

  Response get(std::string const& query) {
    Request request{.method = Method::get,
                    .target = "/api/v1/notes?" + query,
                    .path = "/api/v1/notes",
                    .query = query,
                    .host = "essaim.test",
                    .headers = {},
                    .body = "",
                    .peer = ""};
    return router.answer(request, organisation, [this](Organisation&, Request const&) { return viewer; });
  }
  Response post(std::string body, std::string key = "k", Headers more = {}, std::string const& path = "/notes") {
    Request request{.method = Method::post,
                    .target = "/api/v1" + path,
                    .path = "/api/v1" + path,
                    .query = "",
                    .host = "essaim.test",
                    .headers = {},
                    .body = std::move(body),
                    .peer = ""};
    request.headers = {{"x-essaim", "1"}, {"content-type", "application/json"}, {"idempotency-key", key}};
    for (auto& header : more) {
      std::erase_if(request.headers, [&](auto const& h) { return h.first == header.first; });
      if (!header.second.empty()) request.headers.push_back(header);
    }
    return router.answer(request, organisation, [this](Organisation&, Request const&) { return viewer; });
  }
};

TEST(Router, answers_and_refuses) {
  Fixture f;
  EXPECT_EQ(f.post(R"({"text":"hi"})").status, 401);
  f.viewer.person = 5;
  EXPECT_EQ(f.post(R"({"text":"hi"})").status, 404) << "missing and forbidden are one answer";
  f.viewer.is_member = true;
  struct Row {
    char const *body, *code;
  };
  for (auto [body, code] :
       {Row{"[]", "input.not_an_object"}, Row{"{}", "input.required"}, Row{R"({"text":7})", "input.wrong_type"},
        Row{R"({"text":"hi","x":1})", "input.unknown_field"}, Row{R"({"text":"hi","stars":6})", "input.out_of_range"},
        Row{R"({"text":"hi","tags":["c"]})", "input.not_a_choice"}, Row{R"({"text":"12345678901"})", "input.too_long"},
        Row{R"({"text":"a\u0000b"})", "input.bad_character"}}) {
    auto const response = f.post(body);
    EXPECT_EQ(response.status, 422) << body;
    EXPECT_NE(response.body.find(code), std::string::npos) << response.body;
  }
  EXPECT_EQ(f.post(R"({"text":"hi","stars":5,"tags":["a"]})").body, R"({"text":"hi","stars":5,"tags":["a"]})");
}

TEST(Router, a_body_that_cannot_be_read_is_said_with_its_place) {
  Fixture f;
  f.viewer = Viewer{.person = 5, .session = 1, .is_member = true, .language = "fr", .permissions = {}};
  for (auto const* body : {"", "{", R"({"text":"hi",})", R"({"text":"hi"} {})", "\xff"}) {
    auto const response = f.post(body);
    EXPECT_EQ(response.status, 400) << body << response.body;
    EXPECT_NE(response.body.find(R"("code":"request.body_malformed")"), std::string::npos) << response.body;
    EXPECT_NE(response.body.find("byte "), std::string::npos) << response.body;
  }
  EXPECT_NE(f.post(R"({"text":"hi",})").body.find("byte 13"), std::string::npos) << f.post(R"({"text":"hi",})").body;
}

TEST(Router, a_body_may_be_optional) {
  Fixture f;
  EXPECT_EQ(f.post("", "k", {{"content-type", ""}}, "/marks").body, R"({"twice":null})");
  EXPECT_EQ(f.post("", "k", {}, "/marks").status, 200);
  EXPECT_EQ(f.post(R"({"twice":true})", "k", {}, "/marks").body, R"({"twice":true})");
  EXPECT_EQ(f.post("{", "k", {}, "/marks").status, 400);
  EXPECT_EQ(f.post(R"({"twice":true})", "k", {{"content-type", "text/plain"}}, "/marks").status, 415);
}

TEST(Router, a_refusal_may_name_what_is_there_already) {
  Fixture f;
  auto const refused = f.post("", "k", {{"content-type", ""}}, "/doubles");
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find(R"("existing_id":"0123456789abc")"), std::string::npos) << refused.body;
}

TEST(Router, a_query_is_taken_as_declared) {
  Fixture f;
  EXPECT_EQ(f.get("").body, R"({"text":"","stars":30,"tags":[]})");
  EXPECT_EQ(f.get("word=a&cursor=xy&limit=7&from=2026-11-24").body, R"({"text":"axy","stars":7,"tags":[]})");
  EXPECT_EQ(f.get("author_id=" + f.organisation.ids.show(7)).status, 200);
  EXPECT_EQ(f.get("word=&limit=&from=&author_id=").status, 200) << "an empty one says nothing";
  struct Row {
    char const *query, *code, *pointer;
  };
  for (auto [query, code, pointer] :
       {Row{"q=zzz", "request.unknown_parameter", "?q"}, Row{"q", "request.unknown_parameter", "?q"},
        Row{"Word=a", "request.unknown_parameter", "?Word"},
        Row{"word=a&x%5B%5D=1", "request.unknown_parameter", "?x[]"},
        Row{"%ff=1", "request.unknown_parameter", "?\xEF\xBF\xBD"}, Row{"word=%zz", "request.query_malformed", "?word"},
        Row{"%=1", "request.query_malformed", "?%"}, Row{"word=c", "input.not_a_choice", "?word"},
        Row{"word=%00", "input.bad_character", "?word"}, Row{"limit=0", "input.out_of_range", "?limit"},
        Row{"limit=101", "input.out_of_range", "?limit"}, Row{"limit=ten", "input.wrong_type", "?limit"},
        Row{"from=yesterday", "input.not_a_day", "?from"}, Row{"author_id=x", "input.not_an_id", "?author_id"}}) {
    auto const response = f.get(query);
    EXPECT_EQ(response.status, 422) << query;
    auto const body = parse_json(response.body);
    ASSERT_TRUE(body && body->find("errors")) << response.body;
    EXPECT_EQ(body->string_or("code"), code) << query;
    EXPECT_EQ(body->find("errors")->array()->front().string_or("pointer"), pointer) << query;
  }
  EXPECT_NE(f.get("q=1").body.find("this call takes: word, from, author_id, cursor, limit"), std::string::npos);
  EXPECT_EQ(f.get("cursor=" + std::string(301, 'x')).status, 422);
}

TEST(Router, promise_6_the_same_key_acts_once) {
  Fixture f;
  f.viewer = Viewer{.person = 5, .session = 1, .is_member = true, .language = "fr", .permissions = {}};
  EXPECT_EQ(f.post(R"({"text":"hi"})").status, 200);
  EXPECT_EQ(f.post(R"({"text":"hi"})").body, R"({"text":"hi","stars":null,"tags":[]})");
  EXPECT_EQ(f.written, 1);
  EXPECT_EQ(f.post(R"({"text":"other"})").status, 422);
  EXPECT_EQ(f.post(R"({"text":"other"})", "k2").status, 200);
  f.viewer.person = 6;
  EXPECT_EQ(f.post(R"({"text":"hi"})").status, 200);
  EXPECT_EQ(f.written, 3) << "keys are per person";
  EXPECT_EQ(f.post(R"({"text":"hi"})", "").status, 422) << "a key is required where a double would hurt";
}

TEST(Router, a_page_elsewhere_changes_nothing) {
  Fixture f;
  f.viewer = Viewer{.person = 5, .session = 1, .is_member = true, .language = "fr", .permissions = {}};
  EXPECT_EQ(f.post(R"({"text":"hi"})", "k", {{"x-essaim", ""}}).status, 404);
  EXPECT_EQ(f.post(R"({"text":"hi"})", "k", {{"origin", "https://evil.test"}}).status, 404);
  EXPECT_EQ(f.post(R"({"text":"hi"})", "k", {{"sec-fetch-site", "cross-site"}}).status, 404);
  EXPECT_EQ(f.post(R"({"text":"hi"})", "k", {{"content-type", "text/plain"}}).status, 415);
  EXPECT_EQ(
      f.post(R"({"text":"hi"})", "k", {{"origin", "https://essaim.test"}, {"sec-fetch-site", "same-origin"}}).status,
      200);
}

TEST(Router, a_full_or_absent_database_is_said) {
  Fixture f;
  Request request{.method = Method::get,
                  .target = "/api/v1/x",
                  .path = "/api/v1/x",
                  .query = "",
                  .host = "essaim.test",
                  .headers = {},
                  .body = "",
                  .peer = ""};
  auto const ask = [&] {
    return f.router.answer(request, f.organisation, [&](Organisation&, Request const&) { return f.viewer; });
  };
  bool full = true;
  f.router.get<Note>("/x", open_to_all, "Fails", [&](Call&) -> Result<Note> {
    if (full) throw db::Full("no space");
    throw db::Broken("gone");
  });
  auto const without_space = ask();
  EXPECT_EQ(without_space.status, 507);
  EXPECT_NE(without_space.body.find("database.full"), std::string::npos) << without_space.body;
  full = false;
  EXPECT_EQ(ask().status, 503);
}

TEST(Router, a_parameter_comes_once) {
  Fixture f;
  EXPECT_EQ(f.get("limit=2&word=a").status, 200);
  for (auto const* query : {"limit=1&limit=2", "limit=1&limit=1", "word=a&limit=2&word=b", "word=a&%77ord=a"}) {
    auto const response = f.get(query);
    EXPECT_EQ(response.status, 422) << query << response.body;
    EXPECT_NE(response.body.find("request.repeated_parameter"), std::string::npos) << response.body;
  }
  EXPECT_NE(f.get("limit=1&limit=2").body.find(R"("pointer":"?limit")"), std::string::npos);
}

TEST(Router, the_contract_says_what_a_call_must_bring) {
  Fixture f;
  auto const document = parse_json(print_openapi(f.router, "1"));
  ASSERT_TRUE(document);
  auto const* notes = document->find("paths")->find("/api/v1/notes");
  auto const* post = notes->find("post");
  EXPECT_EQ(print_json(*post->find("parameters")), R"([{"$ref":"#/components/parameters/OwnPage"}])");
  EXPECT_EQ(print_json(*post->find("security")), R"([{"session":[]},{"session_on_loopback":[]}])");
  EXPECT_EQ(notes->find("get")->find("security"), nullptr) << "open to all";
  EXPECT_EQ(print_json(*notes->find("get")->find("parameters")).find("OwnPage"), std::string::npos);
  auto const* header = document->find("components")->find("parameters")->find("OwnPage");
  EXPECT_EQ(header->string_or("name"), "X-Essaim");
  EXPECT_EQ(header->string_or("in"), "header");
  auto const* schemes = document->find("components")->find("securitySchemes");
  EXPECT_EQ(schemes->find("session")->string_or("name"), "__Host-essaim_session");
  EXPECT_EQ(schemes->find("session_on_loopback")->string_or("in"), "cookie");
}

TEST(Router, prints_its_contract) {
  Fixture f;
  auto const document = parse_json(print_openapi(f.router, "1"));
  ASSERT_TRUE(document);
  auto const* post = document->find("paths")->find("/api/v1/notes")->find("post");
  EXPECT_EQ(post->string_or("x-permission"), "member");
  EXPECT_EQ(print_json(*document->find("components")->find("schemas")->find("Note")->find("required")),
            R"(["text","stars","tags"])");
  auto const* taken = document->find("paths")->find("/api/v1/notes")->find("get")->find("parameters");
  ASSERT_TRUE(taken && taken->array() && taken->array()->size() == 5u);
  EXPECT_EQ(print_json(taken->array()->front()),
            R"({"name":"word","in":"query","required":false,"description":"a word of it",)"
            R"("schema":{"type":"string","enum":["a","b"]}})");
  EXPECT_EQ(print_json(*taken->array()->back().find("schema")), R"({"type":"integer","minimum":1,"maximum":100})");
  auto const* body = document->find("paths")->find("/api/v1/marks")->find("post")->find("requestBody");
  EXPECT_EQ(print_json(*body->find("required")), "false");
}

}  // namespace
}  // namespace essaim::http
