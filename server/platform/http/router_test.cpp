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
    router.get<Note>("/notes/{id}", open_to_all, "One note", [](Call& call) -> Result<Note> {
      auto const id = TRY(call.path_id<Note>("id"));
      return Note{call.show(id), {}, {}};
    });
  }
  ~Fixture() {
    db.reset();
    std::filesystem::remove_all(folder);
  }

  Response post(std::string body, std::string key = "k", Headers more = {}) {
    Request request{.method = Method::post,
                    .target = "/api/v1/notes",
                    .path = "/api/v1/notes",
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
       {Row{"{", "json.malformed"}, Row{"[]", "input.not_an_object"}, Row{"{}", "input.required"},
        Row{R"({"text":7})", "input.wrong_type"}, Row{R"({"text":"hi","x":1})", "input.unknown_field"},
        Row{R"({"text":"hi","stars":6})", "input.out_of_range"},
        Row{R"({"text":"hi","tags":["c"]})", "input.not_a_choice"}, Row{R"({"text":"12345678901"})", "input.too_long"},
        Row{R"({"text":"a\u0000b"})", "input.bad_character"}}) {
    auto const response = f.post(body);
    EXPECT_EQ(response.status, 422) << body;
    EXPECT_NE(response.body.find(code), std::string::npos) << response.body;
  }
  EXPECT_EQ(f.post(R"({"text":"hi","stars":5,"tags":["a"]})").body, R"({"text":"hi","stars":5,"tags":["a"]})");
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

TEST(Router, prints_its_contract) {
  Fixture f;
  auto const document = parse_json(print_openapi(f.router, "1"));
  ASSERT_TRUE(document);
  auto const* post = document->find("paths")->find("/api/v1/notes")->find("post");
  EXPECT_EQ(post->string_or("x-permission"), "member");
  EXPECT_EQ(print_json(*document->find("components")->find("schemas")->find("Note")->find("required")),
            R"(["text","stars","tags"])");
}

}  // namespace
}  // namespace essaim::http
