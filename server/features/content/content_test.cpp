#include "features/content/content.hpp"

#include "features/content/stories.hpp"
#include "platform/access/test_organisation.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace essaim::content {
namespace {

constexpr int64_t editor = 11, second_editor = 12, ines = 21, paul = 22;

class ContentTest : public testing::TestWithParam<db::Engine> {
 protected:
  ContentTest() : test(GetParam()), content(test.organisation, faces()) { add_routes(router, content); }

  Faces faces() {
    Faces f;
    f.reader_of = [this](db::Tx&, int64_t person) { return readers[person]; };
    f.name_of = [](db::Tx&, int64_t person) {
      return person == editor ? std::optional<std::string>("Tom Lacaze") : std::nullopt;
    };
    f.own_hosts = [](db::Tx&) { return std::vector<std::string>{"helianne.example"}; };
    f.useful_percent = [](db::Tx&) { return int64_t{80}; };
    f.ceiling = [this](db::Tx&) { return ceiling; };
    f.group_exists = [](db::Tx&, int64_t group) { return group < 100; };
    f.site_exists = [](db::Tx&, int64_t site) { return site < 100; };
    return f;
  }

  struct Answer {
    int status;
    Json body;
    http::Headers headers;
    std::string code() const { return body.string_or("code"); }
    std::string text(std::string_view key) const { return body.string_or(key); }
    size_t count() const { return body.find("items")->array()->size(); }
    std::vector<std::string> titles() const {
      std::vector<std::string> out;
      for (auto const& item : *body.find("items")->array()) out.push_back(item.string_or("title"));
      return out;
    }
  };
  Answer call(int64_t person, http::Method method, std::string const& target, std::string const& body = {},
              http::Headers headers = {}) {
    http::Request request;
    request.method = method;
    request.target = "/api/v1" + target;
    request.path = request.target.substr(0, request.target.find('?'));
    if (target.find('?') != std::string::npos) request.query = target.substr(target.find('?') + 1);
    request.host = "127.0.0.1:8080";
    request.headers = std::move(headers);
    request.headers.emplace_back("x-essaim", "1");
    if (!body.empty() && http::find_header(request.headers, "content-type").empty())
      request.headers.emplace_back("content-type", "application/json");
    request.body = body;
    auto const response = router.answer(request, test.organisation, [&](Organisation&, http::Request const&) {
      Viewer viewer;
      viewer.person = person;
      viewer.is_member = person >= 20;
      if (person < 20) viewer.permissions = {"content.edit"};
      return viewer;
    });
    auto parsed = response.body.empty() ? Json() : parse_json(response.body).value();
    return {response.status, std::move(parsed), response.headers};
  }
  Answer get(int64_t person, std::string const& target) { return call(person, http::Method::get, target); }
  Answer post(int64_t person, std::string const& target, std::string const& body = {}) {
    return call(person, http::Method::post, target, body);
  }

  Json input(std::string_view title) {
    Json in;
    in.set("title", title)
        .set("summary", "Un résumé.")
        .set("kind", "article")
        .set("stance", "useful")
        .set("language", "fr");
    in.set("address", "https://revue.example/" + percent_encode(title));
    return in;
  }
  std::string make(Json const& in, int64_t person = editor) {
    auto const made = post(person, "/stories", print_json(in));
    EXPECT_EQ(made.status, 201) << print_json(made.body);
    return made.text("id");
  }
  std::string publish(Json const& in) {
    auto const id = make(in);
    EXPECT_EQ(post(editor, "/stories/" + id + "/publication", R"({"above_ceiling_confirmed":true})").status, 200);
    test.clock.advance(seconds(1));
    return id;
  }
  std::string show(int64_t id) { return test.organisation.ids.show(id); }

  TestOrganisation test;
  Ceiling ceiling = Ceiling::asks;
  std::map<int64_t, Reader> readers{{ines, {{3, 1}, 7, {"fr", "en"}}}, {paul, {{4, 1}, 8, {"fr"}}}};
  Content content;
  http::Router router;
};
INSTANTIATE_TEST_SUITE_P(Engines, ContentTest, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(ContentTest, a_story_whose_id_is_taken_gets_another) {
  std::vector<int64_t> next{70, 70, 70, 71};
  auto choosing = faces();
  choosing.new_id = [&](Instant) {
    auto const id = next.front();
    next.erase(next.begin());
    return id;
  };
  Content const colliding(test.organisation, choosing);
  Viewer viewer;
  viewer.person = editor;
  viewer.permissions = {"content.edit"};
  StoryInput in;
  in.title = "Un titre";
  in.summary = "Un résumé.";
  in.language = "fr";
  auto const make = [&] { return test.db->write([&](db::Tx& tx) { return colliding.make_story(tx, viewer, in); }); };
  auto const first = make();
  in.title = "Un autre titre";
  auto const second = make();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->value, 70);
  EXPECT_EQ(second->value, 71) << "after two tries under an id that is taken";
  EXPECT_TRUE(next.empty());
  auto const title = [&](StoryId id) {
    return test.db->read([&](db::Tx& tx) { return content.recall_story(tx, id)->story.title; });
  };
  EXPECT_EQ(title(*first), "Un titre");
  EXPECT_EQ(title(*second), "Un autre titre");
  next.assign(100, 70);
  auto const none = make();
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "content.no_free_id") << "not for ever, and nothing is overwritten";
  EXPECT_EQ(title(*first), "Un titre");
}

