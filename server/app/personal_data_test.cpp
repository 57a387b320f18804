// Nothing of a person is forgotten when they leave, because somebody added a table: every column of both stores that
// may name one is found in the schema itself, must be answered for by a feature, and what leaving does to it is tried.
#include "app/compose.hpp"
#include "app/open_organisation.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/config/embedded.hpp"
#include "platform/db/migrate.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <map>
#include <set>

namespace essaim {
namespace {

struct Column {
  std::string table, name, type;
  static Column read(db::Row& row) {
    Column out{row.text(), row.text(), row.text()};
    return out;
  }
  std::string path() const { return table + "." + name; }
};

constexpr db::Sql sqlite_columns{
    "test.sqlite_columns",
    "select m.name, c.name, lower(c.type) from sqlite_master m join pragma_table_info(m.name) c "
    "where m.type = 'table' order by 1, c.cid"};
constexpr db::Sql sqlite_definitions{"test.sqlite_definitions",
                                     "select name, sql from sqlite_master where type = 'table' and sql is not null"};
constexpr db::Sql postgres_columns{
    "test.postgres_columns",
    "select c.table_name::text, c.column_name::text, c.data_type::text from information_schema.columns c "
    "join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name "
    "where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' order by 1, c.ordinal_position"};
constexpr db::Sql columns_that_point_to_people{
    "test.columns_that_point_to_people",
    "select m.name, f.\"from\", '' from sqlite_master m join pragma_foreign_key_list(m.name) f "
    "where m.type = 'table' and f.\"table\" = 'person' order by 1, 2"};

// What looks like one and is none.
constexpr std::array<std::string_view, 10> nobody{
    "zone.parent_id",               // a zone
    "group_parent.parent_id",       // a group
    "organisation_identity.id",     // the organisation
    "story.picture_id",             // media
    "story.document_id",            // media
    "watch_item.picture_id",        // media
    "suggestion.picture_id",        // media
    "watch_item.decision_id",       // a decision, whose own person is answered for
    "watch_sighting.external_id",   // the feed's name of its entry
    "published_signature.author"};  // a number drawn anew each night that tells two people apart
constexpr std::array<std::string_view, 9> things_by_id{"group", "job_family", "import", "item", "link",
                                                       "share", "site",       "source", "story"};
constexpr std::array<std::string_view, 17> words_for_people{
    "person", "member", "author", "actor",  "owner", "holder",   "maker",   "sender",   "user",
    "email",  "mail",   "editor", "viewer", "voter", "employee", "manager", "colleague"};

/// By its name alone: each "…_id" that is not the id of a known thing, each "…_by", each word for people. A new kind of
/// thing has to be named above once; that is the price of not being able to forget a person.
bool may_name_a_person(Column const& column, std::set<std::string> const& tables) {
  auto const& name = column.name;
  if (column.path() == "person.id") return true;
  if (std::ranges::find(nobody, column.path()) != nobody.end()) return false;
  if (std::ranges::any_of(words_for_people, [&](auto word) { return name.find(word) != std::string::npos; }))
    return true;
  if (name.ends_with("_by")) return true;
  if (!name.ends_with("_id")) return false;
  auto const thing = name.substr(0, name.size() - 3);
  return std::ranges::find(things_by_id, thing) == things_by_id.end() && !tables.contains(thing);
}

std::vector<Column> columns_of_people(std::vector<Column> const& columns) {
  std::set<std::string> tables;
  for (auto const& column : columns) tables.insert(column.table);
  std::vector<Column> out;
  std::ranges::copy_if(columns, std::back_inserter(out), [&](auto const& c) { return may_name_a_person(c, tables); });
  return out;
}

std::vector<Column> columns_of(db::Db& db) {
  return db.read([](db::Tx& tx) {
    return tx.many<Column>(tx.engine() == db::Engine::sqlite ? sqlite_columns : postgres_columns);
  });
}

std::vector<db::Migration> click_migrations() {
  std::vector<db::Migration> steps;
  for (auto const& file : embedded_below("migrations/clicks/"))
    steps.push_back({file.name.substr(11, file.name.size() - 15), file.bytes});
  return steps;
}

/// The whole product on an empty organisation.
class Whole {
 public:
  explicit Whole(db::Engine engine = db::Engine::sqlite) {
    Config config;
    config.data = (folder_ / "data").string();
    config.runtime_folder = (folder_ / "runtime").string();
    if (engine == db::Engine::postgres) {
      std::string const url = std::getenv("ESSAIM_TEST_POSTGRES");
      schema_ = "personal_" + hex(random_token(9));
      db::open_postgres(url, 1)->write([&](db::Tx& tx) { tx.script("create schema " + schema_); });
      config.postgres = url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_;
    }
    open_ = OpenOrganisation::open(std::move(config), clock_).value();
    app_.emplace(App{.organisation = **open_});
    EXPECT_TRUE(compose(*app_));
  }
  ~Whole() {
    if (!schema_.empty()) db().write([&](db::Tx& tx) { tx.script("drop schema " + schema_ + " cascade"); });
    app_.reset();
    open_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  db::Db& db() { return *(*open_)->db; }
  std::vector<PersonalData> const& held() { return (**open_).personal_data; }
  std::map<std::string, PersonColumn> claims() {
    std::map<std::string, PersonColumn> out;
    for (auto const& feature : held())
      for (auto const& column : feature.columns)
        EXPECT_TRUE(out.emplace(column.name, column).second) << column.name << " is answered for twice";
    return out;
  }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("essaim-personal-" + random_token(9));
  std::string schema_;
  ManualClock clock_{{1'795'500'000'000}};
  std::unique_ptr<OpenOrganisation> open_;
  std::optional<App> app_;
};

std::set<std::string> unclaimed(std::vector<Column> const& columns, std::map<std::string, PersonColumn> const& claims) {
  std::set<std::string> out;
  for (auto const& column : columns_of_people(columns))
    if (!claims.contains(column.path())) out.insert(column.path());
  return out;
}

/// SQL of this test alone is made from the schema it reads; each statement is kept, since databases remember it by
/// where it stands.
class Planting {
 public:
  Planting(std::vector<Column> const& columns, db::Db& db) {
    for (auto const& column : columns) tables_[column.table].push_back(column);
    db.read([&](db::Tx& tx) {
      tx.execute(sqlite_definitions, {}, [&](db::Row& row) {
        auto const table = row.text();
        definitions_[table] = row.text();
        return true;
      });
    });
  }

