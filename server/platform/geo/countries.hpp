#pragma once
// The country of an address, from an operator's GeoLite2-Country file (MaxMind DB format). The address is looked up and
// forgotten.

#include "base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace essaim::geo {

class Countries {
 public:
  /// `geo.file_unreadable` when the file is no such database.
  static Result<std::unique_ptr<Countries>> open(std::string const& path);
  ~Countries();
  Countries(Countries const&) = delete;
  Countries& operator=(Countries const&) = delete;
  /// "FR", or empty. Thread-safe; valid while this object lives.
  std::string_view find(std::string_view address) const;

 private:
  struct File;
  explicit Countries(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

}  // namespace essaim::geo
