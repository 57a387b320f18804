#pragma once
// One request at a time for a host, so that a hundred sources of one site are a queue and not a flood.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace essaim::http {

class HostGate {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  class Pass {
   public:
    Pass() = default;
    Pass(HostGate* gate, std::string host) : gate_(gate), host_(std::move(host)) {}
    Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)), host_(std::move(other.host_)) {}
    Pass& operator=(Pass&&) = delete;
    ~Pass() {
      if (gate_) gate_->leave(host_);
    }
    explicit operator bool() const { return gate_ != nullptr; }

   private:
    HostGate* gate_ = nullptr;
    std::string host_;
  };

  /// Waits for the host to be free; an empty pass when that does not happen in time.
  Pass enter(std::string const& host, Moment until) {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_until(lock, until, [&] { return !busy_.contains(host); })) return Pass();
    busy_.insert(host);
    return Pass(this, host);
  }

 private:
  void leave(std::string const& host) {
    {
      std::scoped_lock lock(mutex_);
      busy_.erase(host);
    }
    freed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable freed_;
  std::set<std::string> busy_;
};

}  // namespace essaim::http
