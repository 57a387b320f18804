#include "features/content/themes/store.hpp"

#include "platform/db/rows.hpp"

namespace essaim::content::store {
namespace {

constexpr db::Sql list_themes{"content.list_themes",
                              "select t.id, t.name_fr, t.name_en, t.colour, "
                              "(select count(*) from (select 1 from story_lane l where l.lane = 't' || cast(t.id as "
                              "TEXT) limit 1000) few) from theme t order by t.name_fr, t.id"};
constexpr auto first_themes_sql = AMONG(
    "content.first_themes", "select story_id, theme_id from story_theme where story_id ", "$1", " order by place");
constexpr db::Sql find_theme_sql{"content.find_theme",
                                 "select t.id, t.name_fr, t.name_en, t.colour, "
                                 "(select count(*) from (select 1 from story_lane l where l.lane = 't' || cast(t.id as "
                                 "TEXT) limit 1000) few) from theme t where t.id = $1"};
constexpr db::Sql find_names_sql{"content.find_theme_names", "select name_fr, name_en from theme where id = $1"};
constexpr db::Sql insert_theme_sql{
    "content.insert_theme",
    "insert into theme(id, name_fr, name_en, colour, made_at) values ($1, $2, $3, $4, $5) on conflict do nothing"};
constexpr db::Sql update_theme_sql{
    "content.update_theme",
    "update theme set name_fr = $2, name_en = $3, colour = $4 where id = $1 "
    "and not exists (select 1 from theme other where other.name_fr = $2 and other.id <> $1)"};
constexpr db::Sql count_uses{"content.count_theme_uses", "select count(*) from story_theme where theme_id = $1"};
constexpr db::Sql delete_theme_sql{"content.delete_theme", "delete from theme where id = $1"};

}  // namespace

std::vector<ThemeRow> themes(db::Tx& tx) { return tx.many<ThemeRow>(list_themes); }
std::map<int64_t, int64_t> first_themes(db::Tx& tx, std::span<int64_t const> stories) {
  struct OfStory {
    int64_t story, theme;
    static OfStory read(db::Row& row) { return {row.integer(), row.integer()}; }
  };
  std::map<int64_t, int64_t> out;
  for (auto const& [story, theme] : tx.many<OfStory>(first_themes_sql.in(tx), db::list_of(tx, stories)))
    out.try_emplace(story, theme);
  return out;
}
std::optional<ThemeRow> find_theme(db::Tx& tx, int64_t id) { return tx.one<ThemeRow>(find_theme_sql, id); }
std::optional<ThemeNames> find_theme_names(db::Tx& tx, int64_t id) { return tx.one<ThemeNames>(find_names_sql, id); }
bool insert_theme(db::Tx& tx, ThemeRow const& t, Instant at) {
  return tx.run(insert_theme_sql, t.id, t.name_fr, t.name_en, t.colour, at.ms) == 1;
}
bool update_theme(db::Tx& tx, ThemeRow const& t) {
  return tx.run(update_theme_sql, t.id, t.name_fr, t.name_en, t.colour) == 1;
}
bool is_theme_used(db::Tx& tx, int64_t id) { return tx.one<int64_t>(count_uses, id).value_or(0) > 0; }
void delete_theme(db::Tx& tx, int64_t id) { tx.run(delete_theme_sql, id); }

}  // namespace essaim::content::store
