#pragma once
// All the SQL of marks. Which one is in force is a setting.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace essaim::people::store {

/// A mark and what was drawn from it, each by the SHA-256 of its PNG.
struct MarkRow {
  std::string sha256;
  int64_t width = 0, height = 0, seen_on_light = 100, seen_on_dark = 100;
  std::string icon_48, icon_180, icon_192, icon_512, maskable_512, letterhead;
  static MarkRow read(db::Row& row);
};
std::optional<MarkRow> find_mark(db::Tx& tx, std::string_view sha256);
/// Whether a file is a mark or was made from one.
bool is_of_a_mark(db::Tx& tx, std::string_view sha256);
/// The same picture again keeps its row.
void insert_mark(db::Tx& tx, MarkRow const& mark, Instant now);

}  // namespace essaim::people::store
