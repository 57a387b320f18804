#pragma once
// One epoll set (level-triggered, so that reading needs no system call beside recv) and a door for other threads.

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

struct epoll_event;

namespace essaim::http {

class Loop {
 public:
  static constexpr uint64_t waker = ~uint64_t{0};  // the key of our own wake-ups; never a caller's

  Loop();
  ~Loop();
  Loop(Loop const&) = delete;
  Loop& operator=(Loop const&) = delete;

  void watch(int fd, uint32_t events, uint64_t key);
  void change(int fd, uint32_t events, uint64_t key);
  /// Also done by closing the descriptor.
  void forget(int fd);
  /// How many events came; -1 milliseconds waits for ever.
  int wait(std::span<epoll_event> events, int milliseconds);

  /// From any thread: runs on the loop soon.
  void post(std::function<void()> action);
  /// From any thread: ends a wait.
  void wake();
  void run_posted();

 private:
  int epoll_ = -1;
  int eventfd_ = -1;
  std::atomic<bool> signalled_{false};
  std::mutex mutex_;
  std::vector<std::function<void()>> posted_;
};

/// Milliseconds of the monotonic clock: for timeouts.
int64_t monotonic_ms();

}  // namespace essaim::http
