#include "platform/db/db.hpp"

#include "base/random.hpp"
#include "platform/db/migrate.hpp"
#include "platform/db/rows.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace essaim::db {
namespace {

constexpr Sql insert_note{"test.insert", "insert into note(id, text, data) values ($1, $2, $3)"};
constexpr Sql insert_kept{"test.insert_kept", "insert into note(id, text) values ($1, $2) on conflict do nothing"};
constexpr Sql find_note{"test.find", "select id, text, data from note where id = $1 or $2 is null and $1 = 0"};
constexpr Sql count_notes{"test.count", "select count(*) from note"};
constexpr Sql swapped{"test.swapped", "select text from note where text = $2 and id = $1"};
constexpr Either note_rows{{"test.note_row.sqlite", "insert into note(id, text, data) values ($1, $2, $3)"},
                           {"test.note_rows.postgres",
                            "insert into note(id, text, data) select * from unnest("
                            "cast($1 as bigint[]), cast($2 as text[]), cast($3 as bytea[]))"}};
constexpr auto find_among = AMONG("test.find_among", "select id, text, data from note where id ", "$1", " order by id");
constexpr Sql bump{"test.bump", "update note set id = id + 1 where id > $1"};

struct Note {
  int64_t id;
  std::optional<std::string> text;
  std::optional<Bytes> data;
  static Note read(Row& row) { return {row.integer(), row.maybe_text(), row.maybe_bytes()}; }
};

// The same contract on both engines: PostgreSQL where ESSAIM_TEST_POSTGRES names one.
struct Store {
  std::filesystem::path folder;
  std::unique_ptr<Db> db;
  static std::vector<Engine> engines() {
    return std::getenv("ESSAIM_TEST_POSTGRES") ? std::vector{Engine::sqlite, Engine::postgres}
                                               : std::vector{Engine::sqlite};
  }
  explicit Store(Engine engine) {
    folder = std::filesystem::temp_directory_path() / ("essaim-db-" + random_token(9));
    std::filesystem::create_directory(folder);
    db = engine == Engine::sqlite ? open_sqlite((folder / "test.db").string())
                                  : open_postgres(std::getenv("ESSAIM_TEST_POSTGRES"));
    if (engine == Engine::postgres)
      db->write([](Tx& tx) { tx.script("drop table if exists note; drop table if exists migration"); });
    Migration const steps[] = {
        {"0001_note", "create table note(id BIGINT primary key, text TEXT, data BYTES) STRICT;"}};
    migrate(*db, steps, {0});
    migrate(*db, steps, {0});
  }
  ~Store() {
    db.reset();
    std::filesystem::remove_all(folder);
  }
};

class DbContract : public testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, DbContract, testing::ValuesIn(Store::engines()));

TEST_P(DbContract, rows_go_there_and_back_with_nulls_and_bytes) {
  Store store(GetParam());
  Bytes const data{std::string("\0\xFF'\\", 4)};
  store.db->write([&](Tx& tx) {
    EXPECT_EQ(tx.run(insert_note, int64_t{7}, "été 'quoted'", data), 1);
    EXPECT_EQ(tx.run(insert_note, int64_t{8}, std::optional<std::string>(), std::optional<Bytes>()), 1);
    EXPECT_EQ(tx.run(insert_kept, int64_t{8}, "again"), 0);
  });
  store.db->read([&](Tx& tx) {
    auto const note = tx.one<Note>(find_note, int64_t{7}, std::optional<int64_t>());
    ASSERT_TRUE(note);
    EXPECT_EQ(note->text, "été 'quoted'");
    EXPECT_EQ(note->data, data);
    EXPECT_FALSE(tx.one<Note>(find_note, int64_t{8}, int64_t{1})->text);
    EXPECT_EQ(tx.one<std::string>(swapped, int64_t{7}, "été 'quoted'"), "été 'quoted'");
    EXPECT_EQ(tx.one<int64_t>(count_notes), 2);
  });
}