TEST_P(ContentTest, from_draft_to_published_to_withdrawn_with_its_history) {
  auto const id = make(input("Chauffer un quartier"));
  EXPECT_EQ(get(ines, "/stories/" + id).status, 404) << "a draft is the editors' own";
  EXPECT_EQ(get(editor, "/stories/" + id).text("state"), "draft");
  EXPECT_EQ(call(editor, http::Method::del, "/stories/" + id + "/publication").code(), "content.not_published");
  test.clock.advance(seconds(1));
  auto const published = post(editor, "/stories/" + id + "/publication");
  EXPECT_EQ(published.text("state"), "published");
  EXPECT_EQ(published.text("published_at"), "2026-11-24T08:30:01Z");
  EXPECT_EQ(post(editor, "/stories/" + id + "/publication").code(), "content.already_published");
  EXPECT_EQ(get(ines, "/stories/" + id).text("title"), "Chauffer un quartier");
  EXPECT_TRUE(get(ines, "/stories/" + id).body.find("author_name")->is_null()) << "members are not told who edits";
  EXPECT_EQ(get(editor, "/stories/" + id).text("author_name"), "Tom Lacaze");
  test.clock.advance(seconds(1));
  EXPECT_EQ(call(editor, http::Method::del, "/stories/" + id + "/publication").text("state"), "withdrawn");
  EXPECT_EQ(get(ines, "/stories/" + id).status, 404);
  EXPECT_EQ(get(ines, "/stories?limit=5").count(), 0u);
  auto const history = get(editor, "/stories/" + id + "/history");
  ASSERT_EQ(history.body.array()->size(), 3u);
  EXPECT_EQ((*history.body.array())[0].string_or("change"), "withdrawn");
  EXPECT_EQ((*history.body.array())[2].string_or("change"), "made");
  EXPECT_EQ((*history.body.array())[2].string_or("actor_name"), "Tom Lacaze");
}

TEST_P(ContentTest, only_editors_edit) {
  auto const id = publish(input("Une histoire"));
  EXPECT_EQ(post(ines, "/stories", print_json(input("Non"))).status, 404);
  EXPECT_EQ(call(ines, http::Method::put, "/stories/" + id, print_json(input("Non"))).status, 404);
  EXPECT_EQ(post(ines, "/stories/" + id + "/publication").status, 404);
  EXPECT_EQ(get(ines, "/stories/" + id + "/history").status, 404);
  EXPECT_EQ(get(ines, "/mix").status, 404);
  EXPECT_EQ(post(ines, "/themes", R"({"name_fr":"a","name_en":"a","colour":"sapin"})").status, 404);
  EXPECT_EQ(get(0, "/stories").status, 401);
}

TEST_P(ContentTest, two_editors_do_not_overwrite_each_other) {
  auto const id = make(input("Un"));
  auto const change = print_json(input("Deux"));
  EXPECT_EQ(call(editor, http::Method::put, "/stories/" + id, change, {{"if-match", "\"1\""}}).text("title"), "Deux");
  auto const late = call(second_editor, http::Method::put, "/stories/" + id, change, {{"if-match", "\"1\""}});
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.code(), "content.changed_meanwhile");
  EXPECT_EQ(call(editor, http::Method::put, "/stories/" + id, change, {{"if-match", "x"}}).status, 422);
  auto const seen = get(editor, "/stories/" + id);
  EXPECT_EQ(*seen.body.find("version")->integer(), 2);
  EXPECT_EQ(http::find_header(seen.headers, "etag"), "\"2\"");
}

TEST_P(ContentTest, embargo_and_expiry_hide_a_published_story) {
  auto in = input("Sous embargo");
  in.set("embargo_until", "2026-11-25T08:30:00Z").set("expires_at", "2026-11-26T08:30:00Z");
  auto const id = publish(in);
  EXPECT_EQ(get(ines, "/stories/" + id).status, 404);
  EXPECT_EQ(get(ines, "/stories?query=embargo").count(), 0u);
  EXPECT_EQ(get(editor, "/stories?state=published").count(), 1u) << "editors see what is coming";
  test.clock.advance(days(1));
  EXPECT_EQ(get(ines, "/stories/" + id).status, 200);
  EXPECT_EQ(get(ines, "/stories").count(), 1u);
  test.clock.advance(days(1));
  EXPECT_EQ(get(ines, "/stories/" + id).status, 404);
  EXPECT_EQ(get(ines, "/stories").count(), 0u);
  auto late = input("Trop tard");
  late.set("expires_at", "2026-11-26T00:00:00Z");
  EXPECT_EQ(post(editor, "/stories/" + make(late) + "/publication").code(), "content.expired");
  late.set("embargo_until", "2026-12-01T00:00:00Z");
  EXPECT_EQ(post(editor, "/stories", print_json(late)).code(), "content.expires_before_embargo");
}

