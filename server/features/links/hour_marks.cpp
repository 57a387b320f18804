#include "features/links/hour_marks.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace essaim::links {

HourMarks::HourMarks(std::filesystem::path path)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)), hours_(slots, 0) {
  if (file_ < 0) return;
  auto const bytes = ssize_t(slots * sizeof(int64_t));
  if (::pread(file_, hours_.data(), size_t(bytes), 0) == bytes) return;
  hours_.assign(slots, 0);
  if (::pwrite(file_, hours_.data(), size_t(bytes), 0) == bytes) ::fsync(file_);
}

HourMarks::~HourMarks() {
  if (file_ >= 0) ::close(file_);
}

void HourMarks::write(size_t slot) const {
  if (file_ < 0) return;
  [[maybe_unused]] auto const written = ::pwrite(file_, &hours_[slot], sizeof(int64_t), off_t(slot * sizeof(int64_t)));
}

void HourMarks::mark(int64_t hour) {
  std::lock_guard const lock(mutex_);
  if (hour == last_) return;
  last_ = hour;
  if (std::find(hours_.begin(), hours_.end(), hour) != hours_.end()) return;
  auto const free = std::find(hours_.begin(), hours_.end(), 0);
  auto const slot = size_t((free == hours_.end() ? hours_.begin() + hour % int64_t(slots) : free) - hours_.begin());
  hours_[slot] = hour;
  write(slot);
}

std::vector<int64_t> HourMarks::pending() const {
  std::lock_guard const lock(mutex_);
  std::vector<int64_t> found;
  for (auto const hour : hours_)
    if (hour) found.push_back(hour);
  return found;
}

std::vector<int64_t> HourMarks::pending_in(std::filesystem::path const& path) {
  std::vector<int64_t> found;
  std::ifstream in(path, std::ios::binary);
  for (int64_t hour = 0; in.read(reinterpret_cast<char*>(&hour), sizeof hour);)
    if (hour) found.push_back(hour);
  return found;
}

void HourMarks::done(std::span<int64_t const> hours) {
  std::lock_guard const lock(mutex_);
  for (size_t slot = 0; slot < slots; ++slot)
    if (hours_[slot] && std::find(hours.begin(), hours.end(), hours_[slot]) != hours.end()) {
      hours_[slot] = 0;
      write(slot);
    }
}

}  // namespace essaim::links
