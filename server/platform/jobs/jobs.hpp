#pragma once
// Work for later, in the same database as the facts: enqueued in the transaction of the fact, taken with a lease that
// expires and is renewed, idempotent, payload is ids. A network call never sits inside the taking transaction.
// (Publishing has its own stricter rule: promises 2 and 3.)

#include "base/clock.hpp"
#include "base/json.hpp"
#include "platform/db/db.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace essaim::jobs {

struct Job {
  int64_t id;
  std::string kind;
  Json payload;
  int64_t attempts;  // counting this one
};

/// Done, or why it failed: the code is kept with the job, and it is tried again after 1, 5, 15 min, 1, 3, 6, 12, 24 h;
/// after the ninth failure it is a dead letter. Fault::invalid makes it one at once.
using Handler = std::function<Result<Done>(Job const&)>;

struct Health {
  int64_t waiting = 0, late = 0, dead = 0;
};  // late: due over 5 minutes ago

class Queue {
 public:
  Queue(db::Db& db, Clock const& clock) : db_(db), clock_(clock) {}
  ~Queue() { stop(); }
  Queue(Queue const&) = delete;
  Queue& operator=(Queue const&) = delete;

  /// With a `unique_key`, a job of that key that still waits is left as it is (and nothing is added).
  void enqueue(db::Tx& tx, std::string_view kind, Json const& payload, Instant run_at,
               std::string const& unique_key = {});
  /// Whatever of this kind still waits is not done.
  void forget(db::Tx& tx, std::string_view kind);
  /// Before start(). One handler a kind.
  void handle(std::string kind, Handler handler);
  /// Runs `kind` again and again, `interval` after its last end; first at start.
  void every(std::string kind, Duration interval, Handler handler);

  /// Starts `threads` workers. Jobs are looked for each `poll`, and at once when enqueue() was committed here.
  void start(int threads, std::chrono::milliseconds poll = std::chrono::milliseconds(1000));
  /// Finishes what runs, takes nothing new.
  void stop();
  /// Runs one due job in this thread; false when none is due. For tests and for the command line.
  bool run_one();
  Health health();

 private:
  void ensure_periodic();
  void work(std::chrono::milliseconds poll);
  void keep_leases();
  void finish(Job const& job, Result<Done> const& outcome);
  Result<Done> attempt(Job const& job);
  std::optional<Job> take();

  db::Db& db_;
  Clock const& clock_;
  std::map<std::string, Handler, std::less<>> handlers_;
  std::map<std::string, Duration, std::less<>> intervals_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  uint64_t news_ = 0;  // commits that enqueued something
  std::set<int64_t> running_;
  std::string lease_;
  std::vector<std::thread> threads_;
};

}  // namespace essaim::jobs
