#include "platform/backup/contents.hpp"

#include "base/random.hpp"
#include "platform/backup/store_copy.hpp"
#include "platform/db/migrate.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

namespace essaim::backup {
namespace {

constexpr db::Sql insert_thing{"test.insert_thing",
                               "insert into thing(id, parent_id, name, data) values ($1, $2, $3, $4)"};
constexpr db::Sql insert_owner{"test.insert_owner", "insert into owner(id) values ($1)"};
constexpr db::Sql count_things{"test.count_things", "select count(*) from thing"};
constexpr db::Sql find_thing{"test.find_thing", "select parent_id, name, data from thing where id = $1"};

struct Thing {
  std::optional<int64_t> parent;
  std::string name;
  std::optional<db::Bytes> data;
  static Thing read(db::Row& row) {
    Thing thing;
    thing.parent = row.maybe_integer();
    thing.name = row.text();
    thing.data = row.maybe_bytes();
    return thing;
  }
};

// Hears what it is told, as lines.
class Told final : public ContentsReader {
 public:
  Result<Done> head(Json const& what) override { return say("head " + print_json(what)); }
  Result<Done> begin_table(Table const& table) override { return say("table " + table.store + "/" + table.name); }
  Result<Done> row(std::span<Cell const> cells) override {
    std::string line = "row";
    for (auto const& cell : cells)
      line += !cell.type                            ? " null"
              : *cell.type == db::CellType::integer ? " " + std::to_string(cell.number)
                                                    : " '" + std::string(cell.bytes) + "'";
    return say(line);
  }
  Result<Done> end_table() override { return say("end"); }
  Result<Done> begin_file(std::string const& path) override { return say("file " + path); }
  Result<Done> file_bytes(std::string_view bytes) override { return say("bytes " + std::string(bytes)); }
  Result<Done> end_file() override { return say("end"); }
  std::vector<std::string> lines;

