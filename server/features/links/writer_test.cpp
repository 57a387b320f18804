#include "features/links/writer.hpp"

#include "base/random.hpp"
#include "features/links/lane.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace essaim::links {
namespace {

/// A store that can be slow, fail before it wrote anything, or fail after all was written: the doubt of a lost answer.
class UncertainStore final : public db::Appender {
 public:
  struct Shared {
    std::mutex mutex;
    std::map<std::string, int> rows;  // id → how often
    int64_t seq = 0;
    int failures_before = 0, failures_after = 0, reopened = 0;
    std::chrono::milliseconds slow{0};
  };
  explicit UncertainStore(Shared& shared) : shared_(shared) {}
  int64_t append(size_t count, std::function<void(size_t, db::Cells&)> const& write_row) override {
    std::unique_lock lock(shared_.mutex);
    auto const slow = shared_.slow;
    lock.unlock();
    std::this_thread::sleep_for(slow);
    lock.lock();
    if (shared_.failures_before > 0 && shared_.failures_before--) throw db::Broken("gone before");
    for (size_t row = 0; row < count; ++row) {
      FirstCell cell;
      write_row(row, cell);
      ++shared_.rows[cell.id];
      ++shared_.seq;
    }
    if (shared_.failures_after > 0 && shared_.failures_after--) throw db::Full("gone after");
    return shared_.seq;
  }
  void reopen() override {
    std::lock_guard const lock(shared_.mutex);
    ++shared_.reopened;
  }
  std::vector<std::string> ids_after(int64_t) override {
    std::lock_guard const lock(shared_.mutex);
    std::vector<std::string> ids;
    for (auto const& [id, times] : shared_.rows) ids.push_back(id);
    return ids;
  }
  int64_t last_seq() override { return shared_.seq; }
  Durability durability() override { return {"memory", false}; }

 private:
  struct FirstCell final : db::Cells {
    std::string id;
    void integer(int64_t) override {}
    void text(std::string_view) override {}
    void bytes(std::string_view value) override {
      if (id.empty()) id = value;
    }
    void null() override {}
  };
  Shared& shared_;
};

std::vector<Click> some_clicks(size_t count) {
  std::vector<Click> clicks(count);
  for (auto& click : clicks) fill_random({reinterpret_cast<unsigned char*>(click.id.data()), click.id.size()});
  return clicks;
}

TEST(ClickWriter, promise_19_a_batch_of_unknown_outcome_is_looked_up_and_stored_once) {
  UncertainStore::Shared store;
  std::atomic<int64_t> stored{0};
  ClickWriter writer(std::make_unique<UncertainStore>(store),
                     {[] {}, [&](std::span<Click const> clicks, int64_t) { stored += int64_t(clicks.size()); }});
  for (int round = 0; round < 3; ++round) {
    {
      std::lock_guard const lock(store.mutex);
      store.failures_before = round == 0 ? 2 : 0;
      store.failures_after = round == 1 ? 1 : 0;
    }
    auto clicks = some_clicks(50);
    ASSERT_TRUE(writer.hand_over(clicks));
    ASSERT_TRUE(writer.drain(std::chrono::seconds(5)));
  }
  EXPECT_EQ(writer.durable(), 150U);
  EXPECT_EQ(stored, 150);
  EXPECT_FALSE(writer.failing());
  EXPECT_EQ(store.reopened, 3) << "after each failure nothing that the old connection says is believed";
  EXPECT_EQ(store.rows.size(), 150U);
  for (auto const& [id, times] : store.rows) EXPECT_EQ(times, 1);
}

TEST(ClickWriter, promise_19_failing_is_told_and_the_reason_kept) {
  UncertainStore::Shared store;
  store.failures_before = 1'000'000;
  std::atomic<int> changes{0};
  ClickWriter writer(std::make_unique<UncertainStore>(store), {[&] { ++changes; }, [](auto, auto) {}});
  auto clicks = some_clicks(3);
  ASSERT_TRUE(writer.hand_over(clicks));
  for (int i = 0; i < 200 && changes == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(writer.failing());
  EXPECT_EQ(writer.problem(), "gone before");
  EXPECT_EQ(writer.durable(), 0U);
  EXPECT_EQ(writer.waiting(), 3U);
  {
    std::lock_guard const lock(store.mutex);
    store.failures_before = 0;
  }
  EXPECT_TRUE(writer.drain(std::chrono::seconds(5)));
  EXPECT_EQ(store.rows.size(), 3U);
}

/// Readers as the lane sees them.
class Replies final : public http::FastReplies {
 public:
  void answer(http::FastToken to, std::string_view response) override { answered.emplace_back(to.slot, response); }
  void wake() override { woken = true; }
  std::vector<std::pair<uint32_t, std::string>> answered;
  std::atomic<bool> woken{false};
};

TEST(Lane, promise_5_a_reader_waits_a_quarter_of_a_second_at_most_and_the_hour_is_marked) {
  auto const folder = std::filesystem::temp_directory_path() / ("essaim-lane-" + random_token(9));
  std::filesystem::create_directories(folder);
  ManualClock clock(Instant{1'795'300'000'000});
  CodeCheck const check("0123456789abcdef");
  auto const code = check.new_code();
  LinkTable table;
  table.add({code.value, {.check = code.check, .link = 7}, "https://example.org/", "x"});
  HourMarks marks(folder / "hours");
  Robots const robots;
  Lane lane({table, check, marks, clock, robots, nullptr, "http://localhost", folder.string()});
  UncertainStore::Shared store;
  store.slow = std::chrono::milliseconds(700);
  {
    ClickWriter writer(std::make_unique<UncertainStore>(store), {[&] { lane.wake(); }, [](auto, auto) {}});
    lane.use(&writer);
    Replies replies;
    lane.attach(&replies);
    auto const text = print_code(code);
    http::FastRequest request;
    request.code = text;
    request.user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    EXPECT_FALSE(lane.take(request, {3, 1}));
    lane.turn_ended();
    auto const start = std::chrono::steady_clock::now();
    while (replies.answered.empty()) {
      ASSERT_GE(lane.patience(), 0) << "the loop is told when to come back";
      std::this_thread::sleep_for(std::chrono::milliseconds(lane.patience()));
      lane.turn_ended();
    }
    auto const waited = std::chrono::steady_clock::now() - start;
    EXPECT_GE(waited, std::chrono::milliseconds(240));
    EXPECT_LT(waited, std::chrono::milliseconds(500));
    EXPECT_EQ(replies.answered[0].first, 3U);
    EXPECT_NE(replies.answered[0].second.find("Location: https://example.org/"), std::string::npos);
    EXPECT_EQ(marks.pending(), std::vector<int64_t>{utc_hour(clock.now())});
    EXPECT_EQ(lane.unacknowledged(), 1U);
    EXPECT_TRUE(writer.drain(std::chrono::seconds(5))) << "and the click is stored all the same";
    lane.woken();
    EXPECT_EQ(replies.answered.size(), 1U) << "nobody is answered twice";
    lane.attach(nullptr);
  }
  EXPECT_EQ(store.rows.size(), 1U);
  HourMarks const again(folder / "hours");
  EXPECT_EQ(again.pending().size(), 1U) << "the mark survives the process";
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace essaim::links
