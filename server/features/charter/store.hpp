#pragma once
// The SQL of charter and guide.

#include "features/charter/charter.hpp"

namespace essaim::charter::store {

struct VersionRow {
  int64_t version = 0, at = 0;
  static VersionRow read(db::Row& row);
};
std::optional<VersionRow> newest(db::Tx& tx);
void insert_version(db::Tx& tx, int64_t version, int64_t author, Instant now);
std::optional<Text> find_text(db::Tx& tx, int64_t version, std::string_view language);
std::vector<Text> texts_of(db::Tx& tx, int64_t version);
void insert_text(db::Tx& tx, int64_t version, Text const& text);

}  // namespace essaim::charter::store
