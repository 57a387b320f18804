#include "features/content/originals/store.hpp"

#include "features/content/rules.hpp"

namespace essaim::content::store {
namespace {

constexpr db::Sql find_originals{"content.find_originals",
                                 "select language, title, summary, address, site_name from story_original "
                                 "where story_id = $1 order by place"};
constexpr db::Sql delete_originals{"content.delete_originals", "delete from story_original where story_id = $1"};
constexpr db::Sql insert_original{
    "content.insert_original",
    "insert into story_original(story_id, language, title, summary, address, address_key, site_name, place) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8)"};

}  // namespace

OriginalRow OriginalRow::read(db::Row& row) {
  OriginalRow original;
  original.language = row.text();
  original.title = row.text();
  original.summary = row.text();
  original.address = row.maybe_text();
  original.site_name = row.text();
  return original;
}

std::vector<OriginalRow> originals(db::Tx& tx, int64_t story) { return tx.many<OriginalRow>(find_originals, story); }

void replace_originals(db::Tx& tx, int64_t story, std::vector<OriginalRow> const& rows) {
  tx.run(delete_originals, story);
  for (size_t i = 0; i < rows.size(); ++i) {
    auto const& row = rows[i];
    auto const key = row.address ? std::optional(address_key(*row.address)) : std::nullopt;
    tx.run(insert_original, story, row.language, row.title, row.summary, row.address, key, row.site_name, i);
  }
}

}  // namespace essaim::content::store
