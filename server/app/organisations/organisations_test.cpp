#include "app/organisations/changes.hpp"
#include "app/organisations/labels.hpp"
#include "app/organisations/lanes.hpp"
#include "app/organisations/registry.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/db/db.hpp"
#include "platform/db/postgres_schema.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

class Organisations : public testing::Test {
 protected:
  void SetUp() override {
    process.data = folder.string();
    process.base_url = "https://first.example";
    process.short_base_url = "https://go.example";
    process.listen = "127.0.0.1:8080";
    process.smtp_url = "smtp://mail.example:587";
    process.mail_from = "First <first@first.example>";
    process.allowed_internal_hosts = {"wiki.first.example"};
    process.trusted_proxies = {"127.0.0.1"};
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }
  void make_first() { std::ofstream(folder / "essaim.db"); }
  std::string code_of(NewOrganisation const& wanted) {
    auto const added = add_organisation(process, wanted);
    return added ? "" : added.error().code;
  }

  fs::path const folder = fs::temp_directory_path() / ("essaim-organisations-" + random_token(9));
  Config process;
};

TEST_F(Organisations, without_any_added_one_there_is_the_configuration_alone) {
  for (bool const made : {false, true}) {
    if (made) make_first();
    auto const all = served_organisations(process);
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 1u);
    EXPECT_EQ(all->front().data, process.data);
    EXPECT_EQ(all->front().organisation, "");
  }
  EXPECT_FALSE(fs::exists(organisations_folder(process))) << "looking makes nothing";
}

