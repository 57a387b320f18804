#include "platform/http/workers.hpp"

#include <algorithm>

namespace essaim::http {

Workers::Workers(int threads, size_t queues) : queues_(queues), free_(size_t(threads)) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { finish(); }

void Workers::submit(std::function<void()> task, size_t queue) {
  {
    std::lock_guard const lock(mutex_);
    queues_[queue].tasks.push_back(std::move(task));
  }
  ready_.notify_one();
}

void Workers::finish() {
  {
    std::lock_guard const lock(mutex_);
    finishing_ = true;
  }
  ready_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

// A queue with a thread may take another one only where each idle queue still finds its own.
Workers::Queue* Workers::next() {
  auto const idle = size_t(std::ranges::count(queues_, size_t{0}, &Queue::running));
  for (size_t i = 0; i < queues_.size(); ++i) {
    auto const at = (turn_ + i) % queues_.size();
    auto& queue = queues_[at];
    if (queue.tasks.empty() || (queue.running > 0 && free_ <= idle)) continue;
    turn_ = at + 1;
    return &queue;
  }
  return nullptr;
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    Queue* queue = nullptr;
    ready_.wait(lock, [&] {
      queue = next();
      return queue || (finishing_ && std::ranges::all_of(queues_, [](auto const& each) { return each.tasks.empty(); }));
    });
    if (!queue) {
      ready_.notify_all();  // who waited for a task that another one took
      return;
    }
    auto task = std::move(queue->tasks.front());
    queue->tasks.pop_front();
    ++queue->running;
    --free_;
    lock.unlock();
    task();
    task = nullptr;  // what it holds goes outside the lock
    lock.lock();
    --queue->running;
    ++free_;
  }
}

}  // namespace essaim::http