TEST_P(ContentTest, what_is_not_out_cannot_be_offered_even_by_an_editor) {
  auto in = input("Demain");
  in.set("embargo_until", "2026-11-25T08:30:00Z");
  auto const id = StoryId{*test.organisation.ids.read(publish(in))};
  Viewer viewer{.person = ines, .is_member = true, .permissions = {"content.edit"}};
  test.db->read([&](db::Tx& tx) {
    EXPECT_TRUE(content.find_story(tx, viewer, id));
    EXPECT_TRUE(content.find_offered(tx, viewer, std::span(&id, 1)).empty());
    EXPECT_TRUE(content.recall_story(tx, id));
  });
  test.clock.advance(days(1));
  test.db->read([&](db::Tx& tx) { EXPECT_EQ(content.find_offered(tx, viewer, std::span(&id, 1)).size(), 1u); });
}

TEST_P(ContentTest, audience_by_group_site_and_language) {
  auto with = [&](std::string_view title, auto change) {
    auto in = input(title);
    change(in);
    publish(in);
  };
  with("Pour tous", [](Json&) {});
  with("Groupe 3", [&](Json& in) { in.set("group_ids", JsonArray{Json(show(3))}); });
  with("Groupe 1", [&](Json& in) { in.set("group_ids", JsonArray{Json(show(1))}); });
  with("Site 8", [&](Json& in) { in.set("site_ids", JsonArray{Json(show(8))}); });
  with("Anglais", [&](Json& in) { in.set("languages", JsonArray{Json("en-GB")}); });
  with("Site 8 en anglais",
       [&](Json& in) { in.set("site_ids", JsonArray{Json(show(8))}).set("languages", JsonArray{Json("en")}); });
  using Titles = std::vector<std::string>;
  EXPECT_EQ(get(ines, "/stories").titles(), (Titles{"Anglais", "Groupe 1", "Groupe 3", "Pour tous"}));
  EXPECT_EQ(get(paul, "/stories").titles(), (Titles{"Site 8", "Groupe 1", "Pour tous"}));
  EXPECT_EQ(get(editor, "/stories").count(), 6u);
  EXPECT_EQ(get(paul, "/stories?query=groupe").titles(), (Titles{"Groupe 1"}));
  test.db->read([&](db::Tx& tx) {
    EXPECT_EQ(content.feed(tx, readers[ines], {}).size(), 4u);
    EXPECT_EQ(content.feed(tx, readers[paul], {}).size(), 3u);
  });
}

TEST_P(ContentTest, search_finds_with_accents_stems_and_filters) {
  auto const theme = post(editor, "/themes", R"({"name_fr":"Énergie","name_en":"Energy","colour":"sapin"})");
  ASSERT_EQ(theme.status, 201);
  auto heat = input("Réseaux de chaleur : l’électricité des villes");
  heat.set("theme_ids", JsonArray{Json(theme.text("id"))}).set("kind", "infographic");
  publish(heat);
  test.clock.advance(days(1));
  auto english = input("Heating whole districts");
  english.set("language", "en").set("summary", "What engineers learned about the electricity of towns, and réseaux.");
  publish(english);
  using Titles = std::vector<std::string>;
  Titles const first{"Réseaux de chaleur : l’électricité des villes"}, second{"Heating whole districts"};
  for (auto const* typed :
       {"electricite", "%C3%89LECTRIQUE", "r%C3%A9seau%20chaleur", "vill", "le%20reseau%20de%20la%20chaleur"})
    EXPECT_EQ(get(ines, std::string("/stories?query=") + typed).titles().front(), first.front()) << typed;
  EXPECT_EQ(get(ines, "/stories?query=engineer").titles(), second);
  EXPECT_EQ(get(ines, "/stories?query=reseaux").titles(), (Titles{first[0], second[0]}))
      << "what is in the title comes first, though older";
  EXPECT_EQ(get(ines, "/stories?query=reseaux&language=en").titles(), second);
  EXPECT_EQ(get(ines, "/stories?query=reseaux&kind=infographic").titles(), first);
  EXPECT_EQ(get(ines, "/stories?query=reseaux&theme_id=" + theme.text("id")).titles(), first);
  EXPECT_EQ(get(ines, "/stories?theme_id=" + theme.text("id")).titles(), first);
  EXPECT_EQ(get(ines, "/stories?query=reseaux&from=2026-11-25").titles(), second);
  EXPECT_EQ(get(ines, "/stories?query=reseaux&until=2026-11-24").titles(), first);
  EXPECT_EQ(get(ines, "/stories?from=2026-11-25").titles(), second);
  EXPECT_EQ(get(ines, "/stories?until=2026-11-24").titles(), first) << "both days count";
  EXPECT_EQ(get(ines, "/stories?from=2026-11-24&until=2026-11-24").titles(), first);
  EXPECT_EQ(get(ines, "/stories?from=2026-11-26").count(), 0u);
  EXPECT_EQ(get(editor, "/stories?query=reseaux&from=2026-11-24&until=2026-11-24").titles(), first);
  EXPECT_EQ(get(ines, "/stories?from=2026-11-25&until=2026-11-24").code(), "input.days_turned_round");
  EXPECT_EQ(get(ines, "/stories?to=2026-11-24").code(), "request.unknown_parameter");
  EXPECT_EQ(get(ines, "/stories?query=absent").count(), 0u);
  EXPECT_EQ(get(ines, "/stories?query=%22%27)(*").count(), 0u) << "no word, no error";
  EXPECT_EQ(get(ines, "/stories?kind=nonsense").status, 422);
  EXPECT_EQ(get(ines, "/stories?from=yesterday").status, 422);
}

