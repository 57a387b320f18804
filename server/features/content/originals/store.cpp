#include "features/content/originals/store.hpp"

#include "features/content/rules.hpp"
#include "platform/db/rows.hpp"

namespace essaim::content::store {
namespace {

constexpr auto find_originals =
    AMONG("content.find_originals",
          "select story_id, language, title, summary, address, site_name from story_original where story_id ", "$1",
          " order by story_id, place");
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

std::map<int64_t, std::vector<OriginalRow>> originals(db::Tx& tx, std::span<int64_t const> stories) {
  struct OfStory {
    int64_t story;
    OriginalRow original;
    static OfStory read(db::Row& row) { return {row.integer(), OriginalRow::read(row)}; }
  };
  std::map<int64_t, std::vector<OriginalRow>> out;
  for (auto& row : tx.many<OfStory>(find_originals.in(tx), db::list_of(tx, stories)))
    out[row.story].push_back(std::move(row.original));
  return out;
}
std::vector<OriginalRow> originals(db::Tx& tx, int64_t story) {
  return std::move(originals(tx, std::span(&story, 1))[story]);
}

void replace_originals(db::Tx& tx, int64_t story, std::vector<OriginalRow> const& rows) {
  tx.run(delete_originals, story);
  for (size_t i = 0; i < rows.size(); ++i) {
    auto const& row = rows[i];
    auto const key = row.address ? std::optional(address_key(*row.address)) : std::nullopt;
    tx.run(insert_original, story, row.language, row.title, row.summary, row.address, key, row.site_name, i);
  }
}

}  // namespace essaim::content::store
