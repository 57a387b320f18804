#include "features/content/media/store.hpp"

namespace essaim::content::store {
namespace {

constexpr db::Sql find_file_sql{"content.find_file", "select type, attachment_name from media_file where sha256 = $1"};
// The first one who brought a document names it; the same bytes may hang on several stories.
constexpr db::Sql insert_file{
    "content.insert_file",
    "insert into media_file(sha256, type, bytes, attachment_name) values ($1, $2, $3, $4) on conflict do nothing"};
constexpr db::Sql insert_media_sql{
    "content.insert_media",
    "insert into media(id, kind, name, alt, sha256, cover_sha256, wide_sha256, width, height, bytes, made_at, made_by) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
constexpr db::Sql find_media_sql{
    "content.find_media",
    "select id, kind, name, alt, sha256, cover_sha256, wide_sha256, width, height, bytes from media where id = $1"};
constexpr db::Sql count_uploads{"content.count_uploads",
                                "select count(*) from media where made_by = $1 and made_at > $2"};
constexpr db::Sql first_upload{"content.first_upload",
                               "select min(made_at) from media where made_by = $1 and made_at > $2"};

}  // namespace

std::optional<FileRow> find_file(db::Tx& tx, std::string_view sha256) { return tx.one<FileRow>(find_file_sql, sha256); }

void keep_file(db::Tx& tx, std::string_view sha256, std::string_view type, size_t bytes,
               std::optional<std::string> const& attachment_name) {
  tx.run(insert_file, sha256, type, bytes, attachment_name);
}

MediaRow MediaRow::read(db::Row& row) {
  return {row.integer(),    row.text(),       row.text(),          row.text(),          row.text(),
          row.maybe_text(), row.maybe_text(), row.maybe_integer(), row.maybe_integer(), row.integer()};
}

void insert_media(db::Tx& tx, MediaRow const& m, Instant at, int64_t person) {
  tx.run(insert_media_sql, m.id, m.kind, m.name, m.alt, m.sha256, m.cover, m.wide, m.width, m.height, m.bytes, at.ms,
         person == 0 ? std::nullopt : std::optional(person));
}
std::optional<MediaRow> find_media(db::Tx& tx, int64_t id) { return tx.one<MediaRow>(find_media_sql, id); }
int64_t uploads_since(db::Tx& tx, int64_t person, Instant since) {
  return tx.one<int64_t>(count_uploads, person, since.ms).value_or(0);
}
Instant first_upload_since(db::Tx& tx, int64_t person, Instant since) {
  return {tx.one<int64_t>(first_upload, person, since.ms).value_or(since.ms)};
}

}  // namespace essaim::content::store
