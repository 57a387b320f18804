#include "platform/config/embedded.hpp"

#include <algorithm>

namespace essaim {

std::string_view find_embedded(std::string_view name) {
  for (auto const& file : embedded_files())
    if (file.name == name) return file.bytes;
  return {};
}

std::vector<EmbeddedFile> embedded_below(std::string_view prefix) {
  std::vector<EmbeddedFile> found;
  for (auto const& file : embedded_files())
    if (file.name.starts_with(prefix)) found.push_back(file);
  std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
  return found;
}

}  // namespace essaim
