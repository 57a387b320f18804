#include "features/people/structure/structure.hpp"

#include "base/text.hpp"
#include "features/people/rules.hpp"
#include "features/people/structure/store.hpp"
#include "features/people/test_world.hpp"

#include <gtest/gtest.h>

namespace essaim::people {
namespace {

constexpr db::Sql open_memberships{"test.open_memberships",
                                   "select count(*) from group_membership where until_at is null"};
constexpr db::Sql all_memberships{"test.all_memberships", "select count(*) from group_membership"};
constexpr db::Sql parents_of{"test.parents_of_group",
                             "select count(*) from group_parent p join org_group g on g.id = p.group_id where g.name = "
                             "$1"};

class StructureTest : public testing::TestWithParam<db::Engine> {
 protected:
  StructureTest() {
    world.set_up_administrator();
    EXPECT_EQ(ines.post("/setup", setup_body(world.token)).status, 201);
  }
  std::string add(std::string const& name, std::string const& group, std::string const& more = "") {
    auto const email = fold(name.substr(0, name.find(' '))) + "@helianne.example";
    auto const response = ines.post("/people", R"({"name":")" + name + R"(","email":")" + email +
                                                   R"(","group_path":")" + group + "\"" + more + "}");
    EXPECT_EQ(response.status, 201) << response.body;
    return ines.json(response).string_or("id");
  }
  http::Response patch(std::string const& path, std::string const& body) {
    return ines.call(http::Method::patch, path, body);
  }
  http::Response del(std::string const& path) { return ines.call(http::Method::del, path); }
  Json list(std::string const& path) { return ines.json(ines.get(path)); }
  /// "Direction > Travaux" → its id; empty where there is none.
  std::string group(std::string const& path) {
    auto const all = list("/groups");
    for (auto const& line : *all.array())
      if (line.string_or("path") == path) return line.string_or("id");
    return "";
  }
  std::string named(std::string const& path, std::string const& name) {
    auto const all = list(path);
    for (auto const& line : *all.array())
      if (line.string_or("name") == name) return line.string_or("id");
    return "";
  }
  int64_t headcount(std::string const& path) {
    auto const all = list("/groups");
    for (auto const& line : *all.array())
      if (line.string_or("path") == path) return *line.find("headcount")->integer();
    return -1;
  }
  std::string group_of(std::string const& name) {
    auto const found = list("/people?query=" + name);
    auto const* word = found.find("items")->array()->at(0).find("group_name");
    return word->string() ? *word->string() : "";
  }
  std::vector<std::string> log() {
    std::vector<std::string> lines;
    auto const changes = list("/changes?topic=structure&limit=100");
    for (auto const& c : *changes.find("items")->array()) {
      auto const* people = c.find("people");
      lines.push_back(join({c.string_or("action"), c.string_or("name"), c.string_or("from"), c.string_or("to"),
                            people->integer() ? std::to_string(*people->integer()) : ""},
                           "|"));
    }
    return lines;
  }
  int64_t count(db::Sql const& sql) {
    return world.db->read([&](db::Tx& tx) { return *tx.one<int64_t>(sql); });
  }
  World world{GetParam()};
  Browser ines{world};
};

std::string code_of(Browser& browser, http::Response const& response) {
  return browser.json(response).string_or("code");
}

std::string pointer_of(Browser& browser, http::Response const& response) {
  auto const json = browser.json(response);
  auto const* errors = json.find("errors");
  return errors && errors->array() && !errors->array()->empty() ? errors->array()->at(0).string_or("pointer") : "";
}

}  // namespace

