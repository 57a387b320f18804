#pragma once
// Counts by hour and day, kept by a thread of their own a moment behind the clicks. They advance by the sequence of the
// raw rows: normally from memory, and from the rows themselves after a start, a doubt or a rebuild.

#include "base/clock.hpp"
#include "features/links/click.hpp"
#include "features/links/hour_marks.hpp"
#include "platform/db/db.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace essaim::links {

class Counting {
 public:
  Counting(db::Db& main, db::Db& clicks, HourMarks& marks, Clock const& clock);
  ~Counting();
  Counting(Counting const&) = delete;
  Counting& operator=(Counting const&) = delete;

  void start();
  void on_click(std::function<void(int64_t holder)> hear);
  /// From the writer: these rows are durable, the last of them has this sequence.
  void add(std::span<Click const> clicks, int64_t last_seq);
  /// All that was added is counted when this answers.
  void settle();
  void rebuild();
  /// Seals the counts of days whose raw clicks have stood their time, and deletes those clicks, a stretch at a time.
  void forget_old();
  int64_t visitors_of(int64_t holder, int64_t day) const;
  /// A person's click of today, found again after a restart.
  void remember_visitor(int64_t holder, int64_t day, uint64_t visitor);

 private:
  using Key = std::tuple<int64_t, int64_t, std::string, std::string, ClickClass>;  // link, hour, network, host, reason
  using Counts = std::map<Key, int64_t>;
  void work();
  void round();
  void flush_marks();
  bool flush_memory();
  bool read_on();
  void tell();

  db::Db& main_;
  db::Db& clicks_;
  HourMarks& marks_;
  Clock const& clock_;
  std::function<void(int64_t)> hear_;

  mutable std::mutex mutex_;
  std::condition_variable wake_, settled_;
  Counts counts_;
  std::map<int64_t, int64_t> proved_;  // link → when
  std::set<int64_t> touched_;          // holders whose links people clicked
  int64_t position_ = 0;               // counted so far
  int64_t last_seq_ = 0;               // to be counted
  bool reading_ = true;                // from the rows, until memory and rows agree
  bool dirty_ = true, stopping_ = false;
  int64_t visitors_day_ = 0;
  std::unordered_map<int64_t, std::unordered_set<uint64_t>> visitors_;

  std::mutex flushing_;
  std::thread thread_;
};

}  // namespace essaim::links
