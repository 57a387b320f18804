#include "features/figures/store.hpp"

#include "platform/db/rows.hpp"

namespace essaim::figures::store {
namespace {

using db::Sql;

constexpr Sql insert_figure{
    "figures.publish",
    "insert into published_figure(kind, start, measure, unit, theme_id, network, value, low, high, incomplete) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing"};
constexpr Sql list_figures{
    "figures.of_period",
    "select kind, start, measure, unit, theme_id, network, value, low, high, incomplete from published_figure "
    "where kind = $1 and start = $2 order by measure, unit, theme_id, network"};
constexpr Sql list_since{
    "figures.since",
    "select kind, start, measure, unit, theme_id, network, value, low, high, incomplete from published_figure "
    "where kind = $1 and start >= $2 order by start, measure, unit, theme_id, network"};

constexpr Sql insert_unit{
    "figures.name_unit",
    "insert into published_unit(block, number, form, name) values ($1, $2, $3, $4) on conflict do nothing"};
constexpr Sql list_units{"figures.units",
                         "select number, form, name from published_unit where block = $1 order by number"};

constexpr Sql insert_closed{
    "figures.begin_close",
    "insert into closed_period(kind, start, closed_at) values ($1, $2, $3) on conflict do nothing"};
constexpr Sql find_last_closed{"figures.last_closed", "select max(start) from closed_period where kind = $1"};
constexpr Sql list_closed{"figures.closed",
                          "select start from closed_period where kind = $1 order by start desc limit $2"};

constexpr db::Either roster_rows{
    {"figures.keep_in_roster.sqlite",
     "insert into figure_roster(block, person_id, group_id, partner, joined_at) values ($1, $2, $3, $4, $5) "
     "on conflict do nothing"},
    {"figures.keep_in_roster.postgres",
     "insert into figure_roster(block, person_id, group_id, partner, joined_at) select * from unnest(cast($1 as "
     "bigint[]), cast($2 as bigint[]), cast($3 as bigint[]), cast($4 as bigint[]), cast($5 as bigint[])) "
     "on conflict do nothing"}};
constexpr Sql list_roster{"figures.roster",
                          "select person_id, group_id, partner, joined_at from figure_roster where block = $1 "
                          "order by person_id"};
constexpr Sql find_roster{"figures.has_roster", "select 1 from figure_roster where block = $1 limit 1"};
constexpr Sql delete_rosters{"figures.forget_rosters", "delete from figure_roster where block < $1"};

constexpr db::Either grain_rows{
    {"figures.keep_grain.sqlite",
     "insert into figure_grain(week, person_id, story_id, network, tracked, theme_id, group_id, proved, declared, "
     "opened, clicks) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"},
    {"figures.keep_grains.postgres",
     "insert into figure_grain(week, person_id, story_id, network, tracked, theme_id, group_id, proved, declared, "
     "opened, clicks) select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as bigint[]), "
     "cast($4 as text[]), cast($5 as bigint[]), cast($6 as bigint[]), cast($7 as bigint[]), cast($8 as bigint[]), "
     "cast($9 as bigint[]), cast($10 as bigint[]), cast($11 as bigint[]))"}};
constexpr Sql list_grains{
    "figures.grains",
    "select week, person_id, story_id, network, tracked, theme_id, group_id, proved, declared, opened, clicks "
    "from figure_grain where week >= $1 and week < $2 order by week, person_id, story_id, network, tracked"};
constexpr Sql delete_grains{"figures.forget_grains", "delete from figure_grain where week < $1"};

constexpr Sql replace_in_roster{"figures.replace_in_roster",
                                "update figure_roster set person_id = $2 where person_id = $1"};
constexpr Sql replace_in_grains{"figures.replace_in_grains",
                                "update figure_grain set person_id = $2 where person_id = $1"};
constexpr Sql list_blocks_of{"figures.blocks_of",
                             "select block from figure_roster where person_id = $1 order by block"};

}  // namespace

Published Published::read(db::Row& row) {
  Published out;
  out.kind = row.text() == "week" ? Kind::week : Kind::block;
  out.start = row.integer();
  out.measure = row.text();
  out.cut.unit = row.integer();
  out.cut.theme = row.integer();
  out.cut.network = row.text();
  out.value = row.maybe_integer();
  out.low = row.maybe_integer();
  out.high = row.maybe_integer();
  out.incomplete = row.boolean();
  return out;
}

RosterRow RosterRow::read(db::Row& row) {
  RosterRow out;
  out.placed.person = row.integer();
  out.placed.group = row.integer();
  out.placed.is_partner = row.boolean();
  out.joined = {row.integer()};
  return out;
}

GrainRow GrainRow::read(db::Row& row) {
  GrainRow out;
  out.week = row.integer();
  out.person = row.integer();
  out.story = row.integer();
  out.network = row.text();
  out.is_tracked = row.boolean();
  out.theme = row.integer();
  out.group = row.integer();
  out.proved = row.integer();
  out.declared = row.integer();
  out.opened = row.integer();
  out.clicks = row.integer();
  return out;
}

bool publish(db::Tx& tx, Published const& f) {
  return tx.run(insert_figure, to_text(f.kind), f.start, f.measure, f.cut.unit, f.cut.theme, f.cut.network, f.value,
                f.low, f.high, f.incomplete) == 1;
}
std::vector<Published> figures_of(db::Tx& tx, Kind kind, int64_t start) {
  return tx.many<Published>(list_figures, to_text(kind), start);
}
std::vector<Published> figures_since(db::Tx& tx, Kind kind, int64_t from) {
  return tx.many<Published>(list_since, to_text(kind), from);
}

void name_unit(db::Tx& tx, int64_t block, PublishedUnit const& unit) {
  tx.run(insert_unit, block, unit.number, unit.form, unit.name);
}
std::vector<PublishedUnit> units_of(db::Tx& tx, int64_t block) { return tx.many<PublishedUnit>(list_units, block); }

bool begin_close(db::Tx& tx, Kind kind, int64_t start, Instant now) {
  return tx.run(insert_closed, to_text(kind), start, now.ms) == 1;
}
std::optional<int64_t> last_closed(db::Tx& tx, Kind kind) {
  return tx.one<std::optional<int64_t>>(find_last_closed, to_text(kind)).value_or(std::nullopt);
}
std::vector<int64_t> closed(db::Tx& tx, Kind kind, int64_t most) {
  return tx.many<int64_t>(list_closed, to_text(kind), most);
}

void keep_in_roster(db::Tx& tx, int64_t block, std::span<RosterRow const> members) {
  db::Rows rows(tx, roster_rows);
  for (auto const& row : members)
    rows.add(block, row.placed.person, row.placed.group, row.placed.is_partner, row.joined.ms);
  rows.write();
}
std::vector<RosterRow> roster_of(db::Tx& tx, int64_t block) { return tx.many<RosterRow>(list_roster, block); }
bool has_roster(db::Tx& tx, int64_t block) { return tx.one<int64_t>(find_roster, block).has_value(); }
void forget_rosters(db::Tx& tx, int64_t before_block) { tx.run(delete_rosters, before_block); }

void keep_grains(db::Tx& tx, std::span<GrainRow const> grains) {
  db::Rows rows(tx, grain_rows);
  for (auto const& r : grains)
    rows.add(r.week, r.person, r.story, r.network, r.is_tracked, r.theme, r.group, r.proved, r.declared, r.opened,
             r.clicks);
  rows.write();
}
std::vector<GrainRow> grains_between(db::Tx& tx, int64_t from_week, int64_t to_week) {
  return tx.many<GrainRow>(list_grains, from_week, to_week);
}
void forget_grains(db::Tx& tx, int64_t before_week) { tx.run(delete_grains, before_week); }

void replace_person(db::Tx& tx, int64_t person, int64_t stand_in) {
  tx.run(replace_in_roster, person, stand_in);
  tx.run(replace_in_grains, person, stand_in);
}
std::vector<int64_t> blocks_of(db::Tx& tx, int64_t person) { return tx.many<int64_t>(list_blocks_of, person); }

}  // namespace essaim::figures::store
