#include "features/figures/units.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace essaim::figures {
namespace {

std::vector<Placed> people(std::vector<std::pair<int64_t, int>> const& groups, int64_t from = 1) {
  std::vector<Placed> out;
  for (auto const& [group, count] : groups)
    for (int i = 0; i < count; ++i) out.push_back({from++, group, false});
  return out;
}

std::vector<TreeGroup> const tree{{1, 0, "Operations"}, {2, 1, "Heat"}, {3, 1, "Homes"}, {4, 0, "Services"}};

std::vector<std::pair<std::string, size_t>> sizes(Units const& units) {
  std::vector<std::pair<std::string, size_t>> out;
  for (auto const& unit : units.all())
    out.emplace_back(unit.name + (unit.form == UnitForm::rest       ? " rest"
                                  : unit.form == UnitForm::partners ? " partners"
                                                                    : ""),
                     unit.members.size());
  return out;
}
using Sizes = std::vector<std::pair<std::string, size_t>>;

}  // namespace

TEST(FigureUnits, promise_1_a_unit_and_the_remainder_above_it_hold_ten) {
  EXPECT_EQ(sizes(Units::cut(tree, people({{2, 14}, {3, 12}, {4, 11}}), {})),
            (Sizes{{"Heat", 14}, {"Homes", 12}, {"Services", 11}}));
  EXPECT_EQ(sizes(Units::cut(tree, people({{2, 14}, {3, 4}, {4, 11}}), {})),
            (Sizes{{"Operations", 18}, {"Services", 11}}))
      << "four homes alone would be what Operations has beside Heat";
  EXPECT_EQ(sizes(Units::cut(tree, people({{2, 14}, {3, 4}, {4, 3}}), {})), (Sizes{{" rest", 21}}))
      << "three in Services would be what is left of the whole";
  EXPECT_EQ(sizes(Units::cut(tree, people({{1, 12}, {2, 14}, {4, 30}}), {})),
            (Sizes{{"Services", 30}, {"Heat", 14}, {"Operations rest", 12}}));
  EXPECT_EQ(sizes(Units::cut(tree, people({{0, 5}, {2, 14}, {4, 30}}), {})), (Sizes{{"Services", 30}, {" rest", 19}}));
  EXPECT_TRUE(Units::cut(tree, {}, {}).all().empty());
}

TEST(FigureUnits, promise_1_units_are_one_partition_whatever_the_tree) {
  std::mt19937_64 dice(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<TreeGroup> groups;
    int64_t const count = 1 + int64_t(dice() % 12);
    for (int64_t id = 1; id <= count; ++id)
      groups.push_back({id, int64_t(dice() % uint64_t(count + 1)), "G"});  // circles too
    std::vector<Placed> members;
    int64_t const size = int64_t(dice() % 120);
    for (int64_t person = 1; person <= size; ++person)
      members.push_back({person, int64_t(dice() % uint64_t(count + 1)), dice() % 20 == 0});
    auto const units = Units::cut(groups, members, {});
    std::set<int64_t> seen;
    for (auto const& unit : units.all()) {
      for (auto const person : unit.members) EXPECT_TRUE(seen.insert(person).second);
      EXPECT_GE(unit.members.size(), units.all().size() > 1 ? 10u : 1u);
    }
    EXPECT_EQ(seen.size(), members.size());
    for (int64_t id = 0; id <= count; ++id) EXPECT_LT(units.of_group(id), std::max(size_t{1}, units.all().size()));
  }
}

TEST(FigureUnits, promise_14_a_group_that_lost_or_gained_more_than_half_is_counted_with_those_above) {
  auto const before = people({{2, 14}, {3, 12}, {4, 11}});
  EXPECT_EQ(sizes(Units::cut(tree, before, before)).size(), 3u);
  auto moved = before;
  for (size_t i = 0; i < 8; ++i) moved[i].group = 3;  // eight of fourteen go from Heat to Homes
  auto const units = Units::cut(tree, moved, before);
  for (auto const& unit : units.all()) EXPECT_NE(unit.name, "Heat");
  auto straw = before;
  for (auto const& more : people({{4, 12}}, 100)) straw.push_back(more);
  auto const with_straw = Units::cut(tree, straw, before);
  for (auto const& unit : with_straw.all()) EXPECT_NE(unit.name, "Services");
}

TEST(FigureUnits, promise_14_partners_are_a_unit_of_their_own) {
  auto members = people({{2, 14}, {4, 25}});
  for (size_t i = 14; i < 26; ++i) members[i].is_partner = true;
  EXPECT_EQ(sizes(Units::cut(tree, members, {})), (Sizes{{"Heat", 14}, {"Services", 13}, {" partners", 12}}));
  auto few = people({{2, 14}, {4, 25}});
  for (size_t i = 14; i < 18; ++i) few[i].is_partner = true;
  auto const units = Units::cut(tree, few, {});
  for (auto const& unit : units.all()) EXPECT_NE(unit.form, UnitForm::partners) << "four are no unit";
}

TEST(FigureUnits, a_large_organisation_has_larger_units) {
  std::vector<TreeGroup> groups;
  std::vector<std::pair<int64_t, int>> counts;
  for (int64_t id = 1; id <= 200; ++id)
    groups.push_back({id, id > 20 ? 1 + id % 20 : 0, "G"}), counts.emplace_back(id, 20);
  auto const units = Units::cut(groups, people(counts), {});
  EXPECT_LE(units.all().size(), 50u);
  EXPECT_GT(units.all().size(), 10u);
}

TEST(FigureUnits, who_came_since_is_counted_with_the_group_of_their_share) {
  auto const units = Units::cut(tree, people({{2, 14}, {3, 12}, {4, 11}}), {});
  EXPECT_EQ(units.all()[units.of_group(2)].name, "Heat");
  EXPECT_EQ(units.of_group(99), units.of_group(0));
  EXPECT_LT(units.of_group(1), units.all().size());
}

}  // namespace essaim::figures
