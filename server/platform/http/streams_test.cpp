#include "platform/http/streams.hpp"

#include <gtest/gtest.h>

namespace essaim::http {
namespace {

using Slots = std::vector<uint32_t>;

TEST(Streams, promise_10_two_people_of_one_number_hear_nothing_of_each_other) {
  Streams streams;
  streams.open(1, {"A\nshares/42"});
  streams.open(2, {"B\nshares/42"});
  EXPECT_EQ(streams.note("A\nshares/42", 7), Slots{1});
  EXPECT_EQ(streams.take_news(1), "event: changed\ndata: {\"topic\":\"shares\",\"version\":7}\n\n");
  EXPECT_EQ(streams.take_news(2), "");
  EXPECT_EQ(streams.note("shares/42", 8), Slots{}) << "a topic of nobody's organisation";
  EXPECT_EQ(streams.of("B\n42"), Slots{2});
  EXPECT_EQ(streams.of("A\n42"), Slots{1});
  EXPECT_EQ(streams.of("42"), Slots{});
  // Four streams are a person's, not a number's.
  for (uint32_t slot = 3; slot < 6; ++slot) streams.open(slot, {"A\nshares/42"});
  EXPECT_FALSE(streams.may_open({"A\nshares/42"}));
  EXPECT_TRUE(streams.may_open({"B\nshares/42"}));
}

}  // namespace
}  // namespace essaim::http
