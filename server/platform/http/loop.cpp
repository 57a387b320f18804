#include "platform/http/loop.hpp"

#include <cerrno>
#include <chrono>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace essaim::http {

namespace {
void control(int epoll, int operation, int fd, uint32_t events, uint64_t key) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = key;
  if (epoll_ctl(epoll, operation, fd, &event) != 0)
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}
}  // namespace

Loop::Loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)), eventfd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (epoll_ < 0 || eventfd_ < 0) throw std::system_error(errno, std::generic_category(), "event loop");
  watch(eventfd_, EPOLLIN, waker);
}

Loop::~Loop() {
  close(eventfd_);
  close(epoll_);
}

void Loop::watch(int fd, uint32_t events, uint64_t key) { control(epoll_, EPOLL_CTL_ADD, fd, events, key); }
void Loop::change(int fd, uint32_t events, uint64_t key) { control(epoll_, EPOLL_CTL_MOD, fd, events, key); }
void Loop::forget(int fd) { control(epoll_, EPOLL_CTL_DEL, fd, 0, 0); }

int Loop::wait(std::span<epoll_event> events, int milliseconds) {
  int const count = epoll_wait(epoll_, events.data(), int(events.size()), milliseconds);
  if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_wait");
  return count < 0 ? 0 : count;
}

void Loop::post(std::function<void()> action) {
  {
    std::lock_guard const lock(mutex_);
    posted_.push_back(std::move(action));
  }
  wake();
}

void Loop::wake() {
  if (signalled_.exchange(true)) return;  // one system call for many posts
  uint64_t const one = 1;
  [[maybe_unused]] auto const written = ::write(eventfd_, &one, sizeof one);
}

void Loop::run_posted() {
  if (!signalled_.load(std::memory_order_relaxed)) return;
  uint64_t count = 0;
  [[maybe_unused]] auto const read_bytes = ::read(eventfd_, &count, sizeof count);
  signalled_.store(false);
  std::vector<std::function<void()>> actions;
  {
    std::lock_guard const lock(mutex_);
    actions.swap(posted_);
  }
  for (auto& action : actions) action();
}

int64_t monotonic_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace essaim::http