// Days are those of the publication, not of the writing or of a later change.
TEST_P(ContentTest, days_of_a_search_are_those_of_the_publication) {
  auto const id = make(input("Chaleur"));
  test.clock.advance(days(2));
  ASSERT_EQ(post(editor, "/stories/" + id + "/publication").status, 200);
  test.clock.advance(days(2));
  ASSERT_EQ(call(editor, http::Method::put, "/stories/" + id, print_json(input("Chaleur des villes"))).status, 200);
  for (auto const* base : {"/stories?", "/stories?query=chaleur&"}) {
    EXPECT_EQ(get(ines, std::string(base) + "from=2026-11-26&until=2026-11-26").count(), 1u) << base;
    EXPECT_EQ(get(ines, std::string(base) + "until=2026-11-25").count(), 0u) << base;
    EXPECT_EQ(get(ines, std::string(base) + "from=2026-11-27").count(), 0u) << base;
  }
}

TEST_P(ContentTest, a_member_finds_what_is_for_all_and_nothing_of_another_group) {
  auto theirs = input("Chaleur du groupe quatre");
  theirs.set("group_ids", JsonArray{Json(show(4))});
  publish(theirs);
  publish(input("Chaleur pour tous"));
  using Titles = std::vector<std::string>;
  for (auto const* narrowed : {"", "&language=fr", "&from=2026-11-24&until=2026-11-24", "&state=published"})
    EXPECT_EQ(get(ines, std::string("/stories?query=chaleur") + narrowed).titles(), (Titles{"Chaleur pour tous"}))
        << narrowed;
  EXPECT_EQ(get(ines, "/stories?query=quatre").count(), 0u);
  EXPECT_EQ(get(paul, "/stories?query=quatre").count(), 1u) << "its own group finds it";
}

TEST_P(ContentTest, one_address_is_offered_twice_only_when_confirmed) {
  auto first = input("Le réseau de Malmö");
  first.set("address", "https://revue.example/malmo");
  auto second = input("Malmö, la suite");
  second.set("address", "https://www.revue.example/malmo?utm_source=letter#top");
  auto const offered = publish(first);
  auto const id = make(second);
  auto const path = "/stories/" + id + "/publication";
  auto const refused = post(editor, path);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "story.address_published");
  EXPECT_EQ(refused.text("existing_id"), offered);
  EXPECT_EQ(get(editor, "/stories/" + id).text("state"), "draft") << "nothing happened";
  EXPECT_EQ(post(editor, path, R"({"again_confirmed":false})").status, 409);
  EXPECT_EQ(post(editor, path, R"({"again":true})").status, 422);
  EXPECT_EQ(post(editor, path, R"({"again_confirmed":true})").text("state"), "published");
  auto const third = make(second);
  EXPECT_EQ(post(editor, "/stories/" + third + "/publication").text("existing_id"), id) << "the newest of them";
  for (auto const& each : {offered, id}) call(editor, http::Method::del, "/stories/" + each + "/publication");
  EXPECT_EQ(post(editor, "/stories/" + third + "/publication").status, 200) << "what is withdrawn is not offered";
}

// Twin worlds that differ by one hidden story answer the same, in the same order.
TEST_P(ContentTest, promise_25_a_hidden_story_moves_nothing_in_a_search) {
  for (auto const* title : {"Chaleur et réseaux", "Réseaux", "La chaleur des villes"}) publish(input(title));
  auto all = [&] {
    std::string out;
    for (auto const* query : {"chaleur", "reseaux", "chaleur%20ville", "ch"})
      out += print_json(get(paul, std::string("/stories?query=") + query).body);
    return out + print_json(get(paul, "/stories").body);
  };
  auto const before = all();
  auto hidden = input("Chaleur chaleur chaleur, réseaux et villes");
  hidden.set("group_ids", JsonArray{Json(show(3))}).set("summary", "chaleur chaleur");
  publish(hidden);
  make(input("Chaleur en brouillon"));
  EXPECT_EQ(all(), before);
  EXPECT_EQ(get(ines, "/stories?query=chaleur").count(), 3u) << "while its own group finds it";
}

