#include "features/people/structure/rules.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace essaim::people {
namespace {

// 1 works ▸ 2 roads ▸ 3 signs; 1 works ▸ 4 water; 5 sales ▸ 6 roads ▸ 7 signs; 6 ▸ 8 lights
Tree usual() {
  return Tree({{1, 0, "works"},
               {2, 1, "roads"},
               {3, 2, "signs"},
               {4, 1, "water"},
               {5, 0, "sales"},
               {6, 5, "roads"},
               {7, 6, "signs"},
               {8, 6, "lights"}});
}

std::string refusal(Result<Done> const& answer) { return answer ? "" : answer.error().code; }

/// What the tree is after a plan, as an administrator's database would hold it.
std::map<int64_t, int64_t> parents_after(Tree const& tree, std::set<int64_t> const& ids, Ending const& plan) {
  std::map<int64_t, int64_t> parents;
  for (auto const id : ids) parents[id] = tree.parent_of(id);
  for (auto const& step : plan.moved) parents[step.id] = step.into;
  for (auto const& step : plan.ended) parents.erase(step.id);
  return parents;
}

}  // namespace

TEST(Structure, a_group_never_moves_below_itself) {
  auto const tree = usual();
  EXPECT_EQ(refusal(check_place(tree, 1, 1, "works")), "structure.into_own_child");
  EXPECT_EQ(refusal(check_place(tree, 1, 2, "works")), "structure.into_own_child");
  EXPECT_EQ(refusal(check_place(tree, 1, 3, "works")), "structure.into_own_child");
  EXPECT_EQ(refusal(check_place(tree, 1, 5, "works")), "");
  EXPECT_EQ(refusal(check_place(tree, 2, 0, "roads")), "") << "to the top";
  EXPECT_EQ(refusal(check_place(tree, 2, 99, "roads")), "structure.not_found");
}

TEST(Structure, two_of_one_name_do_not_stand_under_one_head) {
  auto const tree = usual();
  EXPECT_EQ(refusal(check_place(tree, 0, 1, "roads")), "structure.name_taken");
  EXPECT_EQ(refusal(check_place(tree, 2, 5, "roads")), "structure.name_taken");
  EXPECT_EQ(refusal(check_place(tree, 2, 1, "roads")), "") << "its own name is its own";
  EXPECT_EQ(refusal(check_place(tree, 0, 4, "roads")), "") << "elsewhere the name is free";
}

TEST(Structure, twelve_levels_are_the_deepest_whatever_moves) {
  std::vector<Node> nodes;
  for (int64_t id = 1; id <= 11; ++id) nodes.push_back({id, id - 1, std::to_string(id)});
  nodes.push_back({20, 0, "a"});
  nodes.push_back({21, 20, "b"});
  Tree const tree(nodes);
  EXPECT_EQ(tree.depth_of(11), 11);
  EXPECT_EQ(tree.height_of(1), 11);
  EXPECT_EQ(refusal(check_place(tree, 0, 11, "x")), "") << "the twelfth";
  EXPECT_EQ(refusal(check_place(tree, 20, 11, "a")), "structure.too_deep") << "with what is below it the thirteenth";
  EXPECT_EQ(refusal(check_place(tree, 20, 10, "a")), "");
}

TEST(Structure, merging_joins_what_has_one_name_and_keeps_the_rest) {
  auto const plan = plan_ending(usual(), 2, 6);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->ended, (std::vector<Ending::Step>{{2, 6}, {3, 7}}));
  EXPECT_TRUE(plan->moved.empty());
  auto const other_way = plan_ending(usual(), 6, 2);
  ASSERT_TRUE(other_way);
  EXPECT_EQ(other_way->ended, (std::vector<Ending::Step>{{6, 2}, {7, 3}}));
  EXPECT_EQ(other_way->moved, (std::vector<Ending::Step>{{8, 2}})) << "lights had no twin and goes along";
}

TEST(Structure, ending_into_the_head_above_brings_those_below_one_level_up) {
  auto const plan = plan_ending(usual(), 6, 5);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->ended, (std::vector<Ending::Step>{{6, 5}}));
  EXPECT_EQ(plan->moved, (std::vector<Ending::Step>{{7, 5}, {8, 5}}));
  auto const top = plan_ending(usual(), 5, 0);
  ASSERT_TRUE(top);
  EXPECT_EQ(top->moved, (std::vector<Ending::Step>{{6, 0}}));
  Tree const matryoshka({{1, 0, "works"}, {2, 1, "works"}, {3, 2, "works"}});
  auto const inner = plan_ending(matryoshka, 2, 1);
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->moved, (std::vector<Ending::Step>{{3, 1}})) << "one that ends is nobody's twin";
}

TEST(Structure, nothing_is_merged_into_itself_or_below_itself) {
  for (int64_t const into : {1, 2, 3})
    EXPECT_EQ(plan_ending(usual(), 1, into).error().code, "structure.into_own_child") << into;
  EXPECT_EQ(plan_ending(usual(), 1, 99).error().code, "structure.not_found");
}

// Whatever is moved and ended in whatever order: no circle, no two of one name under one head, never too deep, and
// every group that ended said where its people go: to one that is still there.
TEST(Structure, random_moves_and_endings_leave_a_tree) {
  std::mt19937 dice(7);
  for (int round = 0; round < 300; ++round) {
    std::map<int64_t, Node> nodes;
    int64_t next = 1;
    for (int act = 0; act < 60; ++act) {
      std::vector<Node> now;
      std::set<int64_t> ids;
      for (auto const& [id, node] : nodes) {
        now.push_back(node);
        ids.insert(id);
      }
      Tree const tree(now);
      auto const any = [&]() -> int64_t {
        auto const at = dice() % (nodes.size() + 1);
        return at == nodes.size() ? 0 : std::next(nodes.begin(), long(at))->first;
      };
      auto const head = any(), one = any();
      std::string const key(1, char('a' + dice() % 4));
      if (one == 0 || nodes.size() < 8) {
        if (check_place(tree, 0, head, key)) nodes[next] = {next, head, key}, ++next;
      } else if (dice() % 2) {
        if (check_place(tree, one, head, nodes[one].key)) nodes[one].parent = head;
      } else if (auto const plan = plan_ending(tree, one, head)) {
        auto const parents = parents_after(tree, ids, *plan);
        for (auto const& step : plan->ended) {
          // Where its people went may have ended in the same act only if it says where they went from there.
          EXPECT_TRUE(step.into == 0 || parents.contains(step.into)) << step.id << " into " << step.into;
          nodes.erase(step.id);
        }
        for (auto const& [id, parent] : parents) nodes[id].parent = parent;
      }
      std::vector<Node> then;
      std::set<std::pair<int64_t, std::string>> names;
      for (auto const& [id, node] : nodes) {
        then.push_back(node);
        EXPECT_TRUE(names.emplace(node.parent, node.key).second) << "two of one name under one head";
        EXPECT_TRUE(node.parent == 0 || nodes.contains(node.parent));
      }
      Tree const after(then);
      for (auto const& [id, node] : nodes) {
        EXPECT_LE(after.depth_of(id), deepest);
        EXPECT_FALSE(after.is_within(node.parent, id)) << "a circle";
      }
    }
  }
}

}  // namespace essaim::people
