#pragma once
// Threads for thought. Tasks of one queue run in the order they came, and queues take turns: whoever asks for much
// waits behind their own. While there are several, a thread is kept free for each queue that has none.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace essaim::http {

class Workers {
 public:
  explicit Workers(int threads, size_t queues = 1);
  /// Finishes what was submitted.
  ~Workers();
  Workers(Workers const&) = delete;
  Workers& operator=(Workers const&) = delete;

  void submit(std::function<void()> task, size_t queue = 0);
  void finish();

 private:
  struct Queue {
    std::deque<std::function<void()>> tasks;
    size_t running = 0;
  };
  void work();
  Queue* next();  // whose turn it is; null where nobody may start

  std::mutex mutex_;
  std::condition_variable ready_;
  std::vector<Queue> queues_;
  size_t turn_ = 0, free_ = 0;  // threads without a task
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace essaim::http