  /// One row in which `person` stands in that column and in no other.
  void plant(db::Tx& tx, Column const& at, int64_t person) {
    std::string names, values;
    for (auto const& column : tables_.at(at.table)) {
      names += (names.empty() ? "" : ", ") + column.name;
      values += (values.empty() ? "" : ", ") + (column.name == at.name ? std::to_string(person) : filler(column));
    }
    tx.run(keep(fmt::format("insert into {}({}) values ({})", at.table, names, values)));
  }
  int64_t count(db::Tx& tx, Column const& at, int64_t person) {
    return tx.one<int64_t>(keep(fmt::format("select count(*) from {} where {} = {}", at.table, at.name, person)))
        .value();
  }
  int64_t rows(db::Tx& tx, Column const& at) {
    return tx.one<int64_t>(keep(fmt::format("select count(*) from {}", at.table))).value();
  }

 private:
  // Where a check names what may stand there, the first of it.
  std::string filler(Column const& column) {
    auto const& sql = definitions_.at(column.table);
    auto const words = "check (" + column.name + " in (";
    if (auto const check = sql.find(words); check != std::string::npos) {
      auto const from = check + words.size();
      return sql.substr(from, sql.find_first_of(",)", from) - from);
    }
    if (column.type == "blob") return "x'00'";
    return column.type == "integer" ? std::to_string(++last_) : fmt::format("'t{}'", ++last_);
  }
  db::Sql const& keep(std::string text) {
    texts_.push_back(std::move(text));
    statements_.push_back({"test.planting", texts_.back()});
    return statements_.back();
  }

