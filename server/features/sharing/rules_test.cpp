#include "features/sharing/rules.hpp"

#include <gtest/gtest.h>

namespace essaim::sharing {

TEST(SharingRules, promise_24_a_share_is_opened_declared_or_proved_and_never_two_of_them) {
  EXPECT_EQ(state_of(std::nullopt, false), ShareState::opened);
  EXPECT_EQ(state_of(Outcome::done, false), ShareState::declared);
  EXPECT_EQ(state_of(Outcome::changed, false), ShareState::declared);
  EXPECT_EQ(state_of(Outcome::not_this_time, false), ShareState::not_this_time);
  EXPECT_EQ(state_of(std::nullopt, true), ShareState::proved);
  EXPECT_EQ(state_of(Outcome::not_this_time, true), ShareState::proved);
}

TEST(SharingRules, the_cap_asks_once_and_takes_the_smaller) {
  EXPECT_EQ(daily_cap(5, 3), 3);
  EXPECT_EQ(daily_cap(std::nullopt, 3), 3);
  EXPECT_EQ(daily_cap(5, std::nullopt), 5);
  EXPECT_FALSE(daily_cap(std::nullopt, std::nullopt));
  EXPECT_TRUE(check_cap(2, 3, false));
  EXPECT_EQ(check_cap(3, 3, false).error().code, "sharing.cap_reached");
  EXPECT_TRUE(check_cap(3, 3, true));
  EXPECT_TRUE(check_cap(100, std::nullopt, false));
}

TEST(SharingRules, promise_21_a_second_share_of_the_same_story_asks_again) {
  std::vector<ShareState> const none, gone{ShareState::not_this_time},
      there{ShareState::not_this_time, ShareState::declared};
  EXPECT_TRUE(check_again(none, false));
  EXPECT_TRUE(check_again(gone, false));
  EXPECT_EQ(check_again(there, false).error().code, "sharing.already_open");
  EXPECT_TRUE(check_again(there, true));
}

TEST(SharingRules, promise_12_counts_below_five_do_not_exist) {
  EXPECT_EQ(people_class(4), 0);
  EXPECT_EQ(people_class(5), 5);
  EXPECT_EQ(people_class(19), 10);
  EXPECT_EQ(people_class(49), 20);
  EXPECT_EQ(people_class(5000), 50);
}

TEST(SharingRules, a_text_keeps_its_lines_and_loses_its_control_characters) {
  EXPECT_EQ(clean_text(" Un\r\n\r\ndeux\rtrois\x07 "), "Un\n\ndeux\ntrois");
  EXPECT_EQ(clean_text("\n\t "), "");
}

}  // namespace essaim::sharing