TEST_F(Organisations, promise_10_an_added_one_has_its_own_place_and_inherits_nothing_that_makes_an_organisation) {
  make_first();
  process.token_key_file = "/etc/essaim/first.key";
  process.backup_folder = "/var/backups/essaim";
  process.runtime_folder = "/run/essaim";
  auto const added = add_organisation(process, {"https://second.example", {{"hosts", "www.second.example"}}});
  ASSERT_TRUE(added) << added.error().detail;
  EXPECT_EQ(added->organisation.size(), 16u);
  EXPECT_EQ(added->data, (folder / "organisations" / added->organisation).string());
  EXPECT_EQ(added->data.find("second"), std::string::npos) << "no folder is named by what people type";
  EXPECT_EQ(added->key_file(), added->data + "/keys/token.key");
  EXPECT_EQ(added->runtime_folder, "/run/essaim/" + added->organisation);
  EXPECT_EQ(added->short_url(), "https://second.example");
  EXPECT_EQ(added->mail_from, "");
  EXPECT_EQ(added->smtp_url, "") << "no letter goes out in the first one's name";
  EXPECT_TRUE(added->allowed_internal_hosts.empty());
  EXPECT_EQ(added->backup_folder, process.backup_folder);
  EXPECT_EQ(hosts_of(*added), (std::vector<std::string>{"www.second.example", "second.example"}));
  EXPECT_TRUE(loopback_hosts_of(*added).empty());

  auto const all = served_organisations(process);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ(all->back().organisation, added->organisation) << "as the file says, read again";
  struct stat info {};
  ASSERT_EQ(::stat(organisation_file(process, added->organisation).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat(organisations_folder(process).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

TEST_F(Organisations, promise_10_a_host_belongs_to_one_organisation) {
  make_first();
  ASSERT_TRUE(add_organisation(process, {"https://second.example", {{"short_base_url", "https://s.example"}}}));
  for (auto const* taken :
       {"https://first.example", "https://FIRST.example", "https://go.example", "https://s.example"})
    EXPECT_EQ(code_of({taken, {}}), "organisation.host_taken") << taken;
  EXPECT_EQ(code_of({"https://third.example", {{"hosts", "a.example,Second.example"}}}), "organisation.host_taken");
  EXPECT_EQ(code_of({"https://third.example", {{"short_base_url", "https://go.example"}}}), "organisation.host_taken");
  EXPECT_EQ(code_of({"https://third.example", {}}), "");
}

TEST_F(Organisations, what_is_the_process_s_own_is_refused_and_so_is_what_nobody_knows) {
  make_first();
  for (auto const* key : {"data", "listen", "workers", "trusted_proxies", "metrics_listen", "runtime_folder", "demo"})
    EXPECT_EQ(code_of({"https://second.example", {{key, "1"}}}), "organisation.key_of_the_process") << key;
  EXPECT_EQ(code_of({"https://second.example", {{"mail_fro", "x"}}}), "config.unknown_key");
  EXPECT_FALSE(fs::exists(organisations_folder(process)));
}

TEST_F(Organisations, without_a_first_one_the_added_ones_are_all_there_is) {
  ASSERT_TRUE(add_organisation(process, {"https://first.example", {}})) << "its address was nobody's";
  auto all = served_organisations(process);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 1u);
  EXPECT_FALSE(all->front().organisation.empty());
  // A first one that lost its key is said to have lost it, and never passed over.
  fs::create_directories(folder / "media");
  all = served_organisations(process);
  EXPECT_EQ(all ? "" : all.error().code, "organisation.host_taken");
}

TEST_F(Organisations, removing_keeps_the_data_and_erasing_leaves_nothing) {
  make_first();
  process.runtime_folder = (folder / "runtime").string();
  auto const added = add_organisation(process, {"https://second.example", {}});
  ASSERT_TRUE(added);
  fs::create_directories(fs::path(added->data) / "keys");
  std::ofstream(added->key_file()) << "secret";
  std::ofstream(added->data + "/essaim.db") << "rows";
  EXPECT_EQ(find_removable(process, "first.example", false).error().code, "organisation.first");
  EXPECT_EQ(find_removable(process, "third.example", true).error().code, "cli.no_organisation");

  auto const which = find_removable(process, "second.example", false);
  ASSERT_TRUE(which);
  ASSERT_TRUE(remove_organisation(process, *which));
  EXPECT_EQ(served_organisations(process)->size(), 1u);
  EXPECT_TRUE(fs::exists(added->key_file()));
  EXPECT_EQ(code_of({"https://second.example", {}}), "organisation.kept");
  auto const back = add_kept_organisation(process, "second.example");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->organisation, added->organisation);
  EXPECT_EQ(served_organisations(process)->size(), 2u);

  ASSERT_TRUE(remove_organisation(process, *find_removable(process, "second.example", false)));
  EXPECT_FALSE(find_removable(process, "second.example", false)) << "it is removed already";
  auto const erased = erase_organisation(process, *find_removable(process, "second.example", true));
  ASSERT_TRUE(erased) << erased.error().detail;
  EXPECT_TRUE(fs::is_empty(organisations_folder(process)));
  EXPECT_TRUE(fs::exists(folder / "essaim.db"));
}

TEST(Metrics, of_several_organisations_say_whose_they_are_and_name_each_family_once) {
  std::string const one = "# HELP up Well.\n# TYPE up gauge\nup 1\n# TYPE jobs gauge\njobs{state=\"late\"} 2\n";
  std::string const other = "# HELP up Well.\n# TYPE up gauge\nup 0\n# TYPE jobs gauge\njobs{state=\"late\"} 3\n";
  EXPECT_EQ(label_metrics({{"Ab-1", one}, {"Cd_2", other}}),
            "# HELP up Well.\n# TYPE up gauge\nup{organisation=\"Ab-1\"} 1\nup{organisation=\"Cd_2\"} 0\n"
            "# TYPE jobs gauge\njobs{organisation=\"Ab-1\",state=\"late\"} 2\n"
            "jobs{organisation=\"Cd_2\",state=\"late\"} 3\n");
}

class NotedLane final : public http::FastLane {
 public:
  explicit NotedLane(std::string name) : name_(std::move(name)) {}
  void attach(http::FastReplies*) override {}
  std::optional<std::string_view> take(http::FastRequest const&, http::FastToken) override { return name_; }
  void turn_ended() override { ++turns; }
  void woken() override { ++wakes; }
  int patience() const override { return waits; }
  int turns = 0, wakes = 0, waits = -1;

 private:
  std::string name_;
};

TEST(Lanes, promise_10_a_link_is_looked_for_among_those_of_its_host) {
  NotedLane one("one"), other("other");
  LanesByHost lanes({{{"a.example", "go.a.example"}, &one}, {{"b.example:8443"}, &other}});
  auto const taken = [&](std::string_view host) {
    http::FastRequest request;
    request.code = "same";
    request.host = host;
    return lanes.take(request, {});
  };
  EXPECT_EQ(taken("a.example"), "one");
  EXPECT_EQ(taken("GO.A.example"), "one");
  EXPECT_EQ(taken("b.example:8443"), "other");
  EXPECT_THROW(taken("b.example"), std::logic_error) << "a port is part of the name";
  lanes.turn_ended();
  lanes.woken();
  EXPECT_EQ(one.turns + other.turns + one.wakes + other.wakes, 4);
  EXPECT_EQ(lanes.patience(), -1);
  one.waits = 200;
  other.waits = 40;
  EXPECT_EQ(lanes.patience(), 40);
  other.waits = -1;
  EXPECT_EQ(lanes.patience(), 200);
}

constexpr db::Sql make_secret{"test.make_secret", "create table organisation_identity(id TEXT)"};
constexpr db::Sql find_path{"test.find_path", "select current_setting('search_path') || ' ' || current_schema()"};

// The schemas and roles that a test made go again, however it ends.
struct MadeSchemas {
  std::string maker;
  std::vector<std::string> names{};
  ~MadeSchemas() {
    for (auto const& name : names) (void)db::drop_postgres_schema(maker, name);
  }
  Result<std::string> make() {
    names.push_back("essaim_test_" + hex(random_token(6)));
    return db::make_postgres_schema(maker, names.back());
  }
};

TEST(PostgresSchemas, promise_10_a_role_is_refused_what_is_in_another_s_schema) {
  auto const* const server = std::getenv("ESSAIM_TEST_POSTGRES");
  if (!server) GTEST_SKIP() << "no PostgreSQL here";
  MadeSchemas made{server};
  auto const first = made.make(), second = made.make();
  ASSERT_TRUE(first && second) << (first ? second : first).error().detail;
  auto const a = db::open_postgres(*first, 2), b = db::open_postgres(*second, 2);
  for (auto* each : {a.get(), b.get()}) each->write([](db::Tx& tx) { tx.run(make_secret); });
  EXPECT_EQ(a->read([](db::Tx& tx) { return tx.one<std::string>(find_path); }), made.names[0] + " " + made.names[0]);

  std::vector<std::string> const tries{"select * from " + made.names[1] + ".organisation_identity",
                                       "set search_path = " + made.names[1] + "; select * from organisation_identity",
                                       "create table " + made.names[1] + ".mine(id text)",
                                       "set role " + made.names[1],
                                       "create table public.mine(id text)",
                                       "create schema mine",
                                       "create role mine"};
  for (auto const& query : tries) EXPECT_THROW(a->write([&](db::Tx& tx) { tx.script(query); }), db::Broken) << query;
  EXPECT_TRUE(db::look_at_postgres(*first).reads_also.empty());
  auto const maker = db::look_at_postgres(server).reads_also;
  EXPECT_NE(std::find(maker.begin(), maker.end(), made.names[1]), maker.end()) << "a superuser reads all";
  EXPECT_EQ(db::make_postgres_schema(*first, "essaim_test_never").error().code, "postgres.may_not_make_roles");
}

TEST(PostgresSchemas, promise_10_a_database_that_is_given_must_be_its_own) {
  auto const* const server = std::getenv("ESSAIM_TEST_POSTGRES");
  if (!server) GTEST_SKIP() << "no PostgreSQL here";
  auto const folder = fs::temp_directory_path() / ("essaim-given-" + random_token(9));
  MadeSchemas made{server};
  auto const own = made.make();
  ASSERT_TRUE(own);
  Config process;
  process.data = folder.string();
  auto const add = [&](std::string const& url) {
    auto const added = add_organisation(process, {"https://x" + random_token(4) + ".example", {{"postgres", url}}});
    return added ? "" : added.error().code;
  };
  EXPECT_EQ(add(server), "organisation.not_its_own") << "public is everybody's";
  EXPECT_EQ(add(*own), "");
  db::open_postgres(*own, 1)->write([](db::Tx& tx) { tx.run(make_secret); });
  EXPECT_EQ(add(*own), "organisation.not_its_own") << "somebody lives there";
  fs::remove_all(folder);
}

}  // namespace
}  // namespace essaim
