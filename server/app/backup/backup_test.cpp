#include "app/backup/backup.hpp"

#include "app/backup/daily.hpp"
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace essaim {
namespace {

Instant at(char const* text) { return from_rfc3339(text).value(); }

struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("essaim-backups-" + random_token(9));
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  void put(std::string const& name, std::string const& text = "essaim-backup-1\nand more") const {
    std::ofstream(path / name) << text;
  }
  bool has(std::string const& name) const { return std::filesystem::exists(path / name); }
};

}  // namespace

TEST(DailyBackup, one_is_due_when_the_hour_has_struck_and_none_was_good_since) {
  BackupState state;
  EXPECT_TRUE(is_backup_due(state, at("2026-11-24T00:00:00Z"), 2)) << "the first one at once";
  state.good_at = at("2026-11-24T02:00:10Z");
  EXPECT_FALSE(is_backup_due(state, at("2026-11-24T23:59:59Z"), 2));
  EXPECT_FALSE(is_backup_due(state, at("2026-11-25T01:59:59Z"), 2));
  EXPECT_TRUE(is_backup_due(state, at("2026-11-25T02:00:00Z"), 2));
  EXPECT_TRUE(is_backup_due(state, at("2026-12-25T00:30:00Z"), 2)) << "a server that slept makes up for it";
  EXPECT_FALSE(is_backup_due(state, at("2026-11-24T02:30:00Z"), 23)) << "another hour counts from its own last stroke";
  state.good_at = at("2026-11-23T22:00:00Z");
  EXPECT_TRUE(is_backup_due(state, at("2026-11-24T02:30:00Z"), 23));
}

TEST(DailyBackup, after_a_failure_an_hour_passes) {
  BackupState state;
  state.good_at = at("2026-11-23T02:00:00Z");
  state.tried_at = at("2026-11-24T02:00:00Z");
  state.failure = "backup.full";
  EXPECT_FALSE(is_backup_due(state, at("2026-11-24T02:59:59Z"), 2));
  EXPECT_TRUE(is_backup_due(state, at("2026-11-24T03:00:00Z"), 2));
  state.failure.clear();
  state.good_at = state.tried_at;
  EXPECT_FALSE(is_backup_due(state, at("2026-11-24T03:00:00Z"), 2));
}

TEST(DailyBackup, its_state_is_written_whole_and_read_again) {
  Folder const folder;
  EXPECT_EQ(read_backup_state(folder.path).good_at.ms, 0);
  write_backup_state(folder.path,
                     {at("2026-11-24T02:00:00Z"), "a.backup", 12, at("2026-11-25T02:00:00Z"), "backup.full"});
  auto const state = read_backup_state(folder.path);
  EXPECT_EQ(state.good_at, at("2026-11-24T02:00:00Z"));
  EXPECT_EQ(state.tried_at, at("2026-11-25T02:00:00Z"));
  EXPECT_EQ(state.good_name, "a.backup");
  EXPECT_EQ(state.good_bytes, 12);
  EXPECT_EQ(state.failure, "backup.full");
  folder.put("backup-state", "{torn");
  EXPECT_EQ(read_backup_state(folder.path).good_at.ms, 0);
  auto const held = lock_backups(folder.path);
  ASSERT_TRUE(held);
  EXPECT_EQ(lock_backups(folder.path).error().code, "backup.in_progress");
}

TEST(BackupFolder, only_its_own_old_backups_go) {
  Folder const folder;
  std::string const id = "AbC-_0123456789z";
  auto const name = [&](char const* day) { return backup_name(id, at((std::string(day) + "T02:00:00Z").c_str())); };
  EXPECT_EQ(name("2026-11-24"), "essaim-AbC-_0123456789z-20261124T020000Z.backup");
  for (auto const* day : {"2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"}) folder.put(name(day));
  auto const foreign = {backup_name("another-company0", at("2026-01-01T00:00:00Z")),
                        std::string("notes.backup"),
                        "essaim-" + id + "-20260101T000000Z.backup.txt",
                        "essaim-" + id + "-2026010xT000000Z.backup",
                        "essaim-" + id + "-20260101T000000Z.part",
                        "." + backup_name("another-company0", {0}) + ".part"};
  for (auto const& each : foreign) folder.put(each);
  folder.put(name("2026-01-02"), "of our name, and no backup");
  std::filesystem::create_symlink(folder.path / "notes.backup", folder.path / name("2026-01-03"));
  folder.put("." + name("2026-11-19") + ".part", "left by a run that was killed");
  EXPECT_EQ(rotate_backups(folder.path.string(), id, 2), 2);
  EXPECT_FALSE(folder.has(name("2026-11-20")) || folder.has(name("2026-11-21")));
  EXPECT_TRUE(folder.has(name("2026-11-22")) && folder.has(name("2026-11-23")));
  for (auto const& each : foreign) EXPECT_TRUE(folder.has(each)) << each;
  EXPECT_TRUE(folder.has(name("2026-01-02")) && folder.has(name("2026-01-03")));
  EXPECT_FALSE(folder.has("." + name("2026-11-19") + ".part"));
  EXPECT_EQ(rotate_backups(folder.path.string(), id, 0), 1) << "the newest always stays";
  EXPECT_EQ(rotate_backups((folder.path / "nowhere").string(), id, 2), 0);
}

}  // namespace essaim
