#pragma once
// Files built into the executable: "migrations/0001_people.sql", "locales/fr.json", "web/index.html", …

#include <string_view>
#include <vector>

namespace essaim {

struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

/// In no particular order.
std::vector<EmbeddedFile> const& embedded_files();
/// Empty view when there is none of that name.
std::string_view find_embedded(std::string_view name);
/// Those whose name starts with `prefix`, sorted by name.
std::vector<EmbeddedFile> embedded_below(std::string_view prefix);

}  // namespace essaim
