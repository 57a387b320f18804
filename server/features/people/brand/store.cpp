#include "features/people/brand/store.hpp"

namespace essaim::people::store {
namespace {

constexpr db::Sql find_mark_sql{"people.find_mark",
                                "select sha256, width, height, seen_on_light, seen_on_dark, icon_48, icon_180, "
                                "icon_192, icon_512, maskable_512, letterhead from brand_mark where sha256 = $1"};
constexpr db::Sql count_files_sql{
    "people.count_mark_files",
    "select count(*) from brand_mark where $1 in (sha256, icon_48, icon_180, icon_192, icon_512, maskable_512, "
    "letterhead)"};
constexpr db::Sql insert_mark_sql{
    "people.insert_mark",
    "insert into brand_mark(sha256, width, height, seen_on_light, seen_on_dark, icon_48, icon_180, icon_192, icon_512, "
    "maskable_512, letterhead, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
    "on conflict do nothing"};

}  // namespace

MarkRow MarkRow::read(db::Row& row) {
  MarkRow mark;
  mark.sha256 = row.text();
  for (auto* number : {&mark.width, &mark.height, &mark.seen_on_light, &mark.seen_on_dark}) *number = row.integer();
  for (auto* name :
       {&mark.icon_48, &mark.icon_180, &mark.icon_192, &mark.icon_512, &mark.maskable_512, &mark.letterhead})
    *name = row.text();
  return mark;
}

std::optional<MarkRow> find_mark(db::Tx& tx, std::string_view sha256) {
  return sha256.empty() ? std::nullopt : tx.one<MarkRow>(find_mark_sql, sha256);
}

bool is_of_a_mark(db::Tx& tx, std::string_view sha256) { return tx.one<int64_t>(count_files_sql, sha256).value() > 0; }

void insert_mark(db::Tx& tx, MarkRow const& m, Instant now) {
  tx.run(insert_mark_sql, m.sha256, m.width, m.height, m.seen_on_light, m.seen_on_dark, m.icon_48, m.icon_180,
         m.icon_192, m.icon_512, m.maskable_512, m.letterhead, now.ms);
}

}  // namespace essaim::people::store
