#include "platform/jobs/jobs.hpp"

#include "base/id.hpp"
#include "base/random.hpp"

#include <array>

namespace essaim::jobs {
namespace {

constexpr Duration lease_length = minutes(2);
constexpr std::array retries{minutes(1), minutes(5), minutes(15), hours(1), hours(3), hours(6), hours(12), hours(24)};

constexpr db::Sql insert_job{"jobs.insert", R"(
  insert into job(id, kind, payload, unique_key, run_at) values ($1, $2, $3, $4, $5) on conflict do nothing)"};
// A taken job gives its unique key up: what is enqueued while it runs may be news it has not seen. Periodic ones keep
// it. The two engines differ in how a taker steps around others: PostgreSQL skips locked rows, SQLite has one writer.
constexpr db::Sql take_sqlite{"jobs.take_sqlite", R"(
  update job set leased_until = $2, lease = $3, attempts = attempts + 1, unique_key = case when unique_key like 'every:%' then unique_key end
  where id = (select id from job where dead_at is null and run_at <= $1 and leased_until <= $1 order by run_at limit 1)
  returning id, kind, payload, attempts)"};
constexpr db::Sql take_postgres{"jobs.take_postgres", R"(
  update job set leased_until = $2, lease = $3, attempts = attempts + 1, unique_key = case when unique_key like 'every:%' then unique_key end
  where id = (select id from job where dead_at is null and run_at <= $1 and leased_until <= $1 order by run_at limit 1 for update skip locked)
  returning id, kind, payload, attempts)"};
constexpr db::Sql renew_lease{"jobs.renew", "update job set leased_until = $2 where id = $1 and lease = $3"};
constexpr db::Sql delete_job{"jobs.delete", "delete from job where id = $1 and lease = $2"};
constexpr db::Sql forget_kind{"jobs.forget", "delete from job where kind = $1"};
constexpr db::Sql retry_job{
    "jobs.retry",
    "update job set run_at = $2, leased_until = 0, lease = '', failure = $3 where id = $1 and lease = $4"};
constexpr db::Sql repeat_job{"jobs.repeat", R"(
  update job set run_at = $2, leased_until = 0, lease = '', attempts = 0, failure = $3 where id = $1 and lease = $4)"};
constexpr db::Sql bury_job{"jobs.bury", R"(
  update job set dead_at = $2, leased_until = 0, lease = '', unique_key = null, payload = '{}', failure = $3 where id = $1 and lease = $4)"};
constexpr db::Sql count_jobs{"jobs.count", R"(
  select count(*) from job where dead_at is null)"};
constexpr db::Sql count_late{"jobs.count_late",
                             "select count(*) from job where dead_at is null and run_at < $1 and leased_until < $1"};
constexpr db::Sql count_dead{"jobs.count_dead", "select count(*) from job where dead_at is not null"};

struct Taken {
  int64_t id;
  std::string kind, payload;
  int64_t attempts;
  static Taken read(db::Row& row) { return {row.integer(), row.text(), row.text(), row.integer()}; }
};

}  // namespace

void Queue::enqueue(db::Tx& tx, std::string_view kind, Json const& payload, Instant run_at,
                    std::string const& unique_key) {
  auto const key = unique_key.empty() ? std::optional<std::string>() : std::optional(unique_key);
  tx.run(insert_job, new_id_value(clock_.now()), kind, print_json(payload), key, run_at.ms);
  tx.after_commit([this] {
    {
      std::lock_guard const lock(mutex_);
      ++news_;
    }
    wake_.notify_all();
  });
}

void Queue::forget(db::Tx& tx, std::string_view kind) { tx.run(forget_kind, kind); }

void Queue::handle(std::string kind, Handler handler) { handlers_[std::move(kind)] = std::move(handler); }

void Queue::every(std::string kind, Duration interval, Handler handler) {
  intervals_[kind] = interval;
  handle(std::move(kind), std::move(handler));
}

void Queue::ensure_periodic() {
  if (intervals_.empty()) return;
  db_.write([&](db::Tx& tx) {
    for (auto const& [kind, interval] : intervals_) enqueue(tx, kind, JsonObject{}, clock_.now(), "every:" + kind);
  });
}

void Queue::start(int threads, std::chrono::milliseconds poll) {
  lease_ = random_token(12);
  ensure_periodic();
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this, poll] { work(poll); });
  threads_.emplace_back([this] { keep_leases(); });
}