TEST_P(StructureTest, a_group_is_added_renamed_and_moved_with_all_below_it) {
  add("Awa Ndiaye", "Direction > Travaux > Voirie");
  auto const made = ines.post("/groups", R"({"name":"Exploitation"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(ines.json(made).string_or("path"), "Exploitation");
  auto const works = group("Direction > Travaux");
  EXPECT_EQ(patch("/groups/" + works, R"({"name":"Chantiers"})").status, 200);
  EXPECT_EQ(group_of("Awa"), "Voirie");
  auto const moved = patch("/groups/" + works, R"({"parent_id":")" + group("Exploitation") + "\"}");
  EXPECT_EQ(ines.json(moved).string_or("path"), "Exploitation > Chantiers") << moved.body;
  EXPECT_EQ(headcount("Exploitation"), 1);
  EXPECT_EQ(headcount("Direction"), 0);
  EXPECT_EQ(world.db->read([&](db::Tx& tx) { return *tx.one<int64_t>(parents_of, "Chantiers"); }), 2)
      << "the tree of a day stays that day's";
  EXPECT_EQ(patch("/groups/" + works, R"({"parent_id":""})").status, 200) << "to the top";
  EXPECT_EQ(headcount("Chantiers > Voirie"), 1);
  auto const lines = log();
  ASSERT_GE(lines.size(), 4u);
  EXPECT_EQ(lines[0], "group.moved|Chantiers|Exploitation||");
  EXPECT_EQ(lines[1], "group.moved|Chantiers|Direction|Exploitation|");
  EXPECT_EQ(lines[2], "group.renamed||Travaux|Chantiers|");
  EXPECT_EQ(lines[3], "group.added|Exploitation|||");
}

TEST_P(StructureTest, a_circle_a_second_one_of_a_name_and_a_path_for_a_name_are_refused) {
  add("Awa Ndiaye", "Direction > Travaux > Voirie");
  add("Bo Li", "Direction > Eau");
  auto const direction = group("Direction"), works = group("Direction > Travaux");
  auto const circle =
      patch("/groups/" + direction, R"({"parent_id":")" + group("Direction > Travaux > Voirie") + "\"}");
  EXPECT_EQ(circle.status, 422);
  EXPECT_EQ(pointer_of(ines, circle), "/parent_id");
  EXPECT_EQ(patch("/groups/" + works, R"({"parent_id":")" + works + "\"}").status, 422);
  EXPECT_EQ(pointer_of(ines, patch("/groups/" + works, R"({"name":"éau"})")), "/name") << "accents and case aside";
  EXPECT_EQ(pointer_of(ines, ines.post("/groups", R"({"name":"A > B"})")), "/name");
  EXPECT_EQ(pointer_of(ines, ines.post("/groups", R"({"name":"  "})")), "/name");
  EXPECT_EQ(group("Direction > Travaux"), works) << "nothing of it was kept";
}

TEST_P(StructureTest, merging_keeps_every_person_and_says_before_what_happens) {
  add("Awa Ndiaye", "Travaux > Voirie");
  add("Bo Li", "Travaux");
  add("Cleo Roy", "Production > Voirie");
  add("Dan Ory", "Production");
  auto const works = group("Travaux"), production = group("Production");
  auto const fate = list("/groups/" + works + "/ending?into=" + production);
  EXPECT_EQ(*fate.find("people")->integer(), 2);
  EXPECT_EQ(*fate.find("merged")->integer(), 1) << "both have a Voirie";
  EXPECT_EQ(*fate.find("moved")->integer(), 0);
  EXPECT_EQ(fate.string_or("into_id"), production);
  int64_t const before = count(open_memberships), ever = count(all_memberships);
  EXPECT_EQ(del("/groups/" + works + "?into=" + production).status, 204);
  EXPECT_EQ(count(open_memberships), before) << "nobody is lost";
  EXPECT_EQ(count(all_memberships), ever + 2) << "where they were is history";
  EXPECT_EQ(headcount("Production"), 4);
  EXPECT_EQ(headcount("Production > Voirie"), 2);
  EXPECT_EQ(group_of("Awa"), "Voirie");
  EXPECT_EQ(group_of("Bo"), "Production");
  EXPECT_EQ(group("Travaux"), "");
  EXPECT_EQ(del("/groups/" + works).status, 404) << "it ended once";
  EXPECT_EQ(log()[0], "group.ended|Travaux > Voirie||Production > Voirie|1");
  EXPECT_EQ(log()[1], "group.ended|Travaux||Production|1");
}

