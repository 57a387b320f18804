#pragma once
// All the SQL of media.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace essaim::content::store {

struct FileRow {
  std::string type;
  std::optional<std::string> attachment_name;
  static FileRow read(db::Row& row) { return {row.text(), row.maybe_text()}; }
};
std::optional<FileRow> find_file(db::Tx& tx, std::string_view sha256);
void keep_file(db::Tx& tx, std::string_view sha256, std::string_view type, size_t bytes,
               std::optional<std::string> const& attachment_name);

struct MediaRow {
  int64_t id = 0;
  std::string kind, name, alt, sha256;
  std::optional<std::string> cover, wide;
  std::optional<int64_t> width, height;
  int64_t bytes = 0;
  static MediaRow read(db::Row& row);
};
void insert_media(db::Tx& tx, MediaRow const& media, Instant at, int64_t person);
std::optional<MediaRow> find_media(db::Tx& tx, int64_t id);
int64_t uploads_since(db::Tx& tx, int64_t person, Instant since);
/// Only where there is one.
Instant first_upload_since(db::Tx& tx, int64_t person, Instant since);

}  // namespace essaim::content::store
