#pragma once
// How many requests leave for other people's hosts: so many a minute for the organisation, so many for one host.
// Buckets that fill again with time, so that a burst is served and a flood is not.

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace essaim::http {

class FetchBudget {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  enum class Answer { granted, host_spent, organisation_spent };

  FetchBudget(int organisation_a_minute, int host_a_minute)
      : organisation_a_minute_(organisation_a_minute), host_a_minute_(host_a_minute) {}

  /// Takes one request out of both buckets, or out of neither.
  Answer take(std::string const& host, Moment now) {
    std::scoped_lock lock(mutex_);
    if (hosts_.size() > 1000)
      std::erase_if(hosts_, [&](auto const& one) { return one.second.left(host_a_minute_, now) >= host_a_minute_; });
    auto& one = hosts_[host];
    if (one.left(host_a_minute_, now) < 1) return Answer::host_spent;
    if (all_.left(organisation_a_minute_, now) < 1) return Answer::organisation_spent;
    one.spend(host_a_minute_, now);
    all_.spend(organisation_a_minute_, now);
    return Answer::granted;
  }

 private:
  struct Bucket {
    double spent = 0;
    Moment at{};
    double left(int a_minute, Moment now) const {
      std::chrono::duration<double, std::ratio<60>> const passed = now - at;
      return a_minute - std::max(0.0, spent - passed.count() * a_minute);
    }
    void spend(int a_minute, Moment now) {
      spent = a_minute - left(a_minute, now) + 1;
      at = now;
    }
  };

  int const organisation_a_minute_, host_a_minute_;
  std::mutex mutex_;
  Bucket all_;
  std::map<std::string, Bucket> hosts_;
};

}  // namespace essaim::http
