#pragma once
// The SQL of the guide: general or of a country, each saving a version.

#include "features/charter/charter.hpp"

namespace essaim::charter::store {

struct GuideVersionRow {
  int64_t version = 1, at = 0;
  std::optional<int64_t> author;
  bool ended = false;
  static GuideVersionRow read(db::Row& row);
};
/// The newest first; of a country that never had a guide: none.
std::vector<GuideVersionRow> guide_versions(db::Tx& tx, std::string_view country);
std::vector<std::string> countries_with_guide(db::Tx& tx);
/// The text in force; nothing where the guide ended since, or was never written in that language.
std::optional<Guide> find_guide(db::Tx& tx, std::string_view country, std::string_view language);
/// In force, in any language.
std::vector<std::string> guide_languages(db::Tx& tx, std::string_view country);
std::vector<Guide> guides_of_version(db::Tx& tx, std::string_view country, int64_t version);
void insert_guide_version(db::Tx& tx, std::string_view country, GuideVersionRow const& row);
void insert_guide(db::Tx& tx, Guide const& guide, std::optional<int64_t> author, Instant now);

}  // namespace essaim::charter::store
