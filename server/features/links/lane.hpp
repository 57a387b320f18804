#pragma once
// The redirect on the event loop: looks the code up, tells who clicks, hands the click to the writer and answers when
// it is durable. A reader waits a quarter of a second at most; then the redirect is answered and the hour marked
// incomplete.

#include "base/clock.hpp"
#include "features/links/code.hpp"
#include "features/links/hour_marks.hpp"
#include "features/links/robots.hpp"
#include "features/links/table.hpp"
#include "features/links/visitors.hpp"
#include "features/links/writer.hpp"
#include "platform/geo/countries.hpp"
#include "platform/http/fast_lane.hpp"

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace essaim::links {

constexpr int64_t longest_wait = 250;  // milliseconds
constexpr std::string_view mark_cookie = "mine";

class Lane final : public http::FastLane {
 public:
  struct Needs {
    LinkTable& table;
    CodeCheck const& check;
    HourMarks& marks;
    Clock const& clock;
    Robots const& robots;
    geo::Countries const* countries = nullptr;
    std::string organisation_url;
    std::string runtime_folder;
  };
  explicit Lane(Needs needs);

  void use(ClickWriter* writer) { writer_ = writer; }
  void wake();  // from any thread

  // Before the loop runs: what a restart would have forgotten.
  bool begin_day(int64_t day) { return visitors_.begin_day(day); }
  Repeats& repeats() { return repeats_; }
  Marked& marked() { return marked_; }
  /// Told, on the event loop, that a new day's salt was made.
  void on_new_day(std::function<void()> hear) { new_day_ = std::move(hear); }
  uint64_t unacknowledged() const { return unacknowledged_; }

  void attach(http::FastReplies* server) override;
  std::optional<std::string_view> take(http::FastRequest const& request, http::FastToken reader) override;
  void turn_ended() override;
  void woken() override;
  int patience() const override;
  int rest() const override { return rest_; }

 private:
  struct Waiting {
    http::FastToken reader;
    uint64_t number = 0;  // of its click, in the order of handing over
    int64_t since = 0;
    int64_t hour = 0;
    Target* target = nullptr;  // null: `own`
    std::string own;
  };
  struct Verdict {
    std::string agent;
    Agent judged = Agent::person;
    Device device = Device::unknown;
    std::string_view network;
  };

  Verdict const& judge(std::string_view user_agent);
  void note(http::FastRequest const& request, Code code, Entry const* entry, Instant at);
  ClickClass tell_class(http::FastRequest const& request, Verdict const& verdict, Entry const* entry,
                        Click const& click);
  void begin_day_at(Instant at);
  void fill_id(Click& click);
  std::string_view dated(Target& target);
  std::string_view dated(std::string& page);
  void look_at_the_clock();
  void hand_over();
  void answer_front();
  void release(uint64_t durable, bool all);

  Needs needs_;
  std::mutex attached_;  // the writer's thread wakes a server that may be going
  http::FastReplies* server_ = nullptr;
  ClickWriter* writer_ = nullptr;
  Visitors visitors_;
  Repeats repeats_;
  Habits habits_;
  Marked marked_;
  std::function<void()> new_day_;

  std::vector<Click> pending_;
  int64_t pending_since_ = 0;  // microseconds, of the first
  size_t noticed_ = 0;         // of the pending ones, at the end of the last turn
  size_t usual_batch_ = 0;
  int64_t handed_over_at_ = 0;
  uint64_t handed_over_ = 0;  // clicks, of all times
  int rest_ = 0;
  std::deque<Waiting> waiting_;
  uint64_t numbered_ = 0;          // clicks handed over or pending
  std::vector<Verdict> verdicts_;  // by a hash of the user agent
  std::array<char, 4096> random_{};
  size_t random_used_ = sizeof random_;
  std::string date_;
  int64_t date_second_ = 0;
  std::string unknown_, unknown_head_, orphan_, orphan_head_, built_;
  std::atomic<uint64_t> unacknowledged_{0};
};

}  // namespace essaim::links