  std::map<std::string, std::vector<Column>> tables_;
  std::map<std::string, std::string> definitions_;
  std::deque<std::string> texts_;
  std::deque<db::Sql> statements_;
  int64_t last_ = 1000;
};

}  // namespace

TEST(PersonalData, promise_1_every_column_that_may_name_a_person_is_answered_for) {
  Whole whole;
  auto const claims = whole.claims();
  auto const columns = columns_of(whole.db());
  EXPECT_EQ(unclaimed(columns, claims), std::set<std::string>{});

  std::set<std::string> known;
  for (auto const& column : columns) known.insert(column.path());
  for (auto const& [name, claim] : claims) EXPECT_TRUE(known.contains(name)) << name << " is no column (any more)";
  for (auto const& column : whole.db().read([](db::Tx& tx) { return tx.many<Column>(columns_that_point_to_people); }))
    EXPECT_TRUE(claims.contains(column.path())) << column.path() << " points to a person";
}

TEST(PersonalData, promise_1_no_column_of_the_click_store_names_a_person) {
  auto const folder = std::filesystem::temp_directory_path() / ("essaim-personal-" + random_token(9));
  std::filesystem::create_directory(folder);
  auto clicks = db::open_sqlite((folder / "clicks.db").string(), 1);
  db::migrate(*clicks, click_migrations(), {0});
  auto columns = columns_of(*clicks);
  EXPECT_TRUE(std::ranges::any_of(columns, [](auto const& c) { return c.path() == "click.visitor"; }));
  EXPECT_EQ(unclaimed(columns, {}), std::set<std::string>{});
  clicks.reset();
  std::filesystem::remove_all(folder);
}

TEST(PersonalData, promise_1_every_column_of_postgresql_that_may_name_a_person_is_answered_for) {
  if (!std::getenv("ESSAIM_TEST_POSTGRES")) GTEST_SKIP() << "ESSAIM_TEST_POSTGRES names no server";
  Whole whole(db::Engine::postgres);
  auto const columns = columns_of(whole.db());
  EXPECT_TRUE(std::ranges::any_of(columns, [](auto const& c) { return c.path() == "session.person_id"; }));
  EXPECT_EQ(unclaimed(columns, whole.claims()), std::set<std::string>{});
}

// The rule must not be blind: what a table of tomorrow could call a person.
TEST(PersonalData, a_column_of_tomorrow_is_found_by_its_name) {
  for (auto const* name : {"person_id", "made_by", "author", "owner_id", "inviter_id", "member", "email_hash",
                           "peer_id", "seconded_by", "mentor_id", "holder", "manager_id"})
    EXPECT_EQ(unclaimed({{"ballot", name, "integer"}}, {}).size(), 1u) << name;
  for (auto const* name : {"story_id", "at", "count", "ballot_id", "network", "share_id"})
    EXPECT_EQ(unclaimed({{"ballot", name, "integer"}}, {}).size(), 0u) << name;
}

TEST(PersonalData, promise_1_leaving_does_to_each_column_what_is_said_of_it) {
  Whole whole;
  constexpr int64_t person = 4'242'424'242, stand_in = 77'777'777'777;
  auto const columns = columns_of(whole.db());
  auto const claims = whole.claims();
  Planting planting(columns, whole.db());
  size_t tried = 0;
  for (auto const& column : columns_of_people(columns)) {
    auto const claim = claims.find(column.path());
    if (claim == claims.end()) continue;  // the test above says so
    EXPECT_EQ(claim->second.then == OnLeaving::kept, !claim->second.why.empty()) << column.path();
    if (column.type != "integer") {
      EXPECT_EQ(claim->second.then, OnLeaving::kept) << column.path() << " is found by no id";
      continue;
    }
    ++tried;
    auto const done = whole.db().write([&](db::Tx& tx) -> Result<Done> {
      tx.script("pragma defer_foreign_keys = on");  // nothing of this stays, so what it points to need not be there
      planting.plant(tx, column, person);
      EXPECT_EQ(planting.count(tx, column, person), 1) << column.path();
      for (auto const& held : whole.held()) held.erase(tx, person, stand_in);
      bool const kept = claim->second.then == OnLeaving::kept, replaced = claim->second.then == OnLeaving::replaced;
      EXPECT_EQ(planting.count(tx, column, person), kept ? 1 : 0) << column.path();
      EXPECT_EQ(planting.count(tx, column, stand_in), replaced ? 1 : 0) << column.path();
      return fail(Fault::conflict, "test.discard");
    });
    EXPECT_FALSE(done);
  }
  EXPECT_GT(tried, 30u);
}

}  // namespace essaim