TEST_P(ContentTest, searching_has_a_limit) {
  for (int i = 0; i < 60; ++i) ASSERT_EQ(get(ines, "/stories?query=a").status, 200);
  auto const refused = get(ines, "/stories?query=a");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(http::find_header(refused.headers, "retry-after"), "60");
  EXPECT_EQ(get(paul, "/stories?query=a").status, 200) << "each their own";
  EXPECT_EQ(get(ines, "/stories").status, 200) << "reading is not searching";
  test.clock.advance(minutes(1));
  EXPECT_EQ(get(ines, "/stories?query=a").status, 200);
}

TEST_P(ContentTest, lists_page_by_cursor_without_gap_or_double) {
  for (int i = 0; i < 7; ++i) publish(input("Histoire " + std::to_string(i)));
  for (auto const* base : {"/stories?limit=3", "/stories?limit=3&query=histoire"}) {
    std::vector<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 4; ++page) {
      auto const answer = get(ines, base + (cursor.empty() ? "" : "&cursor=" + cursor));
      for (auto& title : answer.titles()) seen.push_back(title);
      cursor = answer.text("next");
      if (cursor.empty()) break;
    }
    ASSERT_EQ(seen.size(), 7u) << base;
    EXPECT_EQ(seen.front(), "Histoire 6");
    EXPECT_EQ(seen.back(), "Histoire 0");
  }
  EXPECT_EQ(get(ines, "/stories?cursor=nonsense").status, 422);
  EXPECT_EQ(get(ines, "/stories?query=a&cursor=-1").status, 422);
  EXPECT_EQ(get(ines, "/stories?limit=1000").status, 422);
}

TEST_P(ContentTest, promise_27_own_hosts_are_company_until_a_second_person_relabels) {
  auto in = input("Notre nouveau siège");
  in.set("address", "https://www.helianne.example/siege");
  auto const id = make(in);
  auto stance = [&] { return get(editor, "/stories/" + id).text("stance"); };
  auto label = [&](int64_t person, char const* word) {
    return post(person, "/stories/" + id + "/relabel", std::string(R"({"stance":")") + word + "\"}");
  };
  auto waits = [&] {
    return *get(editor, "/stories/" + id).body.find("relabel")->find("needs_second_person")->boolean();
  };
  EXPECT_EQ(stance(), "company") << "called useful by its editor only";
  EXPECT_TRUE(waits());
  EXPECT_EQ(label(editor, "useful").code(), "content.second_person_needed");
  EXPECT_EQ(label(second_editor, "useful").text("stance"), "useful");
  EXPECT_FALSE(waits());
  EXPECT_EQ(label(editor, "company").text("stance"), "company");
  label(editor, "useful");
  EXPECT_EQ(stance(), "company") << "it takes two again";
  label(second_editor, "useful");
  EXPECT_EQ(stance(), "useful");
  in.set("address", "https://www.helianne.example/autre").set("stance", "useful");
  call(editor, http::Method::put, "/stories/" + id, print_json(in));
  EXPECT_EQ(stance(), "company") << "another destination, another judgement";
  auto const elsewhere = make(input("Ailleurs"));
  EXPECT_EQ(post(second_editor, "/stories/" + elsewhere + "/relabel", R"({"stance":"company"})").text("stance"),
            "company");
}

TEST_P(ContentTest, promise_8_the_supply_mix_counts_what_the_programme_published) {
  for (int i = 0; i < 4; ++i) publish(input("Utile " + std::to_string(i)));
  auto company = input("Offre");
  company.set("stance", "company").set("kind", "job");
  publish(company);
  make(input("Brouillon"));
  auto const mix = get(editor, "/mix");
  EXPECT_EQ(*mix.body.find("useful")->integer(), 4);
  EXPECT_EQ(*mix.body.find("company")->integer(), 1);
  EXPECT_TRUE(*mix.body.find("kept")->boolean());
  EXPECT_EQ(mix.body.find("missing_kinds")->array()->size(), 5u);
  company.set("title", "Encore une offre").set("address", "https://x.example/2");
  publish(company);
  EXPECT_FALSE(*get(editor, "/mix").body.find("kept")->boolean());
}

