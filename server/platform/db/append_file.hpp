#pragma once
// An append-only file beside the database ("links", "withdrawals"): one line a fact, fsynced before the answer, copied
// more often than the backup and replayed by restore (promises.md 10). A line carries a checksum, so that the torn tail
// of a power cut is dropped and nothing behind it is lost.

#include "base/result.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace essaim::db {

/// Thread-safe. Lines are UTF-8 or base64url words without line ends.
class AppendFile {
 public:
  /// Opens or makes it (0600). A torn last line is cut off; a broken line before it is kept and counted. It has one
  /// writer: `append_file.in_use` while another process, or another AppendFile of this one, has it open.
  static Result<std::unique_ptr<AppendFile>> open(std::string const& path);
  ~AppendFile();
  AppendFile(AppendFile const&) = delete;
  AppendFile& operator=(AppendFile const&) = delete;

  /// Durable when it answers; after a failed write or fsync the file is reopened and its tail mended before the next
  /// line (a second fsync would say yes over lost pages). `append_file.full` when the disk is full.
  Result<Done> append(std::string_view line);
  /// Several lines, one fsync: all or none after a crash is not promised, order is.
  Result<Done> append_all(std::span<std::string const> lines);

  /// Every sound line from the first, in order. Answers how many broken lines were passed over.
  static Result<int64_t> replay(std::string const& path, std::function<void(std::string_view)> const& each);

 private:
  AppendFile(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  Result<Done> mend();

  std::string path_;
  std::mutex mutex_;
  int lock_ = -1;  // open as long as we are: mending opens the file anew, and must not let another writer in
  int file_ = -1;
  int64_t size_ = 0;  // bytes known to be durable
  bool doubtful_ = false;
};

}  // namespace essaim::db
