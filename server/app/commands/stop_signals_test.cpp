#include "app/commands/stop_signals.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <pthread.h>
#include <thread>

namespace essaim {
namespace {

TEST(StopSignals, one_that_a_foreign_thread_receives_is_heard_and_the_next_one_is_deadly) {
  sigset_t before;
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  {
    StopSignals const signals;
    std::thread foreign([&] {
      signals.unblock_here();
      pthread_kill(pthread_self(), SIGTERM);
    });
    EXPECT_EQ(signals.wait(), SIGTERM);
    foreign.join();
    struct sigaction now {};
    sigaction(SIGTERM, nullptr, &now);
    EXPECT_EQ(now.sa_handler, SIG_DFL);
    sigaction(SIGINT, nullptr, &now);
    EXPECT_NE(now.sa_handler, SIG_DFL);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace
}  // namespace essaim
