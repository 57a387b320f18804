#include "platform/jobs/jobs.hpp"

#include "base/random.hpp"
#include "platform/config/embedded.hpp"
#include "platform/db/migrate.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

namespace essaim::jobs {
namespace {

struct Fixture {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("essaim-jobs-" + random_token(9));
  ManualClock clock{{1'700'000'000'000}};
  std::unique_ptr<db::Db> db;
  Fixture() {
    std::filesystem::create_directory(folder);
    db = db::open_sqlite((folder / "test.db").string());
    db::Migration const steps[] = {{"0010_platform", find_embedded("migrations/0010_platform.sql")}};
    db::migrate(*db, steps, clock.now());
  }
  ~Fixture() {
    db.reset();
    std::filesystem::remove_all(folder);
  }
  void enqueue(Queue& queue, std::string const& unique = {}) {
    db->write([&](db::Tx& tx) { queue.enqueue(tx, "test", JsonObject{{"id", 7}}, clock.now(), unique); });
  }
};

TEST(Jobs, a_job_of_a_rolled_back_fact_does_not_exist) {
  Fixture f;
  Queue queue(*f.db, f.clock);
  (void)f.db->write([&](db::Tx& tx) -> Result<int> {
    queue.enqueue(tx, "test", JsonObject{}, f.clock.now());
    return fail(Fault::conflict, "x");
  });
  EXPECT_FALSE(queue.run_one());
}

TEST(Jobs, failures_are_tried_again_later_and_end_as_dead_letters) {
  Fixture f;
  Queue queue(*f.db, f.clock);
  int tries = 0;
  queue.handle("test", [&](Job const& job) -> Result<Done> {
    EXPECT_EQ(job.attempts, ++tries);
    return fail(Fault::unavailable, "test.down");
  });
  f.enqueue(queue);
  EXPECT_TRUE(queue.run_one());
  EXPECT_FALSE(queue.run_one()) << "not before its time";
  for (int i = 0; i < 20; ++i) {
    f.clock.advance(days(2));
    (void)queue.run_one();
  }
  EXPECT_EQ(tries, 9);
  EXPECT_EQ(queue.health().dead, 1);
}

TEST(Jobs, promise_9_a_job_of_a_worker_that_died_is_taken_again_after_its_lease) {
  Fixture f;
  int done = 0;
  struct Died {};
  {
    Queue queue(*f.db, f.clock);
    queue.handle("test", [&](Job const&) -> Result<Done> { throw Died{}; });
    f.enqueue(queue);
    EXPECT_THROW(queue.run_one(), Died);  // not a std::exception: nothing is written, as after kill -9
  }
  Queue queue(*f.db, f.clock);
  queue.handle("test", [&](Job const&) -> Result<Done> {
    ++done;
    return Done{};
  });
  EXPECT_FALSE(queue.run_one());
  f.clock.advance(minutes(3));
  EXPECT_TRUE(queue.run_one());
  EXPECT_FALSE(queue.run_one());
  EXPECT_EQ(done, 1);
}

TEST(Jobs, one_waiting_job_a_unique_key) {
  Fixture f;
  Queue queue(*f.db, f.clock);
  int done = 0;
  queue.handle("test", [&](Job const&) -> Result<Done> {
    ++done;
    return Done{};
  });
  f.enqueue(queue, "one");
  f.enqueue(queue, "one");
  while (queue.run_one()) {}
  EXPECT_EQ(done, 1);
  f.enqueue(queue, "one");
  EXPECT_TRUE(queue.run_one());
}

TEST(Jobs, workers_share_without_doing_anything_twice) {
  Fixture f;
  SystemClock clock;
  std::atomic<int> done{0};
  Queue queue(*f.db, clock);
  queue.handle("test", [&](Job const&) -> Result<Done> {
    ++done;
    return Done{};
  });
  for (int i = 0; i < 50; ++i) f.enqueue(queue);
  queue.start(3, std::chrono::milliseconds(5));
  for (int i = 0; i < 400 && queue.health().waiting > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  queue.stop();
  EXPECT_EQ(done, 50);
}

TEST(Jobs, periodic_work_comes_again_also_after_a_failure) {
  Fixture f;
  Queue queue(*f.db, f.clock);
  int runs = 0;
  queue.every("tick", hours(1), [&](Job const&) -> Result<Done> {
    ++runs;
    return fail(Fault::unavailable, "x");
  });
  EXPECT_TRUE(queue.run_one());
  EXPECT_FALSE(queue.run_one());
  f.clock.advance(hours(1));
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(runs, 2);
}

TEST(Jobs, news_that_come_while_a_unique_job_runs_get_a_run_of_their_own) {
  Fixture f;
  Queue queue(*f.db, f.clock);
  int runs = 0;
  queue.handle("test", [&](Job const&) -> Result<Done> {
    if (++runs == 1) f.enqueue(queue, "once");  // a letter posted while the postman is on the way
    return Done{};
  });
  f.enqueue(queue, "once");
  f.enqueue(queue, "once");
  while (queue.run_one()) {}
  EXPECT_EQ(runs, 2);
}

TEST(Jobs, what_is_enqueued_here_is_taken_at_once) {
  Fixture f;
  Queue queue(*f.db, f.clock);
  std::atomic<int> runs = 0;
  queue.handle("test", [&](Job const&) -> Result<Done> {
    ++runs;
    runs.notify_all();
    return Done{};
  });
  queue.start(2, std::chrono::hours(1));  // only news can wake the workers
  for (int i = 1; i <= 20; ++i) {
    f.enqueue(queue);
    runs.wait(i - 1);
  }
  queue.stop();
  EXPECT_EQ(runs, 20);
}

}  // namespace
}  // namespace essaim::jobs
