#include "platform/blobs/blobs.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

namespace essaim {
namespace {

class BlobsTest : public testing::Test {
 protected:
  BlobsTest() {
    char name[] = "/tmp/essaim-blobs-XXXXXX";
    folder_ = mkdtemp(name);
  }
  ~BlobsTest() override { std::filesystem::remove_all(folder_); }
  std::string folder_;
};

}  // namespace

TEST_F(BlobsTest, what_was_put_is_found_by_its_name) {
  Blobs blobs(folder_ + "/media");
  std::string const bytes("a\0b\xFF", 4);
  auto const name = blobs.put(bytes);
  EXPECT_EQ(name, sha256_hex(bytes));
  EXPECT_EQ(blobs.put(bytes), name) << "twice is once";
  EXPECT_EQ(blobs.find(name), bytes);
  EXPECT_EQ(blobs.find(blobs.put("")), "");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  blobs.erase(name);
  EXPECT_FALSE(blobs.find(name));
}

TEST_F(BlobsTest, nobody_else_may_read_and_nothing_half_is_left) {
  Blobs blobs(folder_ + "/media");
  auto const name = blobs.put("x");
  struct stat found {};
  ASSERT_EQ(stat((folder_ + "/media").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0700u);
  auto const path = folder_ + "/media/" + name.substr(0, 2) + "/" + name;
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
  int files = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_)) files += entry.is_regular_file();
  EXPECT_EQ(files, 1);
}

TEST_F(BlobsTest, a_name_is_never_a_path) {
  Blobs blobs(folder_ + "/media");
  std::ofstream(folder_ + "/secret") << "s";
  for (auto const* bad : {"", "../secret", "/etc/passwd", "..", "ABCDEF",
                          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/"}) {
    EXPECT_FALSE(blobs.find(bad));
    EXPECT_FALSE(blobs.has(bad));
    blobs.erase(bad);
  }
  EXPECT_TRUE(std::filesystem::exists(folder_ + "/secret"));
}

TEST_F(BlobsTest, bytes_that_no_longer_have_their_name_are_not_served) {
  Blobs blobs(folder_ + "/media");
  auto const name = blobs.put("whole");
  std::ofstream(folder_ + "/media/" + name.substr(0, 2) + "/" + name, std::ios::trunc) << "half";
  EXPECT_FALSE(blobs.find(name));
}

}  // namespace essaim
