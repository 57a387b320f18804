#pragma once
// Files that never change, named by the SHA-256 of their bytes. A file is there whole or not at all: it is written
// beside its place, synced, then renamed. The folder is 0700, files 0600. Thread-safe.

#include <optional>
#include <string>
#include <string_view>

namespace essaim {

/// 64 letters of [0-9a-f].
std::string sha256_hex(std::string_view bytes);
bool is_sha256(std::string_view text);

class Blobs {
 public:
  /// Makes the folder if it is not there; throws std::system_error where that cannot be.
  explicit Blobs(std::string folder);
  /// Durable when this answers the name. Bytes that are there already are not written again.
  std::string put(std::string_view bytes);
  /// Empty for a name that is none, is not there, or whose bytes no longer have that name.
  std::optional<std::string> find(std::string_view sha256) const;
  bool has(std::string_view sha256) const;
  void erase(std::string_view sha256);

 private:
  std::string path_of(std::string_view sha256) const;
  std::string folder_;
};

}  // namespace essaim
