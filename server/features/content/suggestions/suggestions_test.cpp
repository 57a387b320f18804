#include "features/content/suggestions/suggestions.hpp"

#include "features/content/content.hpp"
#include "platform/access/test_organisation.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

namespace essaim::content::suggestions {
namespace {

constexpr db::Sql contributor_records{"test.contributor_records",
                                      "select action || ' ' || coalesce(cast(actor_id as text), 'nobody') from audit "
                                      "where subject = 'contributor' order by number"};
constexpr int64_t tom = 11, lea = 12, ines = 21, paul = 22;

struct Answer {
  int status;
  Json body;
  std::string code() const { return body.string_or("code"); }
  std::string text(std::string_view key) const { return body.string_or(key); }
  bool yes(std::string_view key) const { return body.find(key)->boolean() && *body.find(key)->boolean(); }
  JsonArray const& items() const { return *body.find("items")->array(); }
};

class SuggestionsTest : public testing::TestWithParam<db::Engine> {
 protected:
  SuggestionsTest() : test(GetParam()), content(test.organisation, faces()), sources(content) {
    content::add_routes(router, content);
    suggestions::add_routes(router, content, sources);
    rule(false, 2);
  }
  void rule(bool four_eyes, int64_t trusted_after) {
    auto const answer = call(lea, http::Method::put, "/library/rules",
                             JsonObject{{"four_eyes", four_eyes}, {"trusted_after", trusted_after}});
    EXPECT_EQ(answer.status, 200) << print_json(answer.body);
  }
  std::vector<std::string> recorded() {
    return test.db->read([](db::Tx& tx) { return tx.many<std::string>(contributor_records); });
  }
  Faces faces() {
    Faces f;
    f.reader_of = [](db::Tx&, int64_t) { return Reader{{}, {}, {"fr"}}; };
    f.name_of = [this](db::Tx&, int64_t person) {
      auto const found = names.find(person);
      return found == names.end() ? std::nullopt : std::optional(found->second);
    };
    f.own_hosts = [](db::Tx&) { return std::vector<std::string>{}; };
    f.useful_percent = [](db::Tx&) { return int64_t{80}; };
    f.group_exists = f.site_exists = [](db::Tx&, int64_t) { return true; };
    return f;
  }
  Answer call(int64_t person, http::Method method, std::string const& target, Json const& body = {},
              std::string const& key = {}) {
    http::Request request;
    request.method = method;
    request.target = "/api/v1" + target;
    request.path = request.target.substr(0, request.target.find('?'));
    if (target.find('?') != std::string::npos) request.query = target.substr(target.find('?') + 1);
    request.headers.emplace_back("x-essaim", "1");
    if (body.object()) {
      request.headers.emplace_back("content-type", "application/json");
      request.body = print_json(body);
    }
    if (target == "/suggestions" && method == http::Method::post)
      request.headers.emplace_back("idempotency-key",
                                   key.empty() ? "key-" + std::to_string(++keys) + "-long-enough" : key);
    auto const response = router.answer(request, test.organisation, [&](Organisation&, http::Request const&) {
      Viewer viewer;
      viewer.person = person;
      viewer.is_member = person >= 20;
      if (person < 20) viewer.permissions = {"content.edit"};
      if (person == lea) viewer.permissions = {"content.edit", "content.trust", "settings.read", "settings.edit"};
      return viewer;
    });
    test.clock.advance(seconds(1));
    return {response.status, response.body.empty() ? Json() : parse_json(response.body).value()};
  }
  Answer get(int64_t person, std::string const& target) { return call(person, http::Method::get, target); }
  Answer propose(int64_t person, JsonObject const& input) {
    return call(person, http::Method::post, "/suggestions", Json(input));
  }
  std::string proposed(int64_t person, std::string const& words) {
    auto const answer = propose(person, {{"words", words}});
    EXPECT_EQ(answer.status, 201) << print_json(answer.body);
    return answer.text("id");
  }
  Answer decide(int64_t person, std::string const& id, std::string_view decision, std::string_view reason = {}) {
    return call(person, http::Method::post, "/suggestions/" + id + "/decision",
                JsonObject{{"decision", decision}, {"reason", reason}});
  }
  Answer undo(std::string const& id) { return call(tom, http::Method::del, "/suggestions/" + id + "/decision"); }
  std::string stage(int64_t person, std::string const& id) {
    auto const page = get(person, "/me/suggestions");
    for (auto const& item : page.items())
      if (item.string_or("id") == id) return item.string_or("stage");
    return "none";
  }
  Answer mine(int64_t person) { return get(person, "/me/suggestions"); }
  void leave(int64_t person) {
    auto const held = suggestions::personal_data(test.organisation);
    auto const stories = content::personal_data(test.organisation);
    test.db->write([&](db::Tx& tx) {
      held.erase(tx, person, 0);
      stories.erase(tx, person, 0);
    });
  }

