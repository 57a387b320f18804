#include "features/today/store.hpp"

namespace essaim::today::store {
namespace {

constexpr db::Sql find_choices{
    "today.find_choices",
    "select place, story_id, reason, theme_id from today_choice where person_id = $1 and day = $2 order by place"};
constexpr db::Sql insert_choice{"today.insert_choice",
                                "insert into today_choice(person_id, day, place, story_id, reason, theme_id) values "
                                "($1, $2, $3, $4, $5, $6) on conflict do nothing"};
constexpr db::Sql delete_choice{"today.delete_choice",
                                "delete from today_choice where person_id = $1 and day = $2 and story_id = $3"};
constexpr db::Sql count_offers{
    "today.count_offers",
    "select story_id, count(*) from today_choice where person_id = $1 and day >= $2 and day < $3 group by story_id"};
constexpr db::Sql delete_choices{"today.delete_choices", "delete from today_choice where day < $1"};

constexpr db::Sql insert_keeping{
    "today.insert_keeping", "insert into keeping(person_id, story_id, at) values ($1, $2, $3) on conflict do nothing"};
constexpr db::Sql delete_keeping{"today.delete_keeping", "delete from keeping where person_id = $1 and story_id = $2"};
constexpr db::Sql find_keepings{"today.find_keepings", "select story_id from keeping where person_id = $1"};
constexpr db::Sql find_keeping{"today.find_keeping",
                               "select story_id, at from keeping where person_id = $1 and story_id = $2"};
constexpr db::Sql list_keepings{"today.list_keepings",
                                "select story_id, at from keeping where person_id = $1 and (at, story_id) < ($2, $3) "
                                "order by at desc, story_id desc limit $4"};

constexpr db::Sql upsert_aside{
    "today.upsert_aside",
    "insert into aside(person_id, story_id, reason, at) values ($1, $2, $3, $4) "
    "on conflict (person_id, story_id) do update set reason = excluded.reason, at = excluded.at"};
constexpr db::Sql insert_less{
    "today.insert_less_of",
    "insert into less_of(person_id, theme_id, story_id, at) values ($1, $2, $3, $4) on conflict do nothing"};
constexpr db::Sql delete_aside{"today.delete_aside", "delete from aside where person_id = $1 and story_id = $2"};
constexpr db::Sql delete_less{"today.delete_less_of", "delete from less_of where person_id = $1 and story_id = $2"};
constexpr db::Sql find_asides{"today.find_asides", "select story_id from aside where person_id = $1"};
constexpr db::Sql list_asides{"today.list_asides",
                              "select story_id, reason, at from aside where person_id = $1 order by at, story_id"};
constexpr db::Sql find_less{"today.find_less_of",
                            "select distinct theme_id from less_of where person_id = $1 order by theme_id"};

constexpr db::Sql forget_choices_of{"today.forget_choices", "delete from today_choice where person_id = $1"};
constexpr db::Sql forget_keepings_of{"today.forget_keepings", "delete from keeping where person_id = $1"};
constexpr db::Sql forget_asides_of{"today.forget_asides", "delete from aside where person_id = $1"};
constexpr db::Sql forget_less_of{"today.forget_less_of", "delete from less_of where person_id = $1"};

struct Offer {
  int64_t story, times;
  static Offer read(db::Row& row) { return {row.integer(), row.integer()}; }
};

std::set<int64_t> as_set(std::vector<int64_t> const& ids) { return {ids.begin(), ids.end()}; }

}  // namespace

std::vector<ChoiceRow> choices(db::Tx& tx, int64_t person, int64_t day) {
  return tx.many<ChoiceRow>(find_choices, person, day);
}
void add_choice(db::Tx& tx, int64_t person, int64_t day, ChoiceRow const& c) {
  tx.run(insert_choice, person, day, c.place, c.story, c.reason, c.theme);
}
void drop_choice(db::Tx& tx, int64_t person, int64_t day, int64_t story) { tx.run(delete_choice, person, day, story); }
std::map<int64_t, int64_t> offered_before(db::Tx& tx, int64_t person, int64_t since, int64_t day) {
  std::map<int64_t, int64_t> out;
  for (auto const& offer : tx.many<Offer>(count_offers, person, since, day)) out[offer.story] = offer.times;
  return out;
}
int64_t forget_choices(db::Tx& tx, int64_t before) { return tx.run(delete_choices, before); }

bool keep(db::Tx& tx, int64_t person, int64_t story, Instant at) {
  return tx.run(insert_keeping, person, story, at.ms) == 1;
}
void let_go(db::Tx& tx, int64_t person, int64_t story) { tx.run(delete_keeping, person, story); }
std::set<int64_t> kept(db::Tx& tx, int64_t person) { return as_set(tx.many<int64_t>(find_keepings, person)); }
std::vector<KeptRow> kept_before(db::Tx& tx, int64_t person, KeptRow before, int64_t limit) {
  return tx.many<KeptRow>(list_keepings, person, before.at.ms, before.story, limit);
}
std::optional<KeptRow> find_kept(db::Tx& tx, int64_t person, int64_t story) {
  return tx.one<KeptRow>(find_keeping, person, story);
}

void put_aside(db::Tx& tx, int64_t person, int64_t story, std::string_view reason, Instant at) {
  tx.run(upsert_aside, person, story, reason, at.ms);
}
void want_less(db::Tx& tx, int64_t person, int64_t theme, int64_t story, Instant at) {
  tx.run(insert_less, person, theme, story, at.ms);
}
void take_back(db::Tx& tx, int64_t person, int64_t story) {
  tx.run(delete_aside, person, story);
  tx.run(delete_less, person, story);
}
std::set<int64_t> put_aside(db::Tx& tx, int64_t person) { return as_set(tx.many<int64_t>(find_asides, person)); }
std::vector<int64_t> less_of(db::Tx& tx, int64_t person) { return tx.many<int64_t>(find_less, person); }
std::vector<AsideRow> asides(db::Tx& tx, int64_t person) { return tx.many<AsideRow>(list_asides, person); }

void forget_person(db::Tx& tx, int64_t person) {
  for (auto const& sql : {forget_choices_of, forget_keepings_of, forget_asides_of, forget_less_of}) tx.run(sql, person);
}

}  // namespace essaim::today::store
