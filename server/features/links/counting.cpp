#include "features/links/counting.hpp"

#include "features/links/store.hpp"
#include "platform/log/log.hpp"
#include "platform/retention/retention.hpp"

#include <cstring>

namespace essaim::links {

namespace {

constexpr auto pause_between_rounds = std::chrono::milliseconds(400);
constexpr auto pause_after_failure = std::chrono::milliseconds(2000);
constexpr int64_t rows_a_round = 5'000;

using Key = std::tuple<int64_t, int64_t, std::string, std::string, ClickClass>;

std::vector<store::RawCount> to_rows(std::map<Key, int64_t> const& counts) {
  std::vector<store::RawCount> rows;
  rows.reserve(counts.size());
  for (auto const& [key, clicks] : counts) {
    auto const& [link, hour, network, host, reason] = key;
    rows.push_back({link, hour, network, host, reason, clicks});
  }
  return rows;
}

/// Counts stored rows. A row without a link counts for the link of its code, when that is known by now.
struct RowCounter {
  db::Tx& tx;
  int64_t sealed = 0;  // earlier days are counted for good
  std::map<Key, int64_t> counts{};
  std::map<int64_t, int64_t> proved{};
  std::unordered_map<int64_t, std::string> networks{};
  std::unordered_map<int64_t, int64_t> links{};  // of orphans' codes

  int64_t link_of(store::StoredClick const& click) {
    if (click.link) return click.link;
    auto const [found, is_new] = links.try_emplace(click.code, 0);
    if (is_new)
      if (auto const link = store::find_by_code(tx, click.code)) found->second = link->id;
    return found->second;
  }
  std::string const& network_of(int64_t link) {
    auto const [found, is_new] = networks.try_emplace(link);
    if (is_new)
      if (auto const row = store::find(tx, link)) found->second = row->network;
    return found->second;
  }
  void count(store::StoredClick const& click) {
    if (utc_day({click.at}) < sealed) return;
    auto const link = link_of(click);
    if (!link) return;
    ++counts[{link, utc_hour({click.at}), click.network, click.host, click.reason}];
    if (click.reason == ClickClass::person && !click.network.empty() && click.network == network_of(link))
      proved.try_emplace(link, click.at);
  }
  void save() const {
    store::add(tx, to_rows(counts));
    for (auto const& [link, at] : proved) store::mark_proved(tx, link, {at});
  }
};

uint64_t half_of(std::array<char, 16> const& visitor) {
  uint64_t half = 0;
  std::memcpy(&half, visitor.data(), sizeof half);
  return half;
}

}  // namespace

Counting::Counting(db::Db& main, db::Db& clicks, HourMarks& marks, Clock const& clock)
    : main_(main), clicks_(clicks), marks_(marks), clock_(clock) {}

void Counting::start() {
  last_seq_ = clicks_.read([](db::Tx& tx) { return store::last_seq(tx); });
  position_ = main_.read([](db::Tx& tx) { return store::position(tx); });
  if (position_ > last_seq_) rebuild();  // an older click store was put back: its numbers will be given again
  thread_ = std::thread([this] { work(); });
}

Counting::~Counting() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Counting::on_click(std::function<void(int64_t)> hear) {
  std::lock_guard const lock(mutex_);
  hear_ = std::move(hear);
}

void Counting::add(std::span<Click const> clicks, int64_t last_seq) {
  std::lock_guard const lock(mutex_);
  last_seq_ = last_seq;
  for (auto const& click : clicks) {
    if (click.reason == ClickClass::person && click.holder) {
      touched_.insert(click.holder);
      auto const day = utc_day({click.at});
      if (day != visitors_day_) visitors_.clear();
      visitors_day_ = day;
      visitors_[click.holder].insert(half_of(click.visitor));
    }
    if (reading_ || click.is_orphan()) continue;
    ++counts_[{click.link, utc_hour({click.at}), std::string(click.network), click.host, click.reason}];
    if (click.proves) proved_.try_emplace(click.link, click.at);
  }
  if (!dirty_) wake_.notify_all();
  dirty_ = true;
}

int64_t Counting::visitors_of(int64_t holder, int64_t day) const {
  std::lock_guard const lock(mutex_);
  auto const found = visitors_.find(holder);
  return day == visitors_day_ && found != visitors_.end() ? int64_t(found->second.size()) : 0;
}

void Counting::remember_visitor(int64_t holder, int64_t day, uint64_t visitor) {
  std::lock_guard const lock(mutex_);
  visitors_day_ = day;
  visitors_[holder].insert(visitor);
}

void Counting::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_ || dirty_) {
    wake_.wait_for(lock, pause_between_rounds * 5, [this] { return stopping_ || dirty_; });
    bool failed = false;
    lock.unlock();
    try {
      round();
    } catch (db::Broken const&) {
      log::warn("clicks.count_failed", {{log::Field::store, "main"}});
      failed = true;
    }
    lock.lock();
    if (failed) reading_ = true, counts_.clear(), proved_.clear();
    if (failed && stopping_) return;  // the rows are kept: they are counted at the next start
    wake_.wait_for(lock, failed ? pause_after_failure : pause_between_rounds, [this] { return stopping_; });
  }
}

