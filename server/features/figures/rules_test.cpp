#include "features/figures/rules.hpp"

#include "features/figures/periods.hpp"
#include "features/figures/proof.hpp"
#include "features/figures/ranges.hpp"

#include <gtest/gtest.h>

#include <map>

namespace essaim::figures {
namespace {

bool shown(std::vector<Grain> const& grains) {
  std::vector<Grain const*> all;
  for (auto const& grain : grains) all.push_back(&grain);
  return may_be_shown(all);
}

std::vector<Grain> made_by(std::vector<int64_t> const& values) {
  std::vector<Grain> out;
  for (size_t i = 0; i < values.size(); ++i) out.push_back({int64_t(i) + 1, values[i], true, {}});
  return out;
}

}  // namespace

TEST(FigureRules, promise_1_five_people_made_it_and_none_more_than_half) {
  EXPECT_TRUE(shown(made_by({1, 1, 1, 1, 1})));
  EXPECT_FALSE(shown(made_by({1, 1, 1, 1})));
  EXPECT_FALSE(shown(made_by({1, 1, 1, 1, 0}))) << "who made nothing is no contributor";
  EXPECT_TRUE(shown(made_by({4, 1, 1, 1, 1})));
  EXPECT_FALSE(shown(made_by({5, 1, 1, 1, 1})));
  EXPECT_FALSE(shown({}));
  auto twice = made_by({1, 1, 1, 1});
  twice.push_back({4, 1, true, {}});
  EXPECT_FALSE(shown(twice)) << "one person's two shares are one contributor";
}

TEST(FigureRules, promise_14_who_has_just_joined_neither_counts_nor_hides_somebody) {
  auto made = made_by({1, 1, 1, 1, 1});
  made[4].settled = false;
  EXPECT_FALSE(shown(made));
  auto padded = made_by({5, 1, 1, 1, 1});
  padded.push_back({6, 10, false, {}});
  EXPECT_FALSE(shown(padded)) << "without the straw's ten, somebody made more than half";
}

TEST(FigureRules, promise_1_a_hidden_cell_takes_the_next_smallest_with_it) {
  Table table;
  table.cells.resize(4);  // 0 is the whole, 1 to 3 its parts
  table.lines.push_back({0, {1, 2, 3}});
  for (int64_t person = 1; person <= 5; ++person) table.grains.push_back({person, 2, true, {0, 1}});
  for (int64_t person = 6; person <= 11; ++person) table.grains.push_back({person, 1, true, {0, 2}});
  for (int64_t person = 12; person <= 13; ++person) table.grains.push_back({person, 1, true, {0, 3}});
  auto floors = table;
  decide(floors, Care::floors_only);
  EXPECT_TRUE(floors.cells[0].shown && floors.cells[1].shown && floors.cells[2].shown);
  EXPECT_FALSE(floors.cells[3].shown) << "two people";
  decide(table);
  EXPECT_TRUE(table.cells[0].shown);
  EXPECT_TRUE(table.cells[1].shown);
  EXPECT_FALSE(table.cells[2].shown) << "the whole less both would be those two";
}

TEST(FigureRules, promise_1_parts_of_a_hidden_whole_are_hidden) {
  Table table;
  table.cells.resize(5);
  table.lines.push_back({0, {1, 2}});
  table.lines.push_back({0, {3, 4}});
  table.cells[3] = {.is_fixed = true, .shown = true};
  table.cells[4] = {.is_fixed = true, .shown = false};  // a week that three people made stands hidden
  for (int64_t person = 1; person <= 8; ++person) table.grains.push_back({person, 1, true, {0, 1, 3}});
  for (int64_t person = 9; person <= 16; ++person) table.grains.push_back({person, 1, true, {0, 2, 3}});
  for (int64_t person = 1; person <= 3; ++person) table.grains.push_back({person, 1, true, {0, 1, 4}});
  decide(table);
  for (size_t cell : {0u, 1u, 2u}) EXPECT_FALSE(table.cells[cell].shown) << cell;
  EXPECT_TRUE(table.cells[3].shown) << "what is published stays";
}

// Every line keeps its rule, and yet one combination of four of them tells of two people: the proof sees it.
TEST(FigureRules, promise_1_a_bridge_between_lines_is_closed) {
  Table table;
  table.cells.resize(5);  // whole; weeks 1 and 2; units 3 and 4
  table.cells[1] = table.cells[2] = {.is_fixed = true, .shown = true};
  table.lines.push_back({0, {1, 2}});
  table.lines.push_back({0, {3, 4}});
  for (int64_t person = 1; person <= 6; ++person) table.grains.push_back({person, 2, true, {0, 1, 3}});
  for (int64_t person = 1; person <= 2; ++person) table.grains.push_back({person, 3, true, {0, 2, 3}});
  for (int64_t person = 11; person <= 16; ++person) table.grains.push_back({person, 2, true, {0, 2, 4}});
  auto lines = table;
  decide(lines, Care::without_proof);
  EXPECT_TRUE(lines.cells[3].shown && lines.cells[4].shown) << "week 2 less unit 4 is what two people made";
  decide(table);
  EXPECT_FALSE(table.cells[3].shown && table.cells[4].shown);
}

TEST(FigureRules, a_hole_is_found_with_the_sums_that_make_it) {
  std::vector<Pattern> const closed{{{0, 1}, {1, 2, 3, 4, 5}}, {{0, 2}, {6, 7, 8, 9, 10}}};
  EXPECT_FALSE(find_hole(closed, 3));
  std::vector<Pattern> const open{{{0, 1}, {1, 2, 3, 4, 5}}, {{0}, {6, 7}}};
  auto const hole = find_hole(open, 2);
  ASSERT_TRUE(hole && hole->proven);
  EXPECT_EQ(hole->sums, (std::vector<size_t>{0, 1}));
  EXPECT_FALSE(find_hole(open, 2, 1)) << "two people are not one";
  EXPECT_FALSE(find_hole({}, 0));
}

TEST(FigureRules, promise_1_steps_of_five_points_tell_no_count) {
  for (int64_t whole = figure_rules.least_whole; whole <= 400; ++whole) {
    std::map<int64_t, int> counts;
    for (int64_t part = 0; part <= whole; ++part) ++counts[in_steps(part, whole)];
    for (auto const& [step, fits] : counts) {
      if (step == 0 || step == 100) continue;  // nothing and all of it are no more told by a step than by a name
      EXPECT_GE(fits, 2) << step << " % of " << whole;
    }
  }
  EXPECT_EQ(in_steps(1, 3), 35);
  EXPECT_EQ(in_steps(0, 7), 0);
  EXPECT_EQ(in_steps(7, 7), 100);
  EXPECT_EQ(in_steps(1, 0), 0);
}

TEST(FigureRules, people_are_rounded_to_five) {
  for (auto const& [people, told] : std::vector<std::pair<int64_t, int64_t>>{{12, 10}, {13, 15}, {17, 15}, {18, 20}})
    EXPECT_EQ(rounded_people(people), told);
}

TEST(FigureRules, blocks_are_always_the_same_four_weeks) {
  auto const monday = *from_iso_date("2026-11-16");
  EXPECT_EQ(weekday_of(block_start(monday)), 1);
  int64_t blocks = 0;
  for (int64_t day = monday; day < monday + 280; ++day) {
    auto const block = block_start(day);
    EXPECT_LE(block, day);
    EXPECT_LT(day, block + days_of_block);
    blocks += block == day;
  }
  EXPECT_EQ(blocks, 10);
  EXPECT_EQ(to_rfc3339(closing_of_week(monday)), "2026-11-23T02:00:00Z");
}

TEST(FigureRules, a_range_is_as_wide_as_its_stories_ask) {
  std::vector<StoryCount> even, one;
  for (int i = 0; i < 40; ++i) even.push_back({size_t(i % 2), 10, 5});
  one = even;
  one[0].clicks = 400;
  auto const narrow = ranges_of(even, 2, 7), wide = ranges_of(one, 2, 7);
  EXPECT_EQ(narrow.clicks_per_share, (Range{50, 50}));
  EXPECT_GT(wide.clicks_per_share.high - wide.clicks_per_share.low, 100) << "one story that ran away is one witness";
  EXPECT_LE(narrow.themes[0].low, 50);
  EXPECT_GE(narrow.themes[0].high, 50);
  EXPECT_EQ(ranges_of(one, 2, 7).clicks_per_share, wide.clicks_per_share) << "the same figures give the same range";
  EXPECT_EQ(ranges_of({}, 1, 7).clicks_per_share, Range{});
}

}  // namespace essaim::figures
