#include "platform/http/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <string>

namespace essaim::http {
namespace {

TEST(Workers, promise_10_who_asks_for_much_leaves_a_thread_to_the_others) {
  Workers workers(3, 2);
  std::latch release(1), both(2);
  std::atomic<int> running = 0;
  for (int i = 0; i < 8; ++i)
    workers.submit([&] {
      if (++running <= 2) both.count_down();
      release.wait();
    });
  both.wait();
  std::latch answered(1);
  workers.submit([&] { answered.count_down(); }, 1);
  answered.wait();  // for ever, if the eight held all three
  EXPECT_EQ(running, 2) << "the third is kept for whoever has none";
  release.count_down();
  workers.finish();
  EXPECT_EQ(running, 8);
}

TEST(Workers, queues_take_turns) {
  std::string order;
  std::latch began(1), go(1);
  {
    Workers one(1, 2);
    one.submit([&] {
      began.count_down();
      go.wait();
    });
    began.wait();
    for (int i = 0; i < 3; ++i) one.submit([&] { order += 'a'; });
    for (int i = 0; i < 3; ++i) one.submit([&] { order += 'b'; }, 1);
    go.count_down();
  }
  EXPECT_EQ(order, "bababa");
}

TEST(Workers, finishing_does_all_that_was_submitted) {
  std::atomic<int> done = 0;
  Workers workers(4, 3);
  for (size_t i = 0; i < 300; ++i) workers.submit([&] { ++done; }, i % 3);
  workers.finish();
  EXPECT_EQ(done, 300);
}

}  // namespace
}  // namespace essaim::http