TEST_P(ContentTest, promise_8_beyond_the_mix_an_editor_is_asked_or_stopped) {
  for (int i = 0; i < 4; ++i) publish(input("Utile " + std::to_string(i)));
  auto const offer = [&](std::string const& title) {
    auto in = input(title);
    in.set("stance", "company").set("stance_tag", "offers");
    return make(in);
  };
  auto const publish_it = [&](std::string const& id, std::string const& body = {}) {
    return post(editor, "/stories/" + id + "/publication", body);
  };
  auto mix = get(editor, "/mix").body;
  EXPECT_EQ(*mix.find("company_room")->integer(), 1);
  EXPECT_EQ(*mix.find("useful_needed")->integer(), 0);
  EXPECT_EQ(publish_it(offer("Une offre")).status, 200) << "four to one is the mix";
  auto const second = offer("Une autre offre");
  EXPECT_EQ(publish_it(second).code(), "content.mix_above");
  EXPECT_EQ(*get(editor, "/mix").body.find("company")->integer(), 1) << "nothing was published";
  ceiling = Ceiling::stops;
  mix = get(editor, "/mix").body;
  EXPECT_EQ(mix.string_or("ceiling"), "stops");
  EXPECT_EQ(*mix.find("company_room")->integer(), 0);
  EXPECT_EQ(*mix.find("useful_needed")->integer(), 4);
  EXPECT_EQ(publish_it(second, R"({"above_ceiling_confirmed":true})").code(), "content.mix_stopped");
  publish(input("Un contenu utile ne se heurte à rien"));
  ceiling = Ceiling::asks;
  EXPECT_EQ(publish_it(second, R"({"above_ceiling_confirmed":true})").status, 200);
  // What comes out later is judged by the thirty days before it is seen.
  auto later = input("Plus tard");
  later.set("stance", "company").set("embargo_until", to_rfc3339(test.clock.now() + days(31)));
  auto const planned = make(later);
  EXPECT_EQ(publish_it(planned).code(), "content.mix_above") << "by then, nothing else is offered";
}

TEST_P(ContentTest, a_story_says_in_what_way_it_is_useful_or_about_the_company) {
  auto in = input("Une offre");
  in.set("stance", "company").set("stance_tag", "offers").set("objective", "sales").set("stance_reason", "Un produit");
  auto const id = make(in);
  auto const shown = get(editor, "/stories/" + id);
  EXPECT_EQ(shown.text("stance_tag"), "offers");
  EXPECT_EQ(shown.text("objective"), "sales");
  EXPECT_EQ(shown.text("stance_reason"), "Un produit");
  in.set("stance_tag", "readers");
  EXPECT_EQ(call(editor, http::Method::put, "/stories/" + id, print_json(in)).status, 422);
  auto const relabelled = post(editor, "/stories/" + id + "/relabel", R"({"stance":"useful"})");
  EXPECT_TRUE(relabelled.body.find("stance_tag")->is_null()) << "the tag went with the stance";
  EXPECT_EQ(relabelled.text("objective"), "sales");
  auto useful = input("Une lecture");
  useful.set("stance_tag", "personal").set("objective", "visibility");
  auto const read = publish(useful);
  EXPECT_EQ(get(ines, "/stories/" + read).text("stance_tag"), "personal");
  EXPECT_TRUE(get(ines, "/stories/" + read).body.find("objective")->is_null()) << "what it is wished for is ours";
  auto own = input("Chez nous");
  own.set("address", "https://www.helianne.example/chez-nous").set("stance_tag", "readers");
  auto const ours = publish(own);
  EXPECT_EQ(get(editor, "/stories/" + ours).text("stance_tag"), "readers");
  EXPECT_EQ(get(ines, "/stories/" + ours).text("stance"), "company");
  EXPECT_TRUE(get(ines, "/stories/" + ours).body.find("stance_tag")->is_null());
}

TEST_P(ContentTest, a_story_is_offered_in_the_language_one_reads) {
  auto in = input("Le laminoir");
  Json english;
  english.set("language", "en").set("title", "The rolling mill").set("summary", "One night.");
  english.set("address", "https://revue.example/en/mill");
  in.set("originals", Json(JsonArray{english}));
  readers[21] = {{3, 1}, 7, {"en"}};
  readers[22] = {{3, 1}, 7, {"de"}};
  auto const id = publish(in);
  auto const french = get(paul, "/stories/" + id), theirs = get(21, "/stories/" + id),
             other = get(22, "/stories/" + id);
  EXPECT_EQ(french.text("title"), "Le laminoir");
  EXPECT_EQ(theirs.text("title"), "The rolling mill");
  EXPECT_EQ(theirs.text("address"), "https://revue.example/en/mill");
  EXPECT_FALSE(*theirs.body.find("foreign")->boolean());
  EXPECT_EQ(theirs.body.find("originals")->array()->front().string_or("title"), "Le laminoir");
  EXPECT_EQ(other.text("language"), "fr") << "the original";
  EXPECT_TRUE(*other.body.find("foreign")->boolean()) << "marked";
  EXPECT_EQ(get(21, "/stories?query=mill").titles(), std::vector<std::string>{"The rolling mill"});
  EXPECT_EQ(get(editor, "/stories?language=en&state=published").count(), 1u);
  Viewer viewer;
  viewer.person = 21;
  viewer.is_member = true;
  test.db->read([&](db::Tx& tx) {
    StoryId const story{*test.organisation.ids.read(id)};
    EXPECT_EQ(content.find_offered(tx, viewer, {&story, 1}).front().address, "https://revue.example/en/mill");
    EXPECT_EQ(content.recall_story(tx, story)->story.title, "Le laminoir");
    EXPECT_EQ(content.recall_story(tx, story, 21)->story.title, "The rolling mill");
    EXPECT_EQ(content.feed(tx, readers[21], {}).front().language, "en");
  });
  auto twin = input("Encore");
  twin.set("address", "http://www.revue.example/en/mill/");
  EXPECT_EQ(post(editor, "/stories/" + make(twin) + "/publication").code(), "story.address_published");
  in.set("originals", Json(JsonArray{}));
  EXPECT_EQ(call(editor, http::Method::put, "/stories/" + id, print_json(in)).status, 200);
  EXPECT_EQ(get(21, "/stories/" + id).text("title"), "Le laminoir");
  english.set("address", "https://en.helianne.example/mill");
  in.set("originals", Json(JsonArray{english}));
  EXPECT_EQ(call(editor, http::Method::put, "/stories/" + id, print_json(in)).text("stance"), "company")
      << "one of its pages is ours";
}

