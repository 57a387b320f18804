#pragma once
// Hours in which a reader was redirected before the click was durable. They are noted where a full disk or a database
// that hangs cannot refuse: in a small file whose space was taken at start; later they go to the database.

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <vector>

namespace essaim::links {

class HourMarks {
 public:
  explicit HourMarks(std::filesystem::path path);
  ~HourMarks();
  HourMarks(HourMarks const&) = delete;
  HourMarks& operator=(HourMarks const&) = delete;

  /// Cheap when the hour is marked already. Survives kill -9.
  void mark(int64_t hour);
  /// Those that are not in the database yet.
  std::vector<int64_t> pending() const;
  /// The same, from the file of a server that may be running.
  static std::vector<int64_t> pending_in(std::filesystem::path const& path);
  /// They are in the database now.
  void done(std::span<int64_t const> hours);

 private:
  static constexpr size_t slots = 512;
  void write(size_t slot) const;
  mutable std::mutex mutex_;
  int file_ = -1;
  std::vector<int64_t> hours_;
  int64_t last_ = 0;  // the newest that was marked by this process
};

}  // namespace essaim::links