TEST_P(StructureTest, a_removed_group_leaves_its_people_to_the_one_above) {
  add("Awa Ndiaye", "Direction > Travaux > Voirie");
  add("Bo Li", "Direction > Travaux");
  EXPECT_EQ(del("/groups/" + group("Direction > Travaux")).status, 204);
  EXPECT_EQ(group_of("Bo"), "Direction");
  EXPECT_EQ(headcount("Direction > Voirie"), 1) << "what stood below moves up";
  EXPECT_EQ(del("/groups/" + group("Direction > Voirie")).status, 204);
  EXPECT_EQ(headcount("Direction"), 2);
  EXPECT_EQ(del("/groups/" + group("Direction")).status, 204);
  EXPECT_EQ(group_of("Bo"), "") << "above the top there is no group";
  EXPECT_EQ(list("/people").find("items")->array()->size(), 3u) << "the people are all there";
}

TEST_P(StructureTest, who_moved_in_the_same_instant_stays_where_they_went) {
  auto const awa = add("Awa Ndiaye", "Travaux");
  add("Bo Li", "Travaux");
  patch("/people/" + awa, R"({"group_path":"Ventes"})");
  EXPECT_EQ(log()[0], "people.moved||Travaux|Ventes|1");
  EXPECT_EQ(log()[1], "group.added|Ventes|||");
  del("/groups/" + group("Travaux"));
  EXPECT_EQ(group_of("Awa"), "Ventes");
  EXPECT_EQ(group_of("Bo"), "");
}

TEST_P(StructureTest, an_import_after_a_merge_says_which_groups_it_would_make_and_counts_who_moves) {
  add("Awa Ndiaye", "Travaux");
  add("Bo Li", "Travaux");
  add("Cleo Roy", "Production");
  ASSERT_EQ(del("/groups/" + group("Travaux") + "?into=" + group("Production")).status, 204);
  auto const preview = ines.json(ines.call(http::Method::post, "/people/import-previews",
                                           "name,email,group,site,job family\n"
                                           "Awa Ndiaye,awa@helianne.example,Travaux > Voirie,Brest,Pose\n"
                                           "Bo Li,bo@helianne.example,Travaux,,\n"
                                           "Cleo Roy,cleo@helianne.example,Production,,\n",
                                           "text/csv"));
  EXPECT_EQ(print_json(*preview.find("new_groups")), R"(["Travaux","Travaux > Voirie"])");
  EXPECT_EQ(*preview.find("new_groups_count")->integer(), 2);
  EXPECT_EQ(print_json(*preview.find("new_sites")), R"(["Brest"])");
  EXPECT_EQ(print_json(*preview.find("new_job_families")), R"(["Pose"])");
  EXPECT_EQ(group("Travaux"), "") << "a preview makes nothing";
  ASSERT_EQ(ines.post("/people/imports", R"({"preview_id":")" + preview.string_or("id") + "\"}").status, 200);
  EXPECT_EQ(headcount("Travaux"), 2);
  auto const lines = log();
  EXPECT_EQ(lines[0], "people.moved||Production|Travaux > Voirie|1");
  EXPECT_EQ(lines[1], "people.moved||Production|Travaux|1");
  EXPECT_EQ(lines[2], "people.imported||||2");
}

TEST_P(StructureTest, promise_14_the_log_counts_who_moves_and_names_nobody) {
  auto const awa = add("Awa Ndiaye", "Travaux");
  patch("/people/" + awa, R"({"group_path":"Ventes"})");
  del("/groups/" + group("Ventes"));
  auto const body = ines.get("/changes?topic=structure").body;
  EXPECT_EQ(body.find("Awa"), std::string::npos) << body;
  EXPECT_EQ(body.find("awa@"), std::string::npos);
  EXPECT_EQ(body.find(awa), std::string::npos) << "nor by number";
}