void Queue::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

bool Queue::run_one() {
  if (lease_.empty()) {
    lease_ = random_token(12);
    ensure_periodic();
  }
  auto const job = take();
  if (!job) return false;
  finish(*job, attempt(*job));
  return true;
}

std::optional<Job> Queue::take() {
  auto const now = clock_.now();
  auto taken = db_.write([&](db::Tx& tx) {
    return tx.one<Taken>(tx.engine() == db::Engine::sqlite ? take_sqlite : take_postgres, now.ms,
                         (now + lease_length).ms, lease_);
  });
  if (!taken) return std::nullopt;
  {
    std::lock_guard const lock(mutex_);
    running_.insert(taken->id);
  }
  return Job{taken->id, taken->kind, parse_json(taken->payload).value_or(Json()), taken->attempts};
}

Result<Done> Queue::attempt(Job const& job) {
  auto const found = handlers_.find(job.kind);
  if (found == handlers_.end()) return fail(Fault::internal, "jobs.no_handler", job.kind);
  try {
    return found->second(job);
  } catch (std::exception const& broken) { return fail(Fault::internal, "jobs.broken", broken.what()); }
}

void Queue::finish(Job const& job, Result<Done> const& outcome) {
  {
    std::lock_guard const lock(mutex_);
    running_.erase(job.id);
  }
  wake_.notify_all();  // a stop waits for the last running job, so that its lease is kept until then
  auto const now = clock_.now();
  auto const interval = intervals_.find(job.kind);
  db_.write([&](db::Tx& tx) {
    auto const failure = outcome ? std::string() : outcome.error().code;
    if (interval != intervals_.end()) return tx.run(repeat_job, job.id, (now + interval->second).ms, failure, lease_);
    if (outcome) return tx.run(delete_job, job.id, lease_);
    bool const final = outcome.error().fault == Fault::invalid || job.attempts > int64_t(retries.size());
    if (final) return tx.run(bury_job, job.id, now.ms, failure, lease_);
    return tx.run(retry_job, job.id, (now + retries[size_t(job.attempts - 1)]).ms, failure, lease_);
  });
}

void Queue::work(std::chrono::milliseconds poll) {
  for (;;) {
    uint64_t seen = 0;  // news before we look: what comes while we look wakes us at once
    {
      std::lock_guard const lock(mutex_);
      if (stopping_) return;
      seen = news_;
    }
    bool worked = false;
    try {
      worked = run_one();
    } catch (db::Broken const&) {
      // The database is away: wait and look again; readyz and the log say so elsewhere.
    }
    if (worked) continue;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, poll, [&] { return stopping_ || news_ != seen; });
  }
}

void Queue::keep_leases() {
  for (;;) {
    std::set<int64_t> running;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, std::chrono::seconds(30), [&] { return stopping_ && running_.empty(); });
      if (stopping_) return;
      running = running_;
    }
    if (running.empty()) continue;
    try {
      db_.write([&](db::Tx& tx) {
        for (auto id : running) tx.run(renew_lease, id, (clock_.now() + lease_length).ms, lease_);
      });
    } catch (db::Broken const&) {
      // The lease runs out and another worker takes the job: that is what leases are for.
    }
  }
}

Health Queue::health() {
  return db_.read([&](db::Tx& tx) {
    return Health{tx.one<int64_t>(count_jobs).value_or(0),
                  tx.one<int64_t>(count_late, (clock_.now() - minutes(5)).ms).value_or(0),
                  tx.one<int64_t>(count_dead).value_or(0)};
  });
}

}  // namespace essaim::jobs
