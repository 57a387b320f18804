#include "features/influence/pictures/store.hpp"

namespace essaim::influence::store {
namespace {

using db::Sql;

#define ESSAIM_PICTURE_COLUMNS "select id, person_id, code, shown_to, made_at, ends_at, content from influence_picture "
constexpr Sql insert_picture_sql{"influence.insert_picture",
                                 "insert into influence_picture(id, person_id, code, shown_to, made_at, ends_at, "
                                 "content) values ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Sql insert_viewer_sql{
    "influence.insert_viewer",
    "insert into influence_viewer(influence_picture_id, person_id, may_open) values ($1, $2, $3) "
    "on conflict do nothing"};
constexpr Sql pictures_of_sql{"influence.pictures_of",
                              ESSAIM_PICTURE_COLUMNS "where person_id = $1 and ends_at > $2 order by id desc"};
constexpr Sql find_own_sql{"influence.find_own_picture", ESSAIM_PICTURE_COLUMNS "where id = $1 and person_id = $2"};
constexpr Sql find_shown_sql{
    "influence.find_shown_picture", ESSAIM_PICTURE_COLUMNS
    "where code = $1 and ends_at > $3 and (person_id = $2 or shown_to = 'members' or exists (select 1 from "
    "influence_viewer v where v.influence_picture_id = influence_picture.id and v.person_id = $2 and v.may_open = 1))"};
constexpr Sql viewers_sql{"influence.viewers_of",
                          "select person_id from influence_viewer where influence_picture_id = $1 order by person_id"};
constexpr Sql ended_sql{"influence.ended_pictures", ESSAIM_PICTURE_COLUMNS "where ends_at <= $1 order by id"};
constexpr Sql delete_viewers_sql{"influence.delete_viewers",
                                 "delete from influence_viewer where influence_picture_id = $1"};
constexpr Sql delete_picture_sql{"influence.delete_picture", "delete from influence_picture where id = $1"};
constexpr Sql close_to_sql{"influence.close_to", "update influence_viewer set may_open = 0 where person_id = $1"};
#undef ESSAIM_PICTURE_COLUMNS

}  // namespace

PictureRow PictureRow::read(db::Row& row) {
  PictureRow out;
  out.id = row.integer();
  out.person = row.integer();
  out.code = row.text();
  out.shown_to = row.text();
  out.made_at = row.integer();
  out.ends_at = row.integer();
  out.content = row.text();
  return out;
}

void insert_picture(db::Tx& tx, PictureRow const& p) {
  tx.run(insert_picture_sql, p.id, p.person, p.code, p.shown_to, p.made_at, p.ends_at, p.content);
}
void insert_viewer(db::Tx& tx, int64_t picture, int64_t person, bool may_open) {
  tx.run(insert_viewer_sql, picture, person, may_open);
}
std::vector<PictureRow> pictures_of(db::Tx& tx, int64_t person, Instant now) {
  return tx.many<PictureRow>(pictures_of_sql, person, now.ms);
}
std::optional<PictureRow> find_own(db::Tx& tx, int64_t picture, int64_t person) {
  return tx.one<PictureRow>(find_own_sql, picture, person);
}
std::optional<PictureRow> find_shown(db::Tx& tx, std::string_view code, int64_t person, Instant now) {
  return tx.one<PictureRow>(find_shown_sql, code, person, now.ms);
}
std::vector<int64_t> viewers_of(db::Tx& tx, int64_t picture) { return tx.many<int64_t>(viewers_sql, picture); }
std::vector<PictureRow> ended(db::Tx& tx, Instant now) { return tx.many<PictureRow>(ended_sql, now.ms); }
void delete_picture(db::Tx& tx, int64_t picture) {
  tx.run(delete_viewers_sql, picture);
  tx.run(delete_picture_sql, picture);
}
void close_to(db::Tx& tx, int64_t person) { tx.run(close_to_sql, person); }

}  // namespace essaim::influence::store
