#pragma once
// The one thread that makes clicks durable: all that came together while it was busy is the next batch. It never gives
// a batch up while it can be kept: after any doubt it opens its store anew, looks which rows came through, and sends
// the others again.

#include "features/links/click.hpp"
#include "platform/db/appender.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace essaim::links {

db::AppendTable click_table();
void write_click(Click const& click, db::Cells& to);

class ClickWriter {
 public:
  struct Listener {
    std::function<void()> changed;  // more is durable, or the store began or ceased to fail; from the writer's thread
    std::function<void(std::span<Click const>, int64_t last_seq)> stored;
  };
  ClickWriter(std::unique_ptr<db::Appender> store, Listener listener);
  /// Tries to write what waits, for a few seconds at most.
  ~ClickWriter();
  ClickWriter(ClickWriter const&) = delete;
  ClickWriter& operator=(ClickWriter const&) = delete;

  /// Takes the clicks over. False when so many wait that these were not taken.
  bool hand_over(std::vector<Click>& clicks);
  /// How many clicks, of all that were ever handed over, are durable.
  uint64_t durable() const { return durable_.load(std::memory_order_acquire); }
  bool failing() const { return failing_.load(std::memory_order_acquire); }
  std::string problem() const;
  size_t waiting() const;
  uint64_t given_up() const { return given_up_; }
  /// Waits until all that was handed over is durable, or the time is over.
  bool drain(std::chrono::milliseconds at_most);

 private:
  void work();
  bool write(std::vector<Click>& batch);
  void mend(std::vector<Click>& batch);

  std::unique_ptr<db::Appender> store_;
  Listener listener_;
  mutable std::mutex mutex_;
  std::condition_variable ready_, drained_;
  std::vector<Click> waiting_;
  bool asleep_ = false, stopping_ = false;
  size_t in_hand_ = 0;
  std::string problem_;
  int64_t last_seq_ = 0;
  std::atomic<uint64_t> durable_{0};
  std::atomic<uint64_t> given_up_{0};
  std::atomic<bool> failing_{false};
  std::thread thread_;
};

}  // namespace essaim::links
