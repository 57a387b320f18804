#include "features/links/visitors.hpp"

#include "base/random.hpp"

#include <sodium.h>

#include <cstring>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace essaim::links {

namespace {

constexpr int64_t repeat_window = 30 * 60'000, habit_window = 10'000;
constexpr size_t most_habits = 65'536;

/// The key is a hash already: half of it is enough to find it by.
uint64_t mix(VisitorKey const& visitor, int64_t with) {
  uint64_t half = 0;
  std::memcpy(&half, visitor.data(), sizeof half);
  return half ^ (uint64_t(with) * 0x9E3779B97F4A7C15ULL);
}

std::string name_of(int64_t day) { return "visitors-" + to_iso_date(day) + ".salt"; }

bool read_salt(std::filesystem::path const& path, std::array<unsigned char, 16>& salt) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  auto const count = ::read(file, salt.data(), salt.size());
  ::close(file);
  return count == ssize_t(salt.size());
}

/// A runtime folder that cannot be written to costs recognition after a restart, and nothing else.
void write_salt(std::filesystem::path const& path, std::array<unsigned char, 16> const& salt) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (::write(file, salt.data(), salt.size()) != ssize_t(salt.size())) ::unlink(path.c_str());
  ::close(file);
}

}  // namespace

bool Visitors::begin_day(int64_t day) {
  day_ = day;
  auto const name = name_of(day);
  std::error_code error;
  for (auto const& entry : std::filesystem::directory_iterator(folder_, error)) {
    auto const other = entry.path().filename().string();
    if (other.starts_with("visitors-") && other != name) ::unlink(entry.path().c_str());
  }
  if (read_salt(folder_ / name, salt_)) return false;
  salt_ = random_bytes<16>();
  write_salt(folder_ / name, salt_);
  return true;
}

VisitorKey Visitors::key_of(std::string_view address, std::string_view user_agent) const {
  std::array<unsigned char, 640> text{};
  auto const a = std::min<size_t>(address.size(), 64), b = std::min<size_t>(user_agent.size(), 512);
  if (a) std::memcpy(text.data(), address.data(), a);
  text[a] = '\n';
  if (b) std::memcpy(text.data() + a + 1, user_agent.data(), b);
  VisitorKey key;
  crypto_shorthash_siphashx24(reinterpret_cast<unsigned char*>(key.data()), text.data(), a + 1 + b, salt_.data());
  return key;
}

bool Repeats::is_repeat(VisitorKey const& visitor, int64_t link, Instant at) {
  auto const key = mix(visitor, link);
  if (at.ms - turned_at_ > repeat_window) {
    earlier_ = std::move(current_);
    current_.clear();
    turned_at_ = at.ms;
  }
  for (auto const* seen : {&current_, &earlier_})
    if (auto const found = seen->find(key); found != seen->end() && at.ms - found->second < repeat_window) return true;
  current_[key] = at.ms;
  return false;
}

void Repeats::remember(VisitorKey const& visitor, int64_t link, Instant at) {
  if (turned_at_ == 0) turned_at_ = at.ms;
  auto& seen = current_[mix(visitor, link)];
  seen = std::max(seen, at.ms);
}

bool Habits::opens_link_after_link(VisitorKey const& visitor, int64_t link, Instant at) {
  if (habits_.size() > most_habits) habits_.clear();
  auto& habit = habits_[mix(visitor, 0)];
  auto& [links, times] = habit;
  bool const known = links[0] == link || links[1] == link;
  bool const third =
      links[0] && links[1] && !known && at.ms - times[0] < habit_window && at.ms - times[1] < habit_window;
  if (third) {
    times[1] = at.ms;  // goes on for as long as it goes on
  } else if (!known) {
    links = {links[1], link};
    times = {times[1], at.ms};
  }
  return third;
}

void Marked::mark(VisitorKey const& visitor, int64_t holder) {
  if (holder) marks_.insert(mix(visitor, holder));
}

bool Marked::is_marked(VisitorKey const& visitor, int64_t holder) const {
  return holder && !marks_.empty() && marks_.contains(mix(visitor, holder));
}

}  // namespace essaim::links
