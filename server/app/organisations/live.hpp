#pragma once
// Live updates of one organisation through the server that it shares with others: its topics bear its id, so that
// "shares/42" of one never wakes person 42 of another.

#include "platform/http/server.hpp"

#include <mutex>
#include <string>
#include <utility>

namespace essaim {

/// As the server knows a topic of that organisation, or a person of it.
inline std::string in_realm(std::string_view organisation, std::string_view name) {
  return std::string(organisation) + "\n" + std::string(name);
}

class LiveUpdates final : public http::EventHub {
 public:
  LiveUpdates(http::EventHub& server, std::string organisation)
      : server_(&server), organisation_(std::move(organisation)) {}

  void publish(std::string_view topic, uint64_t version) override {
    std::lock_guard const lock(mutex_);
    if (server_) server_->publish(in_realm(organisation_, topic), version);
  }
  void recheck(std::string_view person) override {
    std::lock_guard const lock(mutex_);
    if (server_) server_->recheck(in_realm(organisation_, person));
  }
  /// Before the server goes: threads that end later tell nobody any more.
  void end() {
    std::lock_guard const lock(mutex_);
    server_ = nullptr;
  }

 private:
  std::mutex mutex_;
  http::EventHub* server_;
  std::string const organisation_;
};

}  // namespace essaim
