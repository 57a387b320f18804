#include "app/runtime_folder.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

constexpr Instant now{1'795'509'000'000};  // 24 November 2026

class RuntimeFolders : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(place); }
  void TearDown() override { fs::remove_all(place); }
  fs::path folder(std::string_view name) const { return place / name; }
  static void put(fs::path const& file) { std::ofstream(file) << "sixteen letters."; }
  fs::path const place = fs::temp_directory_path() / ("essaim-runtime-" + random_token(9));
};

// A server that does nothing, in a process of its own: it lives until it is killed, and then cleans up nothing.
class Lodger {
 public:
  explicit Lodger(fs::path const& folder) {
    int ready[2];
    if (::pipe(ready) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      auto const inside = RuntimeFolder::move_in(folder, now);
      char const said = inside ? 'y' : 'n';
      (void)!::write(ready[1], &said, 1);
      for (;;) ::pause();
    }
    ::close(ready[1]);
    char said = 'n';
    (void)!::read(ready[0], &said, 1);
    ::close(ready[0]);
    lives_ = said == 'y';
  }
  ~Lodger() { die(); }
  bool lives() const { return lives_; }
  void die() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  pid_t process_ = 0;
  bool lives_ = false;
};

}  // namespace

TEST_F(RuntimeFolders, a_past_salt_is_wiped_when_one_moves_in) {
  auto const ours = folder("essaim-aaaaaaaaaaaaaaaa");
  fs::create_directories(ours);
  put(ours / "visitors-2026-11-23.salt");
  put(ours / "visitors-2026-11-24.salt");
  auto const inside = RuntimeFolder::move_in(ours, now);
  ASSERT_TRUE(inside) << inside.error().detail;
  EXPECT_FALSE(fs::exists(ours / "visitors-2026-11-23.salt"));
  EXPECT_TRUE(fs::exists(ours / "visitors-2026-11-24.salt"));
  EXPECT_EQ(fs::status(ours).permissions(), fs::perms::owner_all);
  wipe_past_salts(ours, now + days(1));
  EXPECT_FALSE(fs::exists(ours / "visitors-2026-11-24.salt"));
}

TEST_F(RuntimeFolders, promise_9_what_the_dead_left_is_swept_and_the_living_are_left_alone) {
  auto const dead = folder("essaim-dddddddddddddddd"), living = folder("essaim-llllllllllllllll");
  auto const ours = folder("essaim-oooooooooooooooo");
  auto const inside = RuntimeFolder::move_in(ours, now);
  Lodger killed(dead), server(living);
  ASSERT_TRUE(inside && killed.lives() && server.lives());
  for (auto const& each : {dead, living, ours}) put(each / "visitors-2026-11-24.salt");
  sweep_dead_folders(place, ours, now);
  EXPECT_TRUE(fs::exists(dead)) << "it lives still";
  killed.die();
  sweep_dead_folders(place, ours, now);
  EXPECT_FALSE(fs::exists(dead));
  EXPECT_TRUE(fs::exists(living / "visitors-2026-11-24.salt"));
  EXPECT_TRUE(fs::exists(ours / "visitors-2026-11-24.salt"));
}

TEST_F(RuntimeFolders, what_is_not_ours_stays) {
  for (auto const* name :
       {"essaim-short", "essaim-with.a.dot.in.it", "other-aaaaaaaaaaaaaaaa", "essaim-aaaaaaaaaaaaaaaab"})
    fs::create_directories(folder(name));
  auto const elsewhere = folder("elsewhere");
  fs::create_directories(elsewhere);
  put(elsewhere / "visitors-2026-11-20.salt");
  fs::create_directory_symlink(elsewhere, folder("essaim-ssssssssssssssss"));
  sweep_dead_folders(place, folder("none"), now);
  for (auto const* name :
       {"essaim-short", "essaim-with.a.dot.in.it", "other-aaaaaaaaaaaaaaaa", "essaim-aaaaaaaaaaaaaaaab"})
    EXPECT_TRUE(fs::exists(folder(name))) << name;
  EXPECT_TRUE(fs::exists(elsewhere / "visitors-2026-11-20.salt"));
}

TEST_F(RuntimeFolders, one_without_a_lock_loses_its_past_only) {
  auto const old = folder("essaim-eeeeeeeeeeeeeeee"), current = folder("essaim-cccccccccccccccc");
  for (auto const& each : {old, current}) {
    fs::create_directories(each);
    put(each / "visitors-2026-11-22.salt");
  }
  put(current / "visitors-2026-11-24.salt");
  sweep_dead_folders(place, folder("none"), now);
  EXPECT_FALSE(fs::exists(old));
  EXPECT_FALSE(fs::exists(current / "visitors-2026-11-22.salt"));
  EXPECT_TRUE(fs::exists(current / "visitors-2026-11-24.salt"));
}

}  // namespace essaim