 private:
  Result<Done> say(std::string line) {
    lines.push_back(std::move(line));
    return Done{};
  }
};

std::string sample() {
  std::string bytes;
  ContentsWriter writer([&](std::string_view more) -> Result<Done> {
    bytes += more;
    return Done{};
  });
  EXPECT_TRUE(writer.head(JsonObject{{"format", 1}}));
  EXPECT_TRUE(writer.begin_table({"main", "thing", {"id", "name"}}));
  std::array const first{Cell{db::CellType::integer, -7, {}}, Cell{db::CellType::text, 0, "été"}};
  std::array const second{Cell{}, Cell{db::CellType::bytes, 0, std::string_view("\0x", 2)}};
  EXPECT_TRUE(writer.row(first));
  EXPECT_TRUE(writer.row(second));
  EXPECT_TRUE(writer.end_table());
  EXPECT_TRUE(writer.begin_file("links"));
  EXPECT_TRUE(writer.file_bytes("abc"));
  EXPECT_TRUE(writer.end_file());
  EXPECT_EQ(writer.finish().value(), (Totals{1, 2, 1, 3}));
  return bytes;
}

Result<Totals> read(std::string const& bytes, ContentsReader& to, size_t piece) {
  size_t at = 0;
  return read_contents(
      [&]() -> Result<std::string_view> {
        auto const part = std::string_view(bytes).substr(at, piece);
        at += part.size();
        return part;
      },
      to);
}

struct Store {
  std::filesystem::path folder;
  std::string url, schema;
  std::unique_ptr<db::Db> db;
  explicit Store(db::Engine engine) {
    folder = std::filesystem::temp_directory_path() / ("essaim-copy-" + random_token(9));
    std::filesystem::create_directory(folder);
    if (engine == db::Engine::sqlite) {
      url = (folder / "test.db").string();
      open();
    } else {
      std::string const server = std::getenv("ESSAIM_TEST_POSTGRES");
      schema = "copy_" + std::to_string(random_u64() >> 8);
      db::open_postgres(server, 1)->write([&](db::Tx& tx) { tx.script("create schema " + schema); });
      url = server + (server.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
      EXPECT_TRUE(is_empty_postgres(url));
      open();
    }
    // "owner" comes after "alias" and "thing" by name, and before both by reference.
    db::Migration const steps[] = {{"0001_things",
                                    "create table owner(id BIGINT primary key) STRICT;"
                                    "create table thing(id BIGINT primary key, parent_id BIGINT references thing(id), "
                                    "name TEXT not null, data BYTES) STRICT;"
                                    "create table alias(owner_id BIGINT not null references owner(id)) STRICT;"
                                    "insert into owner(id) values (99);"}};
    db::migrate(*db, steps, {0});
  }
  ~Store() {
    if (!db) open();
    if (!schema.empty()) db->write([&](db::Tx& tx) { tx.script("drop schema " + schema + " cascade"); });
    db.reset();
    std::filesystem::remove_all(folder);
  }
  bool sqlite() const { return schema.empty(); }
  void open() { db = sqlite() ? db::open_sqlite(url) : db::open_postgres(url, 2); }
  /// Nobody else has a store open that is being filled.
  void close() { db.reset(); }
  std::unique_ptr<StoreSnapshot> snapshot() const {
    return sqlite() ? open_sqlite_snapshot(url) : open_postgres_snapshot(url);
  }
  std::unique_ptr<StoreFiller> filler() const { return sqlite() ? open_sqlite_filler(url) : open_postgres_filler(url); }
};

std::vector<db::Engine> engines() {
  return std::getenv("ESSAIM_TEST_POSTGRES") ? std::vector{db::Engine::sqlite, db::Engine::postgres}
                                             : std::vector{db::Engine::sqlite};
}

Result<Done> copy(StoreSnapshot& from, StoreFiller& to) {
  for (auto const& table : from.tables()) {
    CHECK_OK(to.begin_table(table));
    CHECK_OK(from.each_row(table, [&](std::span<Cell const> cells) { return to.row(cells); }));
    CHECK_OK(to.end_table());
  }
  return to.commit();
}

class StoreCopy : public testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, StoreCopy, testing::ValuesIn(engines()));

}  // namespace

TEST(BackupContents, what_was_written_is_heard_however_it_arrives) {
  auto const bytes = sample();
  for (size_t const piece : {size_t(1), size_t(3), size_t(100'000)}) {
    Told told;
    auto const totals = read(bytes, told, piece);
    ASSERT_TRUE(totals) << totals.error().detail;
    EXPECT_EQ(*totals, (Totals{1, 2, 1, 3}));
    EXPECT_EQ(told.lines,
              (std::vector<std::string>{R"(head {"format":1})", "table main/thing", "row -7 'été'",
                                        std::string("row null '\0x'", 13), "end", "file links", "bytes abc", "end"}));
  }
}

TEST(BackupContents, promise_9_what_is_cut_off_or_changed_is_refused) {
  auto const bytes = sample();
  for (size_t size = 0; size < bytes.size(); ++size) {
    Told told;
    EXPECT_FALSE(read(bytes.substr(0, size), told, 64)) << size;
  }
  Told told;
  EXPECT_FALSE(read(bytes + "x", told, 64));
  auto fewer = bytes;
  fewer.replace(fewer.find(R"("rows":2)"), 8, R"("rows":1)");
  EXPECT_EQ(read(fewer, told, 64).error().code, "backup.malformed");
}

TEST_P(StoreCopy, promise_9_a_store_is_copied_row_for_row_as_it_stood_when_the_copy_began) {
  Store from(GetParam());
  db::Bytes const data{std::string("\0\xFF'\\", 4)};
  from.db->write([&](db::Tx& tx) {
    tx.run(insert_thing, int64_t{1}, std::optional<int64_t>(), "été 'quoted' \n\t", data);
    tx.run(insert_thing, INT64_MAX, int64_t{1}, "", std::optional<db::Bytes>());
    tx.run(insert_thing, int64_t{-5}, INT64_MAX, std::string(300'000, 'x'), std::optional<db::Bytes>());
  });
  auto const snapshot = from.snapshot();
  from.db->write([&](db::Tx& tx) { tx.run(insert_owner, int64_t{5}); });  // nobody waits, and it is not in the copy
  Store to(GetParam());
  to.db->write([](db::Tx& tx) { tx.run(insert_owner, int64_t{7}); });
  to.close();
  auto const done = copy(*snapshot, *to.filler());
  ASSERT_TRUE(done) << done.error().code << done.error().detail;
  to.open();
  EXPECT_EQ(snapshot->migrations().size(), 1u);
  to.db->read([&](db::Tx& tx) {
    EXPECT_EQ(tx.one<int64_t>(count_things), 3);
    auto const thing = tx.one<Thing>(find_thing, int64_t{1});
    EXPECT_EQ(thing->name, "été 'quoted' \n\t");
    EXPECT_EQ(thing->data, data);
    EXPECT_EQ(tx.one<Thing>(find_thing, int64_t{-5})->name.size(), 300'000u);
    EXPECT_EQ(tx.one<Thing>(find_thing, INT64_MAX)->parent, 1);
    EXPECT_FALSE(tx.one<Thing>(find_thing, INT64_MAX)->data);
    constexpr db::Sql owners{"test.owners", "select id from owner"};
    EXPECT_EQ(tx.many<int64_t>(owners), std::vector<int64_t>{99}) << "what stood there before is gone";
  });
}

TEST_P(StoreCopy, a_table_that_no_migration_makes_and_a_row_that_does_not_fit_are_refused) {
  Store to(GetParam());
  to.close();
  EXPECT_EQ(to.filler()->begin_table({"main", "pwned", {"id"}}).error().code, "backup.unknown_table");
  EXPECT_EQ(to.filler()->begin_table({"main", "owner", {"id", "pwned"}}).error().code, "backup.unknown_table");
  EXPECT_EQ(to.filler()->begin_table({"main", "migration", {"name"}}).error().code, "backup.unknown_table");
  auto filler = to.filler();
  ASSERT_TRUE(filler->begin_table({"main", "owner", {"id"}}));
  std::array const wrong{Cell{db::CellType::text, 0, "not a number"}};
  EXPECT_EQ(filler->row(wrong).error().code, "backup.malformed");
  filler.reset();
}

TEST_P(StoreCopy, a_row_that_points_to_nothing_is_refused) {
  Store to(GetParam());
  to.close();
  auto filler = to.filler();
  ASSERT_TRUE(filler->begin_table({"main", "alias", {"owner_id"}}));
  std::array const dangling{Cell{db::CellType::integer, 12345, {}}};
  ASSERT_TRUE(filler->row(dangling));
  auto const ended = filler->end_table();  // PostgreSQL sees it here, SQLite at the end
  auto const done = ended ? filler->commit() : ended;
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "backup.broken_reference");
  filler.reset();
}

}  // namespace essaim::backup