TEST_P(StructureTest, sites_lie_in_the_zone_of_their_country_until_somebody_says_where) {
  auto const made = ines.post("/sites", R"({"name":"Brest","country":"FR"})");
  ASSERT_EQ(made.status, 201) << made.body;
  auto const brest = ines.json(made).string_or("id");
  EXPECT_EQ(ines.json(made).string_or("time_zone"), "Europe/Paris");
  EXPECT_EQ(ines.json(made).string_or("zone_id"), named("/zones", "FR"));
  auto const west =
      ines.json(ines.post("/zones", R"({"name":"Bretagne","parent_id":")" + named("/zones", "FR") + "\"}"));
  EXPECT_TRUE(west.find("country")->is_null());
  EXPECT_EQ(patch("/sites/" + brest, R"({"zone_id":")" + west.string_or("id") + "\"}").status, 200);
  auto const moved = ines.json(patch("/sites/" + brest, R"({"country":"BE","time_zone":"Europe/Brussels"})"));
  EXPECT_EQ(moved.string_or("zone_id"), named("/zones", "BE")) << "another country, another zone";
  EXPECT_EQ(pointer_of(ines, patch("/sites/" + brest, R"({"time_zone":"Europe/Brst"})")), "/time_zone");
  EXPECT_EQ(pointer_of(ines, patch("/zones/" + named("/zones", "FR"), R"({"name":"Hexagone"})")), "/name")
      << "a country is named in each reader's language";
  EXPECT_EQ(patch("/zones/" + named("/zones", "FR"), R"({"parent_id":")" + west.string_or("id") + "\"}").status, 422);
  EXPECT_EQ(del("/zones/" + named("/zones", "FR")).status, 204);
  auto const zones = list("/zones");
  for (auto const& zone : *zones.array())
    if (zone.string_or("name") == "Bretagne") { EXPECT_TRUE(zone.find("parent_id")->is_null()); }
}

TEST_P(StructureTest, two_spellings_of_a_site_become_one_and_its_name_is_free_again) {
  add("Awa Ndiaye", "", R"(,"site":"Brest","country":"FR")");
  add("Bo Li", "", R"(,"site":"Brest port","country":"FR")");
  auto const port = named("/sites", "Brest port");
  auto const fate = list("/sites/" + port + "/ending?into=" + named("/sites", "Brest"));
  EXPECT_EQ(*fate.find("people")->integer(), 1);
  EXPECT_EQ(del("/sites/" + port + "?into=" + named("/sites", "Brest")).status, 204);
  auto const sites = list("/sites");
  for (auto const& site : *sites.array())
    if (site.string_or("name") == "Brest") { EXPECT_EQ(*site.find("headcount")->integer(), 2); }
  EXPECT_EQ(ines.post("/sites", R"({"name":"Brest port","country":"FR"})").status, 201);
  EXPECT_EQ(pointer_of(ines, ines.post("/sites", R"({"name":"brest","country":"FR"})")), "/name");
  EXPECT_EQ(ines.post("/sites", R"({"name":"Brest","country":"BY"})").status, 201) << "another country's";
  EXPECT_EQ(del("/sites/" + named("/sites", "Brest port")).status, 204);
}

TEST_P(StructureTest, job_families_are_kept_like_the_rest) {
  add("Awa Ndiaye", "", R"(,"job_family":"Pose")");
  add("Bo Li", "", R"(,"job_family":"Poseurs")");
  auto const second = named("/job-families", "Poseurs");
  EXPECT_EQ(pointer_of(ines, patch("/job-families/" + second, R"({"name":"POSE"})")), "/name");
  EXPECT_EQ(del("/job-families/" + second + "?into=" + named("/job-families", "Pose")).status, 204);
  auto const families = list("/job-families");
  ASSERT_EQ(families.array()->size(), 1u);
  EXPECT_EQ(*families.array()->at(0).find("headcount")->integer(), 2);
  EXPECT_EQ(patch("/job-families/" + named("/job-families", "Pose"), R"({"name":"Pose et soudure"})").status, 200);
  EXPECT_EQ(ines.post("/job-families", R"({"name":"Études"})").status, 201);
  EXPECT_EQ(del("/job-families/" + named("/job-families", "Pose et soudure")).status, 204);
  EXPECT_EQ(log()[0], "job_family.ended|Pose et soudure|||2");
}