TEST_P(ContentTest, themes_are_kept_while_they_are_used) {
  auto const theme = post(editor, "/themes", R"({"name_fr":"Énergie","name_en":"Energy","colour":"miel"})");
  EXPECT_EQ(post(editor, "/themes", R"({"name_fr":"Énergie","name_en":"Power","colour":"miel"})").code(),
            "content.theme_exists");
  EXPECT_EQ(post(editor, "/themes", R"({"name_fr":" ","name_en":"x","colour":"miel"})")
                .body.find("errors")
                ->array()
                ->front()
                .string_or("pointer"),
            "/name_fr");
  EXPECT_EQ(post(editor, "/themes", R"({"name_fr":"a","name_en":"x","colour":"red"})").status, 422);
  auto in = input("Avec thème");
  in.set("theme_ids", JsonArray{Json(theme.text("id"))});
  publish(in);
  auto const path = "/themes/" + theme.text("id");
  EXPECT_EQ(call(editor, http::Method::del, path).code(), "content.theme_used");
  EXPECT_EQ(call(editor, http::Method::patch, path, R"({"name_fr":"Chaleur"})").text("name_fr"), "Chaleur");
  auto const listed = get(ines, "/themes").body;
  EXPECT_EQ(*listed.array()->front().find("story_count")->integer(), 1);
  auto const other = post(editor, "/themes", R"({"name_fr":"Autre","name_en":"Other","colour":"prune"})").text("id");
  EXPECT_EQ(call(editor, http::Method::del, "/themes/" + other).status, 204);
  EXPECT_EQ(call(editor, http::Method::del, "/themes/" + other).status, 404);
}

TEST_P(ContentTest, bad_input_names_its_field) {
  struct Row {
    char const* key;
    Json value;
    char const* pointer;
  };
  for (auto const& row :
       std::initializer_list<Row>{{"title", Json("   "), "/title"},
                                  {"address", Json("javascript:alert(1)"), "/address"},
                                  {"kind", Json("poem"), "/kind"},
                                  {"language", Json("12"), "/language"},
                                  {"theme_ids", Json(JsonArray{Json("0000000000000")}), "/theme_ids/0"},
                                  {"group_ids", Json(JsonArray{Json(show(500))}), "/group_ids/0"},
                                  {"picture_id", Json("nonsense"), "/picture_id"},
                                  {"embargo_until", Json("demain"), "/embargo_until"},
                                  {"title", Json(7), "/title"},
                                  {"owner", Json("me"), "/owner"}}) {
    auto in = input("Titre");
    in.set(row.key, row.value);
    auto const answer = post(editor, "/stories", print_json(in));
    EXPECT_EQ(answer.status, 422) << row.key;
    ASSERT_NE(answer.body.find("errors"), nullptr) << print_json(answer.body);
    EXPECT_EQ(answer.body.find("errors")->array()->front().string_or("pointer"), row.pointer);
  }
  EXPECT_EQ(post(editor, "/stories", "{\"title\":").status, 400);
  auto nothing = input("Rien");
  nothing.set("address", Json()).set("summary", "");
  EXPECT_EQ(post(editor, "/stories", print_json(nothing)).code(), "content.nothing_to_share");
  EXPECT_EQ(get(editor, "/stories?state=draft").count(), 0u);
}

TEST_P(ContentTest, hostile_words_go_there_and_back_unchanged) {
  for (std::string const words : {"<script>alert(1)</script>", "'; drop table story; --", "\" onload=\"x", "{{7*7}}",
                                  "田中さん", "مرحبا", "🐝🐝", "a%00b"}) {
    auto in = input("x");
    in.set("title", words).set("summary", words).set("address", Json());
    EXPECT_EQ(get(editor, "/stories/" + make(in)).text("summary"), words);
  }
}