TEST_P(DbContract, many_rows_and_many_ids_go_in_one_statement) {
  Store store(GetParam());
  Bytes const data{std::string("\0\xFF'\\", 4)};
  store.db->write([&](Tx& tx) {
    Rows rows(tx, note_rows);
    rows.add(int64_t{7}, "été, {\"quoted\"} \\ null", data);
    rows.add(int64_t{8}, std::optional<std::string>(), std::optional<Bytes>());
    rows.add(int64_t{-9}, "", Bytes{});
    rows.add(int64_t{10}, "null", data);
    rows.write();
    Rows none(tx, note_rows);
    none.write();
  });
  store.db->read([&](Tx& tx) {
    auto const notes = tx.many<Note>(find_among.in(tx), list_of(tx, std::vector<int64_t>{8, 7, -9, 10, 11}));
    ASSERT_EQ(notes.size(), 4u);
    EXPECT_EQ(notes[0].text, "");
    EXPECT_EQ(notes[0].data, Bytes{});
    EXPECT_EQ(notes[1].text, "été, {\"quoted\"} \\ null");
    EXPECT_EQ(notes[1].data, data);
    EXPECT_FALSE(notes[2].text || notes[2].data);
    EXPECT_EQ(notes[3].text, "null");
    EXPECT_TRUE(tx.many<Note>(find_among.in(tx), list_of(tx, {})).empty());
  });
}

TEST_P(DbContract, an_error_or_an_exception_keeps_nothing) {
  Store store(GetParam());
  auto const refused = store.db->write([](Tx& tx) -> Result<int> {
    tx.run(insert_kept, int64_t{1}, "a");
    return fail(Fault::conflict, "test.refused");
  });
  EXPECT_FALSE(refused);
  EXPECT_THROW(store.db->write([](Tx& tx) {
    tx.run(insert_kept, int64_t{2}, "b");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(store.db->read([](Tx& tx) { return tx.one<int64_t>(count_notes); }), 0);
}

TEST_P(DbContract, news_is_told_only_after_the_commit) {
  Store store(GetParam());
  int told = 0;
  store.db->write([&](Tx& tx) {
    tx.after_commit([&] { ++told; });
    EXPECT_EQ(told, 0);
  });
  EXPECT_EQ(told, 1);
  (void)store.db->write([&](Tx& tx) -> Result<int> {
    tx.after_commit([&] { ++told; });
    return fail(Fault::conflict, "x");
  });
  EXPECT_EQ(told, 1);
}

TEST_P(DbContract, writers_side_by_side_lose_nothing) {
  Store store(GetParam());
  store.db->write([](Tx& tx) { tx.run(insert_kept, int64_t{1}, "counter"); });
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) store.db->write([](Tx& tx) { tx.run(bump, int64_t{0}); });
    });
  threads.clear();
  EXPECT_EQ(store.db->read([](Tx& tx) { return tx.many<Note>(find_note, int64_t{41}, int64_t{0}).size(); }), 1u);
}

TEST(Db, promise_10_no_query_can_attach_another_database) {
  Store store(Engine::sqlite);
  EXPECT_THROW(
      store.db->write([&](Tx& tx) { tx.script("attach '" + (store.folder / "other.db").string() + "' as other"); }),
      Broken);
}

TEST(Db, a_changed_migration_is_refused) {
  Store store(Engine::sqlite);
  Migration const changed[] = {{"0001_note", "create table note(id BIGINT primary key) STRICT;"}};
  EXPECT_THROW(migrate(*store.db, changed, {0}), Broken);
}

TEST(Db, one_dialect_is_translated) {
  EXPECT_EQ(translate("create table a(b BIGINT, c BYTES) STRICT;", Engine::sqlite),
            "create table a(b INTEGER, c BLOB) STRICT;");
  EXPECT_EQ(translate("create table a(b BIGINT, c BYTES) STRICT;", Engine::postgres),
            "create table a(b BIGINT, c BYTEA);");
}

}  // namespace
}  // namespace essaim::db