TEST_P(StructureTest, a_partners_time_ends_with_their_last_day_and_resumes_when_it_is_moved) {
  auto const awa = add("Awa Ndiaye", "", R"(,"status":"partner","ends_on":"2026-11-30")");
  ines.post("/invitations", R"({"person_ids":[")" + awa + R"("]})");
  world.work();
  Browser browser(world);
  ASSERT_EQ(browser.accept(world.last_token()).status, 200);
  browser.call(http::Method::put, "/me/password", R"({"current_password":null,"new_password":"une phrase calme"})");
  auto const come_in = [&] { return Browser(world).post("/session", credentials("awa@helianne.example", password)); };
  world.clock.set(*from_rfc3339("2026-12-01T11:59:00Z"));
  EXPECT_EQ(browser.get("/me").status, 200) << "the 30th is not over on every clock yet";
  world.clock.set(*from_rfc3339("2026-12-01T12:00:00Z"));
  EXPECT_EQ(browser.get("/me").status, 401);
  EXPECT_EQ(code_of(browser, come_in()), "session.time_over");
  browser.post("/sign-in-links", R"({"email":"awa@helianne.example"})");
  world.work();
  auto const link = browser.post("/sign-in-links/redemption", R"({"token":")" + world.last_token() + R"("})");
  EXPECT_EQ(code_of(browser, link), "session.time_over");
  ASSERT_EQ(ines.post("/session", credentials("ines@helianne.example", password)).status, 200);
  EXPECT_EQ(patch("/people/" + awa, R"({"ends_on":"2027-03-31"})").status, 200);
  EXPECT_EQ(come_in().status, 200) << "nothing was lost meanwhile";
  EXPECT_TRUE(world.db->read([&](db::Tx& tx) { return is_member(tx, *find_by_email(tx, "awa@helianne.example")); }))
      << "membership paused, and was never ended by anybody else";
}

TEST_P(StructureTest, only_partners_have_a_last_day_and_no_administrator_runs_out) {
  auto const awa = add("Awa Ndiaye", "");
  EXPECT_EQ(pointer_of(ines, patch("/people/" + awa, R"({"ends_on":"2027-03-31"})")), "/ends_on");
  EXPECT_EQ(patch("/people/" + awa, R"({"status":"partner","ends_on":"2027-03-31"})").status, 200);
  EXPECT_EQ(pointer_of(ines, patch("/people/" + awa, R"({"ends_on":"31/03/2027"})")), "/ends_on");
  auto const roles = [&](std::string const& id, std::string const& which) {
    return ines.call(http::Method::put, "/people/" + id + "/roles", R"({"roles":[)" + which + "]}");
  };
  EXPECT_EQ(code_of(ines, roles(awa, R"("administrator")")), "people.administrator_ends");
  EXPECT_EQ(roles(awa, R"("lead")").status, 200);
  EXPECT_EQ(patch("/people/" + awa, R"({"status":"employee"})").status, 200);
  EXPECT_TRUE(list("/people?query=Awa").find("items")->array()->at(0).find("ends_on")->is_null());
  EXPECT_EQ(roles(awa, R"("administrator")").status, 200);
  EXPECT_EQ(pointer_of(ines, patch("/people/" + awa, R"({"status":"partner","ends_on":"2027-03-31"})")), "/ends_on");
  auto const preview = ines.json(ines.call(http::Method::post, "/people/import-previews",
                                           "nom complet;e-mail;statut;date de fin\n"
                                           "Awa Ndiaye;awa@helianne.example;partenaire;31/03/2027\n"
                                           "Bo Li;bo@helianne.example;partenaire;31/03/2027\n"
                                           "Cleo Roy;cleo@helianne.example;;31/03/2027\n"
                                           "Dan Ory;dan@helianne.example;partenaire;bientôt\n",
                                           "text/csv"));
  std::string codes;
  for (auto const& refusal : *preview.find("refused")->array()) codes += refusal.string_or("code") + " ";
  EXPECT_EQ(codes, "people.administrator_ends people.ends_on_partners_only people.day_unknown ");
  ASSERT_EQ(ines.post("/people/imports", R"({"preview_id":")" + preview.string_or("id") + "\"}").status, 200);
  EXPECT_EQ(list("/people?query=Bo").find("items")->array()->at(0).string_or("ends_on"), "2027-03-31");
}

INSTANTIATE_TEST_SUITE_P(Engines, StructureTest, testing::ValuesIn(TestOrganisation::engines()));

}  // namespace essaim::people
