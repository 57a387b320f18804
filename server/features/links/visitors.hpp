#pragma once
// Visitors of a day: a keyed hash of address and browser under a salt that lives in the runtime folder (memory), is
// forgotten at midnight UTC, and is in no backup. What it says is remembered for as long as it is needed, not longer.

#include "base/clock.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace essaim::links {

using VisitorKey = std::array<char, 16>;

class Visitors {
 public:
  explicit Visitors(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// Takes the day's salt from its file, or makes it. True when it was made: keys under an older one mean nothing more.
  bool begin_day(int64_t day);
  int64_t day() const { return day_; }
  VisitorKey key_of(std::string_view address, std::string_view user_agent) const;

 private:
  std::filesystem::path folder_;
  int64_t day_ = -1;
  std::array<unsigned char, 16> salt_{};
};

/// The same visitor on the same link within half an hour counts once.
class Repeats {
 public:
  bool is_repeat(VisitorKey const& visitor, int64_t link, Instant at);
  /// A click that counted, found again after a restart.
  void remember(VisitorKey const& visitor, int64_t link, Instant at);

 private:
  std::unordered_map<uint64_t, int64_t> current_, earlier_;
  int64_t turned_at_ = 0;
};

/// Who opens a third link within ten seconds is a mail scanner following every link of a message.
class Habits {
 public:
  bool opens_link_after_link(VisitorKey const& visitor, int64_t link, Instant at);

 private:
  struct Habit {
    std::array<int64_t, 2> links{};
    std::array<int64_t, 2> at{};
  };
  std::unordered_map<uint64_t, Habit> habits_;
};

/// Visitors who held an author's mark today: on none of that author's links are they readers.
class Marked {
 public:
  void mark(VisitorKey const& visitor, int64_t holder);
  bool is_marked(VisitorKey const& visitor, int64_t holder) const;
  void forget() { marks_.clear(); }

 private:
  std::unordered_set<uint64_t> marks_;
};

}  // namespace essaim::links