  TestOrganisation test;
  std::map<int64_t, std::string> names{
      {tom, "Tom Lacaze"}, {lea, "Léa Berger"}, {ines, "Inès Kerjean"}, {paul, "Paul M"}};
  int keys = 0;
  Content content;
  sources::Sources sources;
  http::Router router;
};
INSTANTIATE_TEST_SUITE_P(Engines, SuggestionsTest, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(SuggestionsTest, the_proposer_sees_each_stage_and_the_reason) {
  auto const id = proposed(ines, "Notre four a un an.\nIl tient.");
  EXPECT_EQ(stage(ines, id), "received");
  auto const waiting = get(tom, "/suggestions");
  EXPECT_EQ(waiting.items().size(), 1u);
  EXPECT_EQ(waiting.items()[0].string_or("proposer_name"), "Inès Kerjean");
  EXPECT_EQ(waiting.items()[0].string_or("title"), "Notre four a un an.");

  auto const kept = decide(tom, id, "kept");
  ASSERT_EQ(kept.status, 200) << print_json(kept.body);
  EXPECT_EQ(stage(ines, id), "looked_at");
  auto const story = get(tom, "/stories/" + kept.text("story_id"));
  EXPECT_EQ(story.text("state"), "draft");
  EXPECT_EQ(story.text("author_name"), "Inès Kerjean");
  EXPECT_EQ(get(ines, "/stories/" + kept.text("story_id")).status, 404);

  // Published from the editor, not from the inbox: it is the same stage.
  EXPECT_EQ(call(tom, http::Method::post, "/stories/" + kept.text("story_id") + "/publication").status, 200);
  EXPECT_EQ(stage(ines, id), "published");
  auto const seen = get(paul, "/stories/" + kept.text("story_id"));
  ASSERT_TRUE(seen.body.find("proposed_by")->object());
  EXPECT_FALSE(seen.body.find("proposed_by")->find("name")->string()) << "a colleague, unnamed";
  EXPECT_FALSE(seen.body.find("author_name")->string());

  auto const other = proposed(ines, "Autre chose");
  EXPECT_EQ(decide(tom, other, "refused").code(), "suggestion.reason_needed");
  EXPECT_EQ(decide(tom, other, "refused", "Déjà dit en mars.").status, 200);
  auto const page = mine(ines);
  EXPECT_EQ(page.items()[0].string_or("stage"), "refused");
  EXPECT_EQ(page.items()[0].string_or("reason"), "Déjà dit en mars.");
  EXPECT_TRUE(*page.items()[0].find("fresh")->boolean());
  EXPECT_EQ(call(ines, http::Method::del, "/me/suggestions/news").status, 204);
  EXPECT_FALSE(*mine(ines).items()[0].find("fresh")->boolean());
  EXPECT_EQ(mine(paul).items().size(), 0u);
}

TEST_P(SuggestionsTest, the_name_stands_on_the_story_only_where_its_proposer_ticked_so) {
  auto const id = propose(ines, {{"words", "Avec mon nom"}, {"named", true}}).text("id");
  auto const story = decide(tom, id, "published").text("story_id");
  EXPECT_EQ(get(paul, "/stories/" + story).body.find("proposed_by")->string_or("name"), "Inès Kerjean");
  leave(ines);
  auto const after = get(paul, "/stories/" + story);
  ASSERT_TRUE(after.body.find("proposed_by")->object()) << "still from the field";
  EXPECT_FALSE(after.body.find("proposed_by")->find("name")->string());
}

TEST_P(SuggestionsTest, each_decision_is_taken_back) {
  auto const id = proposed(ines, "Un mot");
  auto const kept = decide(tom, id, "kept").text("story_id");
  EXPECT_EQ(decide(tom, id, "kept").code(), "suggestion.decided");
  EXPECT_EQ(undo(id).status, 200);
  EXPECT_EQ(get(tom, "/stories/" + kept).status, 404) << "an untouched draft goes";
  EXPECT_EQ(undo(id).code(), "suggestion.not_decided");

  EXPECT_EQ(decide(tom, id, "refused", "Non").status, 200);
  EXPECT_EQ(decide(tom, id, "published").code(), "suggestion.decided");
  EXPECT_EQ(undo(id).status, 200);
  EXPECT_EQ(stage(ines, id), "received");

  auto const story = decide(tom, id, "published").text("story_id");
  EXPECT_EQ(stage(ines, id), "published");
  EXPECT_EQ(undo(id).status, 200);
  EXPECT_EQ(get(paul, "/stories/" + story).status, 404);
  EXPECT_EQ(stage(ines, id), "received");
  EXPECT_EQ(decide(tom, id, "published").text("story_id"), story) << "the same story again";
  EXPECT_EQ(stage(ines, id), "published");
}

TEST_P(SuggestionsTest, ones_own_is_taken_back_until_somebody_has_decided) {
  auto const id = proposed(ines, "Un mot");
  EXPECT_EQ(call(paul, http::Method::del, "/suggestions/" + id).status, 404);
  EXPECT_EQ(call(ines, http::Method::del, "/suggestions/" + id).status, 204);
  EXPECT_EQ(stage(ines, id), "none");
  auto const other = proposed(ines, "Deux mots");
  decide(tom, other, "kept");
  EXPECT_EQ(call(ines, http::Method::del, "/suggestions/" + other).code(), "suggestion.decided");
}

TEST_P(SuggestionsTest, a_second_tap_proposes_nothing_twice) {
  Json const input(JsonObject{{"words", "Une fois"}});
  auto const first = call(ines, http::Method::post, "/suggestions", input, "the-same-key-twice");
  auto const second = call(ines, http::Method::post, "/suggestions", input, "the-same-key-twice");
  EXPECT_EQ(first.text("id"), second.text("id"));
  EXPECT_EQ(get(tom, "/suggestions").items().size(), 1u);
}

TEST_P(SuggestionsTest, nothing_and_what_is_offered_already_are_refused) {
  EXPECT_EQ(propose(ines, {}).code(), "suggestion.empty");
  EXPECT_EQ(propose(ines, {{"words", "  "}}).status, 422);
  EXPECT_EQ(propose(ines, {{"address", "javascript:alert(1)"}}).status, 422);
  EXPECT_EQ(propose(tom, {{"words", "x"}}).status, 404) << "an editor who is no member proposes nothing";
  auto const id = propose(ines, {{"address", "https://revue.example/four"}, {"words", "À lire"}}).text("id");
  auto const story = decide(tom, id, "published");
  ASSERT_EQ(story.status, 200) << print_json(story.body);
  auto const again = propose(paul, {{"address", "http://www.revue.example/four/"}});
  EXPECT_EQ(again.code(), "suggestion.offered_already");
  EXPECT_EQ(again.text("existing_id"), story.text("story_id"));
}

TEST_P(SuggestionsTest, what_a_member_cannot_see_is_not_told_by_proposing_it) {
  auto const made = call(tom, http::Method::post, "/stories",
                         JsonObject{{"title", "Secret"},
                                    {"kind", "article"},
                                    {"stance", "useful"},
                                    {"language", "fr"},
                                    {"address", "https://revue.example/secret"}});
  ASSERT_EQ(made.status, 201) << print_json(made.body);
  auto const answer = propose(ines, {{"address", "https://revue.example/secret"}});
  EXPECT_EQ(answer.status, 201);
  // Editors are told, and keep one story of it.
  EXPECT_EQ(get(tom, "/suggestions").items()[0].string_or("offered_id"), made.text("id"));
  EXPECT_EQ(decide(tom, answer.text("id"), "kept").text("story_id"), made.text("id"));
  undo(answer.text("id"));
  EXPECT_EQ(get(tom, "/stories/" + made.text("id")).status, 200) << "the editors' own draft stays";
  EXPECT_EQ(call(ines, http::Method::del, "/suggestions/" + answer.text("id")).status, 204);
}

TEST_P(SuggestionsTest, trust_is_earned_told_ended_and_given_back) {
  decide(tom, proposed(ines, "Un"), "published");
  EXPECT_EQ(propose(ines, {{"words", "x"}, {"publish", true}}).code(), "suggestion.not_trusted");
  auto const second = proposed(ines, "Deux");
  decide(tom, second, "published");
  EXPECT_EQ(mine(ines).text("trust_news"), "given");
  EXPECT_EQ(recorded(), (std::vector<std::string>{"contributor.trusted nobody"}));
  auto const direct = propose(ines, {{"words", "Toute seule"}, {"publish", true}});
  EXPECT_EQ(direct.text("stage"), "published");
  EXPECT_EQ(get(paul, "/stories/" + direct.text("story_id")).status, 200);

  // Off in the settings: nobody does, at once.
  rule(false, 0);
  EXPECT_EQ(propose(ines, {{"words", "x"}, {"publish", true}}).code(), "suggestion.not_trusted");
  EXPECT_FALSE(mine(ines).yes("may_publish"));
  rule(false, 2);

  EXPECT_EQ(get(tom, "/contributors").status, 404) << "an editor does not decide of it";
  auto const people = get(lea, "/contributors");
  auto const id = people.body.array()->at(0).string_or("id");
  EXPECT_EQ(people.body.array()->at(0).string_or("name"), "Inès Kerjean");
  EXPECT_EQ(call(tom, http::Method::del, "/contributors/" + id).status, 404);
  EXPECT_EQ(call(lea, http::Method::del, "/contributors/" + id).status, 204);
  EXPECT_EQ(mine(ines).text("trust_news"), "ended");
  EXPECT_EQ(propose(ines, {{"words", "x"}, {"publish", true}}).code(), "suggestion.not_trusted");
  decide(tom, proposed(ines, "Trois"), "published");
  EXPECT_FALSE(mine(ines).yes("may_publish")) << "what a lead ended is not earned again by itself";
  EXPECT_EQ(call(lea, http::Method::put, "/contributors/" + id).status, 204);
  EXPECT_TRUE(mine(ines).yes("may_publish"));
  EXPECT_EQ(recorded(), (std::vector<std::string>{"contributor.trusted nobody", "contributor.ended 12",
                                                  "contributor.restored 12"}));
}

TEST_P(SuggestionsTest, a_publication_taken_back_takes_back_the_trust_that_it_earned) {
  decide(tom, proposed(ines, "Un"), "published");
  auto const second = proposed(ines, "Deux");
  decide(tom, second, "published");
  EXPECT_TRUE(mine(ines).yes("may_publish"));
  undo(second);
  EXPECT_FALSE(mine(ines).yes("may_publish"));
  EXPECT_FALSE(mine(ines).body.find("trust_news")->string()) << "nothing is left to tell";
}

TEST_P(SuggestionsTest, four_eyes_hold_for_editors_and_for_trusted_contributors) {
  decide(tom, proposed(ines, "Un"), "published");
  decide(tom, proposed(ines, "Deux"), "published");
  rule(true, 2);
  auto const held = propose(ines, {{"words", "Trois"}, {"publish", true}});
  EXPECT_EQ(held.text("stage"), "received");
  EXPECT_TRUE(held.yes("held"));
  EXPECT_EQ(decide(tom, held.text("id"), "published").status, 200) << "Tom is the second person";

  auto const made = call(
      tom, http::Method::post, "/stories",
      JsonObject{{"title", "De Tom"}, {"summary", "s"}, {"kind", "text"}, {"stance", "useful"}, {"language", "fr"}});
  auto const story = "/stories/" + made.text("id");
  EXPECT_EQ(get(tom, story).text("awaits"), "another");
  EXPECT_EQ(get(lea, story).text("awaits"), "you");
  auto const refused = call(tom, http::Method::post, story + "/publication");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "story.second_person_publishes");
  EXPECT_EQ(call(lea, http::Method::post, story + "/publication").status, 200);
  auto const change = Json(
      JsonObject{{"title", "Autre"}, {"summary", "s"}, {"kind", "text"}, {"stance", "useful"}, {"language", "fr"}});
  EXPECT_EQ(call(lea, http::Method::put, story, change).code(), "story.withdraw_first");
  EXPECT_EQ(call(tom, http::Method::del, story + "/publication").status, 200);
  EXPECT_EQ(call(tom, http::Method::post, story + "/publication").status, 200) << "Léa has seen this version";
}

TEST_P(SuggestionsTest, promise_1_leaving_takes_what_nobody_took_up_and_the_name_from_the_rest) {
  auto const waiting = proposed(ines, "En attente");
  decide(tom, proposed(ines, "Un"), "published");
  decide(tom, proposed(ines, "Deux"), "published");
  leave(ines);
  EXPECT_EQ(get(tom, "/suggestions").items().size(), 0u);
  EXPECT_EQ(decide(tom, waiting, "kept").status, 404);
  auto const decided = get(tom, "/suggestions?state=decided");
  ASSERT_EQ(decided.items().size(), 2u);
  EXPECT_FALSE(decided.items()[0].find("proposer_name")->string());
  EXPECT_EQ(decided.items()[0].string_or("words"), "");
  EXPECT_EQ(get(lea, "/contributors").body.array()->size(), 0u);
}

TEST_P(SuggestionsTest, pages_follow_each_other) {
  for (int i = 0; i < 5; ++i) proposed(ines, "Mot " + std::to_string(i));
  auto const first = get(ines, "/me/suggestions?limit=3");
  EXPECT_EQ(first.items().size(), 3u);
  auto const rest = get(ines, "/me/suggestions?limit=3&cursor=" + first.text("next"));
  EXPECT_EQ(rest.items().size(), 2u);
  EXPECT_EQ(rest.items().back().string_or("title"), "Mot 0");
  EXPECT_EQ(get(paul, "/me/suggestions?cursor=" + first.text("next")).code(), "input.bad_cursor");
  auto const shown = get(tom, "/suggestions?limit=4");
  EXPECT_EQ(get(tom, "/suggestions?limit=4&cursor=" + shown.text("next")).items().size(), 1u);
}

}  // namespace
}  // namespace essaim::content::suggestions
