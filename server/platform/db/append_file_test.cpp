#include "platform/db/append_file.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

namespace essaim::db {
namespace {

struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / ("essaim-append-" + random_token(9))).string();
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

std::vector<std::string> lines_of(std::string const& path) {
  std::vector<std::string> lines;
  EXPECT_TRUE(AppendFile::replay(path, [&](std::string_view line) { lines.emplace_back(line); }));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST(AppendFile, promise_10_what_was_answered_is_replayed_in_order) {
  Folder const folder;
  auto const path = folder.path + "/withdrawals";
  {
    auto file = AppendFile::open(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE((*file)->append("one"));
    ASSERT_TRUE((*file)->append(""));
  }
  auto file = AppendFile::open(path);
  ASSERT_TRUE((*file)->append("three"));
  EXPECT_EQ(lines_of(path), (Lines{"one", "", "three"}));
  struct stat info {};
  ::stat(path.c_str(), &info);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST(AppendFile, promise_10_a_torn_tail_is_cut_and_nothing_else_lost) {
  Folder const folder;
  auto const path = folder.path + "/links";
  ASSERT_TRUE((*AppendFile::open(path))->append("one"));
  std::ofstream(path, std::ios::app) << "1234abcd tw";  // power went while this was written
  EXPECT_EQ(lines_of(path), (Lines{"one"}));
  auto file = AppendFile::open(path);
  ASSERT_TRUE((*file)->append("two"));
  EXPECT_EQ(lines_of(path), (Lines{"one", "two"}));
}

TEST(AppendFile, a_bent_line_is_passed_over_and_counted) {
  Folder const folder;
  auto const path = folder.path + "/links";
  ASSERT_TRUE((*AppendFile::open(path))->append("one"));
  std::ofstream(path, std::ios::app) << "00000000 bent\n";
  ASSERT_TRUE((*AppendFile::open(path))->append("two"));
  Lines lines;
  EXPECT_EQ(AppendFile::replay(path, [&](std::string_view line) { lines.emplace_back(line); }).value(), 1);
  EXPECT_EQ(lines, (Lines{"one", "two"}));
}

TEST(AppendFile, a_full_disk_is_an_error_that_says_so_and_leaves_no_half_line) {
  Folder const folder;
  auto const path = folder.path + "/links";
  auto file = AppendFile::open(path);
  ASSERT_TRUE((*file)->append("one"));
  auto const ignored = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit const tight{20, before.rlim_max};  // the file may grow to 20 bytes, and no more
  ::setrlimit(RLIMIT_FSIZE, &tight);
  auto const refused = (*file)->append("a line too long for the room that is left");
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "append_file.full");
  EXPECT_EQ(lines_of(path), (Lines{"one"}));
  ASSERT_TRUE((*file)->append("two"));
  EXPECT_EQ(lines_of(path), (Lines{"one", "two"}));
  EXPECT_EQ(AppendFile::open("/dev/full").error().code, "append_file.not_a_file");
}

TEST(AppendFile, many_threads_write_whole_lines) {
  Folder const folder;
  auto const path = folder.path + "/links";
  auto file = AppendFile::open(path);
  std::vector<std::thread> writers;
  for (int t = 0; t < 4; ++t)
    writers.emplace_back([&] {
      for (int i = 0; i < 25; ++i) EXPECT_TRUE((*file)->append(std::string(50, 'x')));
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(lines_of(path).size(), 100u);
  EXPECT_EQ((*file)->append("two\nlines").error().code, "append_file.line_end");
}

TEST(AppendFile, has_one_writer_that_mending_does_not_lose) {
  Folder const folder;
  auto const path = folder.path + "/links";
  auto file = AppendFile::open(path);
  ASSERT_TRUE((*file)->append("one"));
  EXPECT_EQ(AppendFile::open(path).error().code, "append_file.in_use");
  auto const ignored = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit const tight{20, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tight);
  EXPECT_FALSE((*file)->append("a line too long for the room that is left"));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  ASSERT_TRUE((*file)->append("two"));
  EXPECT_EQ(AppendFile::open(path).error().code, "append_file.in_use");
  file->reset();
  EXPECT_TRUE(AppendFile::open(path));
  EXPECT_EQ(lines_of(path), (Lines{"one", "two"}));
}

TEST(AppendFile, a_file_that_is_not_there_has_no_lines) {
  EXPECT_EQ(AppendFile::replay("/nowhere/at/all", [](std::string_view) {}).value(), 0);
}

}  // namespace essaim::db
