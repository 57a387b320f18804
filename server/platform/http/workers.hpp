#pragma once
// Threads for thought: tasks in the order they came.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace essaim::http {

class Workers {
 public:
  explicit Workers(int threads);
  /// Finishes what was submitted.
  ~Workers();
  Workers(Workers const&) = delete;
  Workers& operator=(Workers const&) = delete;

  void submit(std::function<void()> task);
  void finish();

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> tasks_;
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace essaim::http
