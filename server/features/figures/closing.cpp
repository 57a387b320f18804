#include "features/figures/closing.hpp"

#include "features/figures/rules.hpp"
#include "features/links/links.hpp"
#include "features/people/people.hpp"
#include "features/sharing/sharing.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace essaim::figures {
namespace {

void ensure_roster(db::Tx& tx, int64_t block) {
  if (store::has_roster(tx, block)) return;
  std::vector<store::RosterRow> roster;
  for (auto const& member : people::members_then(tx, start_of(block)))
    roster.push_back({{member.person.value, member.group.value, member.is_partner}, member.joined});
  store::keep_in_roster(tx, block, roster);
}

std::optional<int64_t> heads_of_all(db::Tx& tx, int64_t day) {
  auto const groups = people::heads_on(tx, day);
  if (groups.empty()) return std::nullopt;
  int64_t heads = 0;
  for (auto const& group : groups) heads += group.people;
  return heads;
}

bool any_incomplete(db::Tx& tx, int64_t from_day, int64_t to_day) {
  return !links::incomplete_hours(tx, from_day * 24, to_day * 24).empty();
}

// ---- a week, for the whole organisation

/// Those who had joined 28 days before the week began; by their random key where they have left since.
std::set<int64_t> settled_for(db::Tx& tx, int64_t monday) {
  auto const by = start_of(monday) - days(figure_rules.settled_days);
  std::set<int64_t> out;
  for (auto const& member : people::members_then(tx, start_of(monday)))
    if (member.joined <= by) out.insert(member.person.value);
  for (auto const& row : store::roster_of(tx, block_start(monday)))
    if (row.joined <= by) out.insert(row.placed.person);
  return out;
}

void publish_week(db::Tx& tx, int64_t monday, std::vector<store::GrainRow> const& rows) {
  auto const settled = settled_for(tx, monday);
  std::vector<Grain> active, clicks;
  std::set<int64_t> seen;
  for (auto const& row : rows) {
    bool const counts = settled.contains(row.person);
    if (row.proved + row.declared > 0 && seen.insert(row.person).second) active.push_back({row.person, 1, counts, {}});
    if (row.clicks > 0) clicks.push_back({row.person, row.clicks, counts, {}});
  }
  bool const incomplete = any_incomplete(tx, monday, monday + days_of_week);
  auto const put = [&](std::string_view measure, std::optional<int64_t> value) {
    store::publish(tx, {Kind::week, monday, std::string(measure), {}, value, {}, {}, incomplete});
  };
  auto const heads = heads_of_all(tx, monday + days_of_week - 1);
  auto const members = people::members_then(tx, start_of(monday + days_of_week));
  put("joined", told_members(int64_t(members.size()), heads));
  put("headcount", heads ? std::optional(rounded_people(*heads)) : std::nullopt);
  put("active", told_sum(active));
  put("clicks", told_sum(clicks));
}

// ---- a block

std::vector<TreeGroup> tree_on(db::Tx& tx, int64_t day) {
  std::vector<TreeGroup> out;
  for (auto const& group : people::groups_then(tx, start_of(day)))
    out.push_back({group.id.value, group.parent.value, group.name});
  return out;
}

std::vector<Placed> placed(std::vector<store::RosterRow> const& roster) {
  std::vector<Placed> out;
  for (auto const& row : roster) out.push_back(row.placed);
  return out;
}

BlockFacts gather_block(db::Tx& tx, content::Content const& content, int64_t block) {
  BlockFacts facts;
  facts.block = block;
  facts.roster = store::roster_of(tx, block);
  facts.grains = store::grains_between(tx, block, block + days_of_block);
  facts.tree = tree_on(tx, block);
  facts.units = Units::cut(facts.tree, placed(facts.roster), placed(store::roster_of(tx, block - days_of_block)));
  std::set<int64_t> themes{0};
  std::set<std::string> networks;
  for (auto const theme : content.theme_ids(tx)) themes.insert(theme);
  for (auto const network : sharing::network_ids()) networks.insert(std::string(network));
  std::set<int64_t> stories;
  for (auto const& row : facts.grains)
    themes.insert(row.theme), networks.insert(row.network), stories.insert(row.story);
  facts.company_stories = content.company_among(tx, std::vector(stories.begin(), stories.end()));
  facts.themes.assign(themes.begin(), themes.end());
  facts.networks.assign(networks.begin(), networks.end());
  for (auto const& week : store::figures_since(tx, Kind::week, block))
    if (week.measure == "clicks" && week.start < block + days_of_block)
      (week.value ? facts.shown_weeks : facts.hidden_weeks).push_back(week.start);
  return facts;
}

std::string_view to_text(UnitForm form) {
  switch (form) {
    case UnitForm::group: return "group";
    case UnitForm::rest: return "rest";
    case UnitForm::partners: return "partners";
  }
  return "rest";
}

void publish_members(db::Tx& tx, BlockFacts const& facts) {
  auto const& units = facts.units.all();
  auto const put = [&](int64_t unit, int64_t members, std::optional<int64_t> heads) {
    store::publish(tx, {Kind::block, facts.block, "members", {.unit = unit}, told_members(members, heads), {}, {}});
  };
  put(0, int64_t(facts.roster.size()), heads_of_all(tx, facts.block));
  if (units.size() < 2) return;
  std::map<size_t, int64_t> heads;
  for (auto const& group : people::heads_on(tx, facts.block))
    heads[facts.units.of_group(group.group.value)] += group.people;
  for (size_t unit = 0; unit < units.size(); ++unit) {
    auto const number = int64_t(unit) + 1;
    store::name_unit(tx, facts.block, {number, std::string(to_text(units[unit].form)), units[unit].name});
    // The directory's count does not tell partners apart, so theirs is compared with nothing and not told.
    bool const compares = units[unit].form != UnitForm::partners && heads.contains(unit);
    put(number, int64_t(units[unit].members.size()), compares ? std::optional(heads[unit]) : std::nullopt);
  }
}

void close_block(db::Tx& tx, content::Content const& content, int64_t block, Instant now) {
  if (!store::begin_close(tx, Kind::block, block, now)) return;
  auto const facts = gather_block(tx, content, block);
  publish_members(tx, facts);
  bool const incomplete = any_incomplete(tx, block, block + days_of_block);
  for (auto figure : figures_of_block(facts)) {
    figure.incomplete = incomplete;
    store::publish(tx, figure);
  }
  store::forget_grains(tx, block + days_of_block);
  store::forget_rosters(tx, block);
}

void close_week(db::Tx& tx, content::Content const& content, int64_t monday, Instant now) {
  if (!store::begin_close(tx, Kind::week, monday, now)) return;
  auto const block = block_start(monday);
  ensure_roster(tx, block);
  auto const rows = gather_week(tx, content, monday);
  store::keep_grains(tx, rows);
  publish_week(tx, monday, rows);
  if (monday + days_of_week == block + days_of_block) close_block(tx, content, block, now);
}

/// The next week that is not closed; nothing while the organisation is not set up.
std::optional<int64_t> next_week(db::Tx& tx) {
  if (auto const last = store::last_closed(tx, Kind::week)) return *last + days_of_week;
  auto const founded = people::founded_at(tx);
  return founded.ms > 0 ? std::optional(week_start(utc_day(founded))) : std::nullopt;
}

}  // namespace

void close_due(Organisation& organisation, content::Content const& content) {
  auto const now = organisation.now();
  for (bool more = true; more;)
    more = organisation.db->write([&](db::Tx& tx) {
      auto const monday = next_week(tx);
      if (!monday || closing_of_week(*monday) > now) return false;
      close_week(tx, content, *monday, now);
      return true;
    });
  organisation.db->write([&](db::Tx& tx) {
    if (people::founded_at(tx).ms > 0) ensure_roster(tx, block_start(utc_day(now)));
  });
}

}  // namespace essaim::figures
