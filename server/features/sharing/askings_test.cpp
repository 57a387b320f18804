#include "features/sharing/askings.hpp"

#include <gtest/gtest.h>

namespace essaim::sharing {

TEST(Askings, promise_15_sixty_an_hour_and_each_person_for_themselves) {
  Askings askings;
  Instant now{1'795'000'000'000};
  for (int i = 0; i < 60; ++i) EXPECT_EQ(askings.ask(1, now + minutes(i / 2)), 59 - i);
  EXPECT_FALSE(askings.ask(1, now + minutes(59)));
  EXPECT_EQ(askings.left(1, now + minutes(59)), 0);
  EXPECT_EQ(askings.wait(1, now + minutes(59)), minutes(1));
  EXPECT_EQ(askings.wait(2, now + minutes(59)).ms, 0);
  EXPECT_EQ(askings.left(2, now + minutes(59)), 60);
  EXPECT_EQ(askings.ask(1, now + minutes(60)), 1) << "the first two are an hour old";
}

}  // namespace essaim::sharing
