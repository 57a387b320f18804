// Trust, on the whole product: what stands in the register, in the access log and in the tables of what is stored, and
// that nothing was forgotten in any of them.
#include "features/privacy/privacy.hpp"

#include "app/compose.hpp"
#include "app/front.hpp"
#include "app/open_organisation.hpp"
#include "app/roles.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "features/people/people.hpp"
#include "platform/i18n/catalogue.hpp"
#include "platform/jobs/jobs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

namespace essaim {
namespace {

using http::Method;

class Company {
 public:
  explicit Company(db::Engine engine = db::Engine::sqlite) {
    Config config;
    config.data = (folder_ / "data").string();
    config.runtime_folder = (folder_ / "runtime").string();
    config.base_url = "https://essaim.example.org";
    if (engine == db::Engine::postgres) {
      std::string const url = std::getenv("ESSAIM_TEST_POSTGRES");
      schema_ = "privacy_" + hex(random_token(9));
      db::open_postgres(url, 1)->write([&](db::Tx& tx) { tx.script("create schema " + schema_); });
      config.postgres = url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_;
    }
    open = OpenOrganisation::open(std::move(config), clock).value();
    app.emplace(App{.organisation = **open});
    EXPECT_TRUE(compose(*app));
    app->authenticate = [this](Organisation&, http::Request const&) { return viewer_; };
    front_.emplace(std::vector<App*>{&*app});
    people::NewPerson first{.name = "Camille Roux", .email = "camille@example.org", .roles = {"administrator"}};
    camille = people::set_up(**open, "Hélianne", "Les Éclaireurs", first)->value;
    lea = add("Léa Berger", {"lead"});
    karim = add("Karim Benali", {"data-protection"});
    awa = add("Awa Diallo");
    paul = add("Paul Martin");
  }
  ~Company() {
    app.reset();
    if (!schema_.empty()) db().write([&](db::Tx& tx) { tx.script("drop schema " + schema_ + " cascade"); });
    open.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  int64_t add(std::string const& name, std::vector<std::string> roles = {}) {
    people::NewPerson person{.name = name, .email = fmt::format("p{}@example.org", ++people_), .roles = roles};
    person.member = true;
    auto const id = people::add_person(**open, person)->value;
    email[id] = person.email;
    return id;
  }
  http::Response ask(int64_t who, Method method, std::string const& target, std::string body = "") {
    clock.advance(milliseconds(5));  // what happens later is numbered later
    viewer_ = {.person = who, .session = 1, .is_member = true, .permissions = {}};
    auto const roles = db().read([&](db::Tx& tx) { return people::roles_of(tx, {who}); });
    viewer_.permissions = permissions_of(roles);
    http::Request request;
    request.method = method;
    request.target = "/api/v1" + target;
    auto const mark = request.target.find('?');
    request.path = request.target.substr(0, mark);
    if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
    request.host = "essaim.example.org";
    request.headers = {{"x-essaim", "1"}};
    if (!body.empty()) request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    return front_->answer(request);
  }
  std::string get(int64_t who, std::string const& target) {
    auto const response = ask(who, Method::get, target);
    EXPECT_EQ(response.status, 200) << target << " " << response.body;
    return response.body;
  }
  JsonArray accesses(int64_t who) {
    auto const body = parse_json(get(who, "/trust/accesses")).value();
    return *body.find("items")->array();
  }
  std::string shown(int64_t id) { return (*open)->ids.show(id); }
  void leave(int64_t who) { EXPECT_EQ(ask(who, Method::del, "/me/membership", R"({"confirm":true})").status, 204); }
  void work() {
    for (int i = 0; i < 200 && open->jobs().run_one(); ++i) {}
  }
  db::Db& db() { return *(*open)->db; }

  ManualClock clock{{1'795'500'000'000}};  // 24 November 2026
  std::unique_ptr<OpenOrganisation> open;
  std::optional<App> app;
  int64_t camille = 0, lea = 0, karim = 0, awa = 0, paul = 0;
  std::map<int64_t, std::string> email;

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("essaim-privacy-" + random_token(9));
  std::string schema_;
  std::optional<Front> front_;
  Viewer viewer_;
  int people_ = 0;
};

Instant at(std::string_view text) { return from_rfc3339(text).value(); }

/// What everybody reads of the register: screen and file, in both languages.
std::string register_of(Company& company, int64_t reader) {
  return company.get(reader, "/trust/register") + company.get(reader, "/trust/register.csv?language=fr") +
         company.get(reader, "/trust/register.csv?language=en");
}

std::vector<db::Engine> engines() {
  return std::getenv("ESSAIM_TEST_POSTGRES") ? std::vector{db::Engine::sqlite, db::Engine::postgres}
                                             : std::vector{db::Engine::sqlite};
}

}  // namespace

TEST(Trust, every_column_about_a_person_stands_in_one_kind_that_has_its_words) {
  Company company;
  std::map<std::string, std::string> kind_of;
  auto const words = Catalogue::embedded();
  for (auto const& kind : privacy::kinds()) {
    for (auto const* language : {"fr", "en"})
      for (auto const& key : {fmt::format("trust.kind.{}", kind.name), fmt::format("trust.kind.{}.for", kind.name),
                              fmt::format("trust.keeps.{}", kind.keeps)})
        EXPECT_TRUE(words.has(language, key)) << key;
    for (auto const column : kind.columns)
      EXPECT_TRUE(kind_of.emplace(column, kind.name).second) << column << " stands in two kinds";
  }
  std::set<std::string> answered, lists;
  for (auto const& held : (*company.open)->personal_data)
    for (auto const& column : held.columns) answered.emplace(column.name);
  for (auto const& column : answered) EXPECT_TRUE(kind_of.contains(column)) << column << " is told of nowhere";
  for (auto const& [column, kind] : kind_of) EXPECT_TRUE(answered.contains(column)) << column << " is no column";
}

TEST(Trust, what_is_mine_is_counted_as_it_would_be_downloaded) {
  Company company;
  auto const mine = [&](int64_t who, std::string_view kind) -> std::optional<int64_t> {
    auto const trust = parse_json(company.get(who, "/trust")).value();
    for (auto const& each : *trust.find("kinds")->array())
      if (each.string_or("name") == kind && each.find("mine")->integer()) return *each.find("mine")->integer();
    return std::nullopt;
  };
  EXPECT_EQ(mine(company.awa, "consents"), 1);
  EXPECT_EQ(mine(company.awa, "roles"), 0);
  EXPECT_EQ(mine(company.lea, "roles"), 1);
  EXPECT_EQ(mine(company.awa, "shares"), 0);
  EXPECT_EQ(mine(company.awa, "backups"), std::nullopt);
  for (auto const& kind : privacy::kinds())
    EXPECT_EQ(mine(company.awa, kind.name).has_value(), !kind.lists.empty()) << kind.name;
}

TEST(Trust, every_right_of_the_matrix_has_its_words_and_its_routes) {
  Company company;
  auto const words = Catalogue::embedded();
  auto const trust = parse_json(company.get(company.awa, "/trust")).value();
  std::map<std::string, std::set<std::string>> told;
  int64_t routes = 0;
  for (auto const& right : *trust.find("rights")->array()) {
    auto const permission = right.string_or("permission");
    for (auto const* language : {"fr", "en"})
      EXPECT_TRUE(words.has(language, "trust.right." + permission)) << permission;
    routes += *right.find("routes")->integer();
    for (auto const& role : *right.find("roles")->array()) told[std::string(*role.string())].insert(permission);
  }
  EXPECT_EQ(routes, int64_t(company.app->router.routes().size()));
  for (auto const& role : roles()) {
    std::set<std::string> const held(role.permissions.begin(), role.permissions.end());
    EXPECT_EQ(told[std::string(role.name)], held) << role.name;
  }
}

TEST(Trust, every_promise_that_has_tests_has_its_words) {
  auto const words = Catalogue::embedded();
  std::map<int64_t, std::set<std::string>> here;
  auto const& all = *testing::UnitTest::GetInstance();
  for (int suite = 0; suite < all.total_test_suite_count(); ++suite)
    for (int test = 0; test < all.GetTestSuite(suite)->total_test_count(); ++test) {
      std::string_view const name = all.GetTestSuite(suite)->GetTestInfo(test)->name();
      if (name.starts_with("promise_")) here[std::atoll(name.data() + 8)].emplace(name.substr(0, name.find('/')));
    }
  EXPECT_GT(here.size(), 10u);
  std::map<int64_t, int64_t> counted;
  for (auto const& [number, tests] : privacy::promise_tests()) {
    counted[number] = tests;
    for (auto const* language : {"fr", "en"})
      EXPECT_TRUE(words.has(language, fmt::format("trust.promise.{}", number))) << number;
  }
  for (auto const& [number, tests] : here) EXPECT_GE(counted[number], int64_t(tests.size())) << number;
  EXPECT_FALSE(privacy::version().empty());
}

TEST(Trust, every_door_that_tells_of_persons_is_watched) {
  Company company;
  // What needs a granted permission to be read, and tells of nobody.
  std::set<std::string> const of_nobody{"/outbox",
                                        "/first-steps",
                                        "/groups/{id}/ending",
                                        "/sites/{id}/ending",
                                        "/zones",
                                        "/job-families",
                                        "/settings",
                                        "/brand/palette",
                                        "/marks/{id}",
                                        "/mix",
                                        "/sources",
                                        "/watch",
                                        "/backup",
                                        "/sources.opml",
                                        "/watch/{id}",
                                        "/themes",
                                        "/avoided-words",
                                        "/guide/countries",
                                        "/library/rules"};
  auto const words = Catalogue::embedded();
  std::set<std::string> doors;
  for (auto const& route : company.app->router.routes()) {
    auto const path = route.path.substr(company.app->router.prefix().size());
    bool const granted =
        route.permission != open_to_all && route.permission != signed_in && route.permission != for_members;
    auto const passage = privacy::find_passage(route.method, path);
    if (passage) doors.emplace(passage->door->name);
    bool const file = route.permission == signed_in && (path.ends_with(".csv") || path.ends_with(".xlsx"));
    bool const reads = (granted || file) && route.method == Method::get, about_people = path.starts_with("/people");
    bool const watched = passage || !(reads || about_people) || of_nobody.contains(path);
    EXPECT_TRUE(watched) << path << " tells of persons unseen, or is to be named above";
    bool const names_one = about_people && path.find("{id}") != std::string::npos;
    EXPECT_TRUE(!names_one || (passage && !passage->person.empty())) << path;
  }
  for (auto const& door : privacy::reading_doors()) {
    EXPECT_TRUE(doors.contains(std::string(door.name))) << door.path << " is no route";
    for (auto const* language : {"fr", "en"})
      EXPECT_TRUE(words.has(language, fmt::format("trust.door.{}", door.name))) << door.name;
  }
}

TEST(Trust, promise_16_everybody_reads_role_day_and_cut_and_only_some_read_names) {
  for (auto const engine : engines()) {
    Company company(engine);
    auto const awa = company.shown(company.awa);
    company.get(company.lea, "/people");
    company.get(company.lea, "/people?cursor=&limit=5");  // the same part again: one line
    company.get(company.lea, "/people?query=awa");
    EXPECT_EQ(company.ask(company.camille, Method::patch, "/people/" + awa, R"({"name":"Awa Ndiaye"})").status, 200);
    EXPECT_EQ(company.ask(company.camille, Method::put, "/people/" + awa + "/roles", R"({"roles":["editor"]})").status,
              200);
    EXPECT_EQ(company.ask(company.lea, Method::patch, "/people/" + awa, R"({"name":"Awa"})").status, 404);
    company.get(company.paul, "/figures.csv?language=fr");
    company.get(company.paul, "/figures");
    company.get(company.paul, "/influence.csv?table=days&language=fr");

    auto const everybody = company.accesses(company.paul);
    std::vector<std::string> lines;
    for (auto const& line : everybody) {
      lines.push_back(line.string_or("role") + " " + line.string_or("door") + " " + line.string_or("cut"));
      EXPECT_TRUE(line.find("viewer")->is_null() && line.find("subject")->is_null());
      EXPECT_EQ(line.string_or("day"), "2026-11-24");
    }
    EXPECT_EQ(lines, (std::vector<std::string>{" figures_file ", "administrator roles_changed ",
                                               "administrator person_changed ", "lead directory search",
                                               "lead directory all"}));
    auto const hers = company.accesses(company.awa);
    for (size_t i = 0; i < hers.size(); ++i) {
      bool const mine = i == 1 || i == 2;
      EXPECT_EQ(*hers[i].find("about_me")->boolean(), mine);
      EXPECT_EQ(hers[i].string_or("viewer"), mine ? "Camille Roux" : "");
      EXPECT_EQ(hers[i].string_or("subject"), mine ? "Awa Ndiaye" : "");
    }
    EXPECT_EQ(company.accesses(company.camille).size(), 5u) << "reading the log is no line of it";
    for (auto const& line : company.accesses(company.karim)) EXPECT_TRUE(line.find("viewer")->string());
    EXPECT_EQ(company.accesses(company.karim).back().string_or("viewer"), "Léa Berger");
  }
}

TEST(Trust, promise_16_a_proof_is_opened_on_a_claim_and_its_person_is_told) {
  Company company;
  auto const claim = [&](int64_t who, std::string const& email, std::string const& why) {
    Json in;
    in.set("email", email).set("claim", why);
    return company.ask(who, Method::post, "/trust/proofs", print_json(in));
  };
  auto const& address = company.email[company.awa];
  EXPECT_EQ(claim(company.camille, address, "par curiosité").status, 404) << "an administrator verifies nothing";
  EXPECT_EQ(claim(company.karim, address, "   ").status, 422);
  EXPECT_TRUE(company.accesses(company.awa).empty());

  auto const opened = claim(company.karim, address, "Demande d’Awa du 20 novembre");
  ASSERT_EQ(opened.status, 200) << opened.body;
  auto const proof = parse_json(opened.body).value();
  ASSERT_EQ(proof.find("lines")->array()->size(), 1u);
  EXPECT_EQ((*proof.find("lines")->array())[0].string_or("text_version"), "1/fr");

  auto const hers = company.accesses(company.awa);
  ASSERT_EQ(hers.size(), 1u);
  EXPECT_EQ(hers[0].string_or("door"), "proof");
  EXPECT_EQ(hers[0].string_or("viewer"), "Karim Benali");
  EXPECT_EQ(hers[0].string_or("subject"), "Awa Diallo");
  EXPECT_NE(company.get(company.awa, "/me").find("proof_opened"), std::string::npos);
  EXPECT_NE(company.get(company.awa, "/me").find("Demande d’Awa du 20 novembre"), std::string::npos);
  EXPECT_NE(company.get(company.awa, "/me/export").find("Karim Benali"), std::string::npos);

  auto const others = company.accesses(company.paul);
  ASSERT_EQ(others.size(), 1u);
  EXPECT_TRUE(others[0].find("viewer")->is_null() && others[0].find("subject")->is_null());
  EXPECT_FALSE(*others[0].find("about_me")->boolean());
  EXPECT_EQ(company.accesses(company.karim)[0].string_or("subject"), "Awa Diallo");

  auto const nobody = claim(company.karim, "nobody@example.org", "Demande d’un inconnu");
  ASSERT_EQ(nobody.status, 200);
  EXPECT_TRUE(parse_json(nobody.body).value().find("lines")->array()->empty());
}

TEST(Trust, promise_16_a_withdrawal_inside_a_month_moves_no_byte_of_the_register) {
  for (auto const engine : engines()) {
    std::string told[2];
    for (int world : {0, 1}) {
      Company company(engine);
      std::vector<int64_t> members;
      for (int i = 0; i < 30; ++i) members.push_back(company.add(fmt::format("Person {}", i)));
      for (size_t i = 0; i < 7; ++i) company.leave(members[i]);
      company.clock.set(at("2026-12-01T03:00:00Z"));
      company.work();
      auto const before = register_of(company, company.paul);
      EXPECT_NE(before.find("\"in_force\":25"), std::string::npos) << before;  // 27 of 34, and 7 withdrawn
      EXPECT_NE(before.find("\"withdrawn\":5"), std::string::npos);
      company.clock.set(at("2026-12-09T10:00:00Z"));
      if (world == 1) company.leave(members[20]);
      company.work();
      company.clock.set(at("2026-12-20T10:00:00Z"));
      company.work();
      for (auto const reader : {company.paul, company.lea, company.camille, company.karim})
        EXPECT_EQ(register_of(company, reader), before);
      told[world] = before + company.get(company.lea, "/trust");
    }
    EXPECT_EQ(told[0], told[1]);
  }
}

TEST(Trust, promise_16_a_closed_month_never_moves_and_missed_ones_are_caught_up) {
  Company company;
  std::vector<int64_t> members;
  for (int i = 0; i < 30; ++i) members.push_back(company.add(fmt::format("Person {}", i)));
  company.clock.set(at("2026-12-05T10:00:00Z"));
  for (size_t i = 0; i < 10; ++i) company.leave(members[i]);
  company.clock.set(at("2027-02-03T10:00:00Z"));  // two months without a server
  company.work();
  auto const rows = company.get(company.paul, "/trust/register.csv?language=en");
  EXPECT_EQ(rows,
            "Month,Purpose,In force,Withdrawn,Hidden\r\n2027-01,Charter,25,10,no\r\n2026-12,Charter,25,10,no\r\n"
            "2026-11,Charter,,,yes\r\n");
  for (size_t i = 10; i < 20; ++i) company.leave(members[i]);
  company.work();
  EXPECT_EQ(company.get(company.paul, "/trust/register.csv?language=en"), rows);
}

TEST(Trust, the_access_log_forgets_after_a_year) {
  Company company;
  company.get(company.lea, "/people");
  company.clock.advance(days(200));
  company.work();
  EXPECT_EQ(company.accesses(company.paul).size(), 1u);
  company.clock.advance(days(200));
  company.work();
  EXPECT_TRUE(company.accesses(company.paul).empty());
}

TEST(PersonRequests, promise_17_a_file_waits_fourteen_days_for_its_person_alone) {
  for (auto const engine : engines()) {
    Company company(engine);
    auto const prepare = [&](std::string const& email) {
      privacy::ask(**company.open, {.what = privacy::PersonRequest::What::export_file, .email = email});
      company.work();
    };
    auto const waits = [&](int64_t who) { return company.get(who, "/me/prepared-file"); };
    auto const open = [&](int64_t who) { return company.ask(who, Method::post, "/me/prepared-file/opening"); };
    constexpr std::string_view nothing = R"({"made_at":null,"ends_at":null})";
    EXPECT_EQ(waits(company.awa), nothing);
    EXPECT_EQ(open(company.awa).status, 404);

    prepare(company.email[company.awa]);
    EXPECT_EQ(waits(company.paul), nothing);
    EXPECT_EQ(open(company.camille).status, 404) << "an administrator opens nobody's";
    auto const opened = open(company.awa);
    EXPECT_EQ(opened.status, 200);
    EXPECT_NE(opened.body.find("Awa Diallo"), std::string::npos);
    EXPECT_EQ(open(company.awa).status, 404) << "once";
    EXPECT_EQ(waits(company.awa), nothing);

    prepare(company.email[company.awa]);
    prepare(company.email[company.awa]);  // the newer one takes the older one's place
    EXPECT_NE(waits(company.awa), nothing);
    company.clock.advance(days(13));
    EXPECT_NE(waits(company.awa), nothing);
    company.clock.advance(days(1));
    EXPECT_EQ(waits(company.awa), nothing);
    EXPECT_EQ(open(company.awa).status, 404);
    auto const told = company.get(company.lea, "/retention");
    EXPECT_NE(told.find(R"({"kind":"prepared_file","days":14})"), std::string::npos);
  }
}

TEST(PersonRequests, promise_4_the_operator_is_answered_alike_whoever_it_is_about) {
  using What = privacy::PersonRequest::What;
  Company company;
  people::NewPerson silent{.name = "Sam Silent", .email = "silent@example.org"};
  ASSERT_TRUE(people::add_person(**company.open, silent));
  company.leave(company.paul);
  std::vector<std::string> const everybody{company.email[company.awa], company.email[company.paul],
                                           "silent@example.org", "nobody@example.org"};
  for (auto const what : {What::export_file, What::erase}) {
    std::set<std::string> answers;
    for (auto const& email : everybody) {
      auto const id = privacy::ask(**company.open, {.what = what, .email = email});
      company.work();
      auto const answer = privacy::take_answer(**company.open, id);
      ASSERT_TRUE(answer) << email;
      answers.insert(answer->refusal + print_json(answer->said) + answer->sealed);
      EXPECT_FALSE(privacy::take_answer(**company.open, id)) << "read once, then gone";
    }
    EXPECT_EQ(answers.size(), 1u);
  }
}

TEST(PersonRequests, promise_16_what_the_operator_does_has_its_words_in_the_log) {
  Company company;
  privacy::ask(**company.open,
               {.what = privacy::PersonRequest::What::export_file, .email = company.email[company.awa]});
  privacy::ask(**company.open, {.what = privacy::PersonRequest::What::erase, .email = company.email[company.paul]});
  company.work();
  company.db().write([&](db::Tx& tx) { privacy::note_backup(tx, company.clock.now()); });
  auto const words = Catalogue::embedded();
  auto const log = company.accesses(company.lea);
  ASSERT_EQ(log.size(), 3u);
  for (auto const& line : log) {
    EXPECT_EQ(line.string_or("role"), "operator");
    EXPECT_TRUE(line.find("viewer")->is_null() && line.find("subject")->is_null());
    for (auto const* language : {"fr", "en"})
      EXPECT_TRUE(words.has(language, "trust.door." + line.string_or("door"))) << line.string_or("door");
  }
}

TEST(PersonRequests, the_last_administrator_is_not_erased) {
  Company company;
  auto const id =
      privacy::ask(**company.open, {.what = privacy::PersonRequest::What::erase, .email = "camille@example.org"});
  company.work();
  EXPECT_EQ(privacy::take_answer(**company.open, id)->refusal, "people.last_administrator");
  EXPECT_EQ(company.ask(company.camille, Method::get, "/me").status, 200);
  EXPECT_FALSE(std::filesystem::exists((**company.open).folder / "withdrawals")) << "nothing was taken back";
}

TEST(Trust, the_newest_changes_bear_nobodys_name) {
  Company company;
  auto const lines = company.get(company.awa, "/changes/newest");
  EXPECT_NE(lines.find("setup.done"), std::string::npos);
  for (auto const* name : {"Camille", "Karim", "Léa"}) EXPECT_EQ(lines.find(name), std::string::npos) << lines;
}

}  // namespace essaim
