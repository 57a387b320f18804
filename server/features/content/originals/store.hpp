#pragma once
// The SQL of a story's further languages.

#include "platform/db/db.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace essaim::content::store {

struct OriginalRow {
  std::string language, title, summary;
  std::optional<std::string> address;
  std::string site_name;
  static OriginalRow read(db::Row& row);
};
std::map<int64_t, std::vector<OriginalRow>> originals(db::Tx& tx, std::span<int64_t const> stories);
std::vector<OriginalRow> originals(db::Tx& tx, int64_t story);
void replace_originals(db::Tx& tx, int64_t story, std::vector<OriginalRow> const& rows);

}  // namespace essaim::content::store
