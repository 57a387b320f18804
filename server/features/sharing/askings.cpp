#include "features/sharing/askings.hpp"

#include "features/sharing/originality.hpp"

namespace essaim::sharing {

std::deque<Instant>& Askings::recent(int64_t person, Instant now) {
  std::erase_if(asked_, [&](auto const& entry) {
    return entry.first != person && (entry.second.empty() || entry.second.back() <= now - hours(1));
  });
  auto& times = asked_[person];
  while (!times.empty() && times.front() <= now - hours(1)) times.pop_front();
  return times;
}

std::optional<int64_t> Askings::ask(int64_t person, Instant now) {
  std::lock_guard const hold(mutex_);
  auto& times = recent(person, now);
  if (int64_t(times.size()) >= originality_rules.askings_an_hour) return std::nullopt;
  times.push_back(now);
  return originality_rules.askings_an_hour - int64_t(times.size());
}

int64_t Askings::left(int64_t person, Instant now) {
  std::lock_guard const hold(mutex_);
  return originality_rules.askings_an_hour - int64_t(recent(person, now).size());
}

Duration Askings::wait(int64_t person, Instant now) {
  std::lock_guard const hold(mutex_);
  auto const& times = recent(person, now);
  if (int64_t(times.size()) < originality_rules.askings_an_hour) return {0};
  return times.front() + hours(1) - now;
}

}  // namespace essaim::sharing
