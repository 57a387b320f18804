#pragma once
// All the SQL of themes.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content::store {

struct ThemeRow {
  int64_t id = 0;
  std::string name_fr, name_en, colour;
  int64_t story_count = 0;
  static ThemeRow read(db::Row& row) { return {row.integer(), row.text(), row.text(), row.text(), row.integer()}; }
};
/// By French name; the count is of published stories, and stops at 1,000.
std::vector<ThemeRow> themes(db::Tx& tx);
std::map<int64_t, int64_t> first_themes(db::Tx& tx, std::span<int64_t const> stories);
std::optional<ThemeRow> find_theme(db::Tx& tx, int64_t id);
struct ThemeNames {
  std::string fr, en;
  static ThemeNames read(db::Row& row) { return {row.text(), row.text()}; }
};
std::optional<ThemeNames> find_theme_names(db::Tx& tx, int64_t id);
/// False when that French name is taken.
bool insert_theme(db::Tx& tx, ThemeRow const& theme, Instant at);
bool update_theme(db::Tx& tx, ThemeRow const& theme);
bool is_theme_used(db::Tx& tx, int64_t id);
void delete_theme(db::Tx& tx, int64_t id);

}  // namespace essaim::content::store