void Counting::round() {
  std::lock_guard const one_at_a_time(flushing_);
  flush_marks();
  while (true) {
    bool reading = false;
    {
      std::lock_guard const lock(mutex_);
      reading = reading_;
    }
    if (reading ? !read_on() : flush_memory()) break;
  }
  tell();
  std::lock_guard const lock(mutex_);
  dirty_ = position_ != last_seq_;
  if (!dirty_) settled_.notify_all();
}

void Counting::flush_marks() {
  auto const hours = marks_.pending();
  if (hours.empty()) return;
  main_.write([&](db::Tx& tx) {
    for (auto const hour : hours) store::mark_incomplete(tx, hour, clock_.now());
  });
  marks_.done(hours);
}

/// True when memory is empty now; false when the rows must be read instead.
bool Counting::flush_memory() {
  Counts counts;
  std::map<int64_t, int64_t> proved;
  int64_t from = 0, to = 0;
  {
    std::lock_guard const lock(mutex_);
    counts.swap(counts_);
    proved.swap(proved_);
    from = position_;
    to = last_seq_;
  }
  if (from == to) return true;
  bool const advanced = main_.write([&](db::Tx& tx) {
    if (!store::advance(tx, from, to)) return false;
    store::add(tx, to_rows(counts));
    for (auto const& [link, at] : proved) store::mark_proved(tx, link, {at});
    return true;
  });
  std::lock_guard const lock(mutex_);
  position_ = to;
  if (!advanced) reading_ = true, counts_.clear(), proved_.clear();
  return advanced;
}

/// Counts a stretch of rows, but none that memory has not heard of: it would count them again. False when there are no
/// more and memory may go on from here.
bool Counting::read_on() {
  int64_t known = 0;
  {
    std::lock_guard const lock(mutex_);
    known = last_seq_;
  }
  auto const from = main_.read([](db::Tx& tx) { return store::position(tx); });
  auto rows = clicks_.read([&](db::Tx& tx) { return store::clicks_after(tx, from, rows_a_round); });
  std::erase_if(rows, [&](auto const& row) { return row.seq > known; });
  auto const to = rows.size() == size_t(rows_a_round) ? rows.back().seq : std::max(known, from);
  if (to > from)
    main_.write([&](db::Tx& tx) {
      if (!store::advance(tx, from, to)) return;
      RowCounter counter{tx};
      for (auto const& row : rows) counter.count(row);
      counter.save();
    });
  std::lock_guard const lock(mutex_);
  position_ = to;
  if (to != last_seq_) return true;
  reading_ = false;
  return false;
}

void Counting::tell() {
  std::set<int64_t> touched;
  std::function<void(int64_t)> hear;
  {
    std::lock_guard const lock(mutex_);
    touched.swap(touched_);
    hear = hear_;
  }
  if (!hear) return;
  for (auto const holder : touched) hear(holder);
}

void Counting::settle() {
  std::unique_lock lock(mutex_);
  dirty_ = true;
  wake_.notify_all();
  settled_.wait_for(lock, std::chrono::seconds(10), [this] { return !dirty_ && position_ == last_seq_; });
}

void Counting::forget_old() {
  auto const now = clock_.now();
  auto const day = utc_day(retention::limit_of(retention::Kind::raw_click, now));
  Instant const before{day * days(1).ms};
  // First the seal, then the rows: broken off in between, a rebuild leaves the counts as they are.
  auto const counted = main_.write([&](db::Tx& tx) {
    store::seal_before(tx, day);
    return store::position(tx);
  });
  while (true) {
    std::lock_guard const one_at_a_time(flushing_);
    auto const deleted = clicks_.write([&](db::Tx& tx) { return store::forget_clicks(tx, before, counted); });
    if (deleted == 0) return;
    main_.write([&](db::Tx& tx) { note(tx, retention::Kind::raw_click, deleted, now); });
  }
}

void Counting::rebuild() {
  std::lock_guard const one_at_a_time(flushing_);
  main_.write([&](db::Tx& tx) {
    auto const sealed = store::sealed_before(tx);
    store::clear_counts(tx, sealed);
    RowCounter counter{tx, sealed};
    int64_t position = 0;
    while (true) {
      auto const rows =
          clicks_.read([&](db::Tx& clicks) { return store::clicks_after(clicks, position, rows_a_round); });
      if (rows.empty()) break;
      for (auto const& row : rows) counter.count(row);
      position = rows.back().seq;
    }
    counter.save();
    store::advance(tx, 0, position);
  });
  std::lock_guard const lock(mutex_);
  reading_ = true;
  counts_.clear();
  proved_.clear();
  dirty_ = true;
  wake_.notify_all();
}

}  // namespace essaim::links
