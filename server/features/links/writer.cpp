#include "features/links/writer.hpp"

#include "platform/log/log.hpp"

#include <algorithm>
#include <unordered_set>

namespace essaim::links {

namespace {
constexpr size_t most_waiting = 200'000;  // about 40 MB; hours of a small organisation, seconds of an attack
constexpr auto first_pause = std::chrono::milliseconds(50), longest_pause = std::chrono::milliseconds(2000);
constexpr auto longest_farewell = std::chrono::milliseconds(5000);
}  // namespace

db::AppendTable click_table() {
  using enum db::CellType;
  return {"click",
          {{"id", bytes},
           {"link_id", integer},
           {"code", integer},
           {"at", integer},
           {"class", integer},
           {"network", text},
           {"host", text},
           {"device", integer},
           {"country", text},
           {"visitor", bytes}}};
}

void write_click(Click const& click, db::Cells& to) {
  to.bytes({click.id.data(), click.id.size()});
  to.integer(click.link);
  if (click.is_orphan())
    to.integer(click.code);
  else
    to.null();
  to.integer(click.at);
  to.integer(int64_t(click.reason));
  to.text(click.network);
  to.text(click.host);
  to.integer(int64_t(click.device));
  to.text(click.country_text());
  to.bytes({click.visitor.data(), click.visitor.size()});
}

ClickWriter::ClickWriter(std::unique_ptr<db::Appender> store, Listener listener)
    : store_(std::move(store)),
      listener_(std::move(listener)),
      last_seq_(store_->last_seq()),
      thread_([this] { work(); }) {}

ClickWriter::~ClickWriter() {
  drain(longest_farewell);
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_all();
  thread_.join();
}

bool ClickWriter::hand_over(std::vector<Click>& clicks) {
  bool wake = false, taken = false;
  {
    std::lock_guard const lock(mutex_);
    if (waiting_.size() + clicks.size() <= most_waiting) {
      taken = true;
      if (waiting_.empty())
        waiting_.swap(clicks);
      else
        std::move(clicks.begin(), clicks.end(), std::back_inserter(waiting_));
      wake = asleep_;
    }
  }
  if (!taken) given_up_ += clicks.size();
  clicks.clear();
  if (wake) ready_.notify_one();
  return taken;
}

std::string ClickWriter::problem() const {
  std::lock_guard const lock(mutex_);
  return problem_;
}

size_t ClickWriter::waiting() const {
  std::lock_guard const lock(mutex_);
  return waiting_.size() + in_hand_;
}

bool ClickWriter::drain(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  return drained_.wait_for(lock, at_most, [this] { return waiting_.empty() && in_hand_ == 0; });
}

void ClickWriter::work() {
  std::vector<Click> batch;
  std::unique_lock lock(mutex_);
  while (true) {
    asleep_ = true;
    ready_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    asleep_ = false;
    if (waiting_.empty()) return;
    batch.clear();
    batch.swap(waiting_);
    in_hand_ = batch.size();
    lock.unlock();
    auto const count = batch.size();
    bool const kept = write(batch);
    if (kept) {
      durable_.fetch_add(count, std::memory_order_release);
      listener_.changed();
      listener_.stored(batch, last_seq_);
    }
    lock.lock();
    in_hand_ = 0;
    if (waiting_.empty()) drained_.notify_all();
    if (!kept) return;
  }
}

/// False only when the process ends before the store is well again.
bool ClickWriter::write(std::vector<Click>& batch) {
  auto pause = first_pause;
  auto rest = std::vector<Click>();  // empty: the whole batch is to be sent
  bool doubtful = false;
  while (true) {
    try {
      if (doubtful) {
        store_->reopen();
        rest = batch;
        mend(rest);
      }
      auto const& rows = doubtful ? rest : batch;
      if (!rows.empty())
        last_seq_ = store_->append(rows.size(), [&](size_t row, db::Cells& to) { write_click(rows[row], to); });
      else
        last_seq_ = store_->last_seq();
      if (failing_.exchange(false)) {
        log::info("clicks.store_recovered");
        std::lock_guard const lock(mutex_);
        problem_.clear();
      }
      return true;
    } catch (db::Broken const& broken) {
      doubtful = true;
      bool const full = dynamic_cast<db::Full const*>(&broken) != nullptr;
      std::unique_lock lock(mutex_);
      problem_ = full ? std::string("no space left for clicks: ") + broken.what() : std::string(broken.what());
      if (!failing_.exchange(true)) {
        lock.unlock();
        log::error("clicks.store_failing",
                   {{log::Field::store, "clicks"}, {log::Field::code, full ? "full" : "broken"}});
        listener_.changed();
        lock.lock();
      }
      ready_.wait_for(lock, pause, [this] { return stopping_; });
      if (stopping_) return false;
      pause = std::min(pause * 2, longest_pause);
    }
  }
}

/// Leaves those that are not in the store.
void ClickWriter::mend(std::vector<Click>& batch) {
  auto const ids = store_->ids_after(last_seq_);
  std::unordered_set<std::string_view> const stored(ids.begin(), ids.end());
  std::erase_if(
      batch, [&](Click const& click) { return stored.contains(std::string_view(click.id.data(), click.id.size())); });
}

}  // namespace essaim::links