TEST_P(ContentTest, variants_and_attachments_hang_on_their_story) {
  auto const upload = call(editor, http::Method::post, "/media", "%PDF-1.4\n1 0 obj\n%%EOF\n",
                           {{"content-type", "application/pdf"}, {"x-file-name", "..%2F%C3%A9tude%20%22x%22.exe"}});
  ASSERT_EQ(upload.status, 201) << print_json(upload.body);
  EXPECT_EQ(upload.text("kind"), "document");
  EXPECT_EQ(upload.text("name"), "étude \"x\".exe.pdf");
  auto in = input("Avec document");
  in.set("document_id", upload.text("id"));
  in.set("variants",
         JsonArray{JsonObject{{"network", "linkedin"}, {"language", "fr"}, {"text", "On croit souvent…"}},
                   JsonObject{{"network", nullptr}, {"language", "en"}, {"label", "court"}, {"text", "Short"}}});
  auto const story = get(editor, "/stories/" + make(in));
  EXPECT_EQ(story.body.find("document")->string_or("url"), upload.text("url"));
  ASSERT_EQ(story.body.find("variants")->array()->size(), 2u);
  EXPECT_EQ(story.body.find("variants")->array()->front().string_or("text"), "On croit souvent…");
  http::Request request;
  request.path = upload.text("url");
  auto const served = serve_media(test.organisation, request);
  ASSERT_TRUE(served);
  EXPECT_EQ(served->status, 200);
  EXPECT_EQ(http::find_header(served->headers, "content-type"), "application/pdf");
  EXPECT_EQ(http::find_header(served->headers, "content-disposition"),
            "attachment; filename*=UTF-8''%C3%A9tude%20%22x%22.exe.pdf");
  EXPECT_EQ(http::find_header(served->headers, "content-security-policy"), "default-src 'none'; sandbox");
}

TEST_P(ContentTest, uploads_are_told_by_content_and_limited) {
  auto upload = [&](std::string const& bytes, char const* type) {
    return call(editor, http::Method::post, "/media", bytes, {{"content-type", type}});
  };
  EXPECT_EQ(upload("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml").status, 415);
  EXPECT_EQ(upload("<html>", "image/png").code(), "picture.unsupported");
  EXPECT_EQ(upload("%PDF-1.4 cut", "application/pdf").code(), "media.broken_document");
  EXPECT_EQ(upload("x", "text/html").status, 415);
  std::string const gif("GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;", 35);
  auto const picture = upload(gif, "image/gif");
  ASSERT_EQ(picture.status, 201) << print_json(picture.body);
  auto in = input("Avec image");
  in.set("picture_id", picture.text("id"));
  auto const shown = *get(editor, "/stories/" + make(in)).body.find("picture");
  for (auto const* url : {"url", "small_url", "whole_url"}) {
    http::Request request;
    request.path = shown.string_or(url);
    auto const served = serve_media(test.organisation, request);
    ASSERT_TRUE(served && served->status == 200) << url;
    EXPECT_EQ(http::find_header(served->headers, "content-type"), "image/jpeg");
  }
  for (auto const* bad : {"/media/", "/media/../test.db", "/media/0000"}) {
    http::Request request;
    request.path = bad;
    EXPECT_EQ(serve_media(test.organisation, request)->status, 404);
  }
  for (int i = 0; i < 29; ++i)
    ASSERT_EQ(upload("%PDF-1.4 " + std::to_string(i) + "%%EOF", "application/pdf").status, 201);
  auto const one_more = upload(gif, "image/gif");
  EXPECT_EQ(one_more.code(), "media.too_many_uploads");
  EXPECT_EQ(http::find_header(one_more.headers, "retry-after"), "3600") << "the first of them is as old as the last";
}

TEST_P(ContentTest, erasing_a_person_leaves_the_story_and_takes_the_name) {
  auto const id = publish(input("Une histoire"));
  auto const data = personal_data(test.organisation);
  test.db->write([&](db::Tx& tx) {
    EXPECT_EQ(data.export_for(tx, editor).find("deeds")->array()->size(), 2u + 0u);
    data.erase(tx, editor, 99);
    EXPECT_EQ(data.export_for(tx, editor).find("deeds")->array()->size(), 0u);
  });
  EXPECT_TRUE(get(editor, "/stories/" + id).body.find("author_name")->is_null());
  EXPECT_EQ(get(ines, "/stories").count(), 1u);
}

TEST_P(ContentTest, one_page_is_known_by_any_of_its_addresses) {
  auto const id = make(input("Page"));
  test.db->read([&](db::Tx& tx) {
    auto const found = content.find_by_address(tx, "http://www.revue.example/Page/?utm_source=x#a");
    ASSERT_TRUE(found);
    EXPECT_EQ(show(found->value), id);
    EXPECT_FALSE(content.find_by_address(tx, "https://revue.example/other"));
    EXPECT_FALSE(content.find_by_address(tx, "javascript:x"));
  });
}

}  // namespace
}  // namespace essaim::content
