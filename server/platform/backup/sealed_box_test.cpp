#include "platform/backup/sealed_box.hpp"

#include <gtest/gtest.h>

namespace essaim::backup {

TEST(SealedBox, promise_17_only_its_key_opens_it) {
  auto const key = make_recovery_key(), other = make_recovery_key();
  auto const box = seal_to(key.open, "canary-quartz-4417");
  EXPECT_EQ(box.find("quartz"), std::string::npos);
  EXPECT_EQ(open_box(key, box).value(), "canary-quartz-4417");
  EXPECT_EQ(open_box(other, box).error().code, "backup.wrong_key");
  EXPECT_EQ(open_box(key, seal_to(key.open, "")).value(), "");
}

TEST(SealedBox, promise_4_its_length_does_not_tell_how_much_is_in_it) {
  auto const key = make_recovery_key();
  auto const nobody = seal_to(key.open, "{}"), busy = seal_to(key.open, std::string(1'000'000, 'x'));
  EXPECT_EQ(nobody.size(), busy.size());
  auto const much = seal_to(key.open, std::string(1'100'000, 'x'));
  EXPECT_EQ(much.size(), seal_to(key.open, std::string(2'000'000, 'y')).size());
  EXPECT_EQ(open_box(key, much).value().size(), 1'100'000u);
}

TEST(SealedBox, what_was_changed_or_cut_is_refused) {
  auto const key = make_recovery_key();
  auto const box = seal_to(key.open, "text");
  for (size_t at : {size_t(30), box.size() / 2, box.size() - 1}) {
    auto changed = box;
    changed[at] = char(changed[at] ^ 1);
    EXPECT_EQ(open_box(key, changed).error().code, "backup.damaged") << at;
  }
  EXPECT_EQ(open_box(key, box.substr(0, box.size() - 1)).error().code, "backup.damaged");
  EXPECT_EQ(open_box(key, box.substr(0, 20)).error().code, "backup.not_one");
  EXPECT_EQ(open_box(key, "PK\x03\x04").error().code, "backup.not_one");
}

}  // namespace essaim::backup
