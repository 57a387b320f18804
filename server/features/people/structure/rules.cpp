#include "features/people/structure/rules.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

constexpr int64_t most_steps = 64;  // of any walk: a circle in the data ends here

bool has_ended(Ending const& plan, int64_t id) {
  return std::ranges::any_of(plan.ended, [&](auto const& step) { return step.id == id; });
}

std::optional<int64_t> twin_of(Tree const& tree, Ending const& plan, int64_t child, int64_t head) {
  for (int64_t const other : tree.children_of(head))
    if (other != child && tree.node(other).key == tree.node(child).key && !has_ended(plan, other)) return other;
  return std::nullopt;
}

Result<Done> end(Tree const& tree, Ending& plan, int64_t id, int64_t into) {
  plan.ended.push_back({id, into});
  for (int64_t const child : tree.children_of(id)) {
    if (auto const twin = twin_of(tree, plan, child, into)) {
      CHECK_OK(end(tree, plan, child, *twin));
    } else {
      if (tree.depth_of(into) + tree.height_of(child) > deepest)
        return fail(Fault::conflict, "structure.too_deep", "12 levels at most");
      plan.moved.push_back({child, into});
    }
  }
  return Done{};
}

}  // namespace

Tree::Tree(std::vector<Node> nodes) {
  for (auto& node : nodes) {
    children_[node.parent].push_back(node.id);
    nodes_.emplace(node.id, std::move(node));
  }
}

int64_t Tree::parent_of(int64_t id) const {
  auto const found = nodes_.find(id);
  return found == nodes_.end() ? 0 : found->second.parent;
}

bool Tree::is_within(int64_t id, int64_t above) const {
  for (int64_t steps = 0; id != 0 && steps < most_steps; ++steps, id = parent_of(id))
    if (id == above) return true;
  return false;
}

int64_t Tree::depth_of(int64_t id) const {
  int64_t depth = 0;
  for (; id != 0 && depth < most_steps; id = parent_of(id)) ++depth;
  return depth;
}

int64_t Tree::height_of(int64_t id) const { return height_within(id, most_steps); }

int64_t Tree::height_within(int64_t id, int64_t left) const {
  int64_t highest = 0;
  if (left > 0)
    for (int64_t const child : children_of(id)) highest = std::max(highest, height_within(child, left - 1));
  return highest + 1;
}

std::vector<int64_t> Tree::children_of(int64_t id) const {
  auto const found = children_.find(id);
  return found == children_.end() ? std::vector<int64_t>{} : found->second;
}

std::optional<int64_t> Tree::child_named(int64_t parent, std::string const& key) const {
  for (int64_t const child : children_of(parent))
    if (nodes_.at(child).key == key) return child;
  return std::nullopt;
}

Result<Done> check_place(Tree const& tree, int64_t id, int64_t parent, std::string const& key) {
  if (parent != 0 && !tree.holds(parent)) return fail_at("/parent_id", "structure.not_found");
  if (id != 0 && tree.is_within(parent, id)) return fail_at("/parent_id", "structure.into_own_child");
  if (tree.depth_of(parent) + (id == 0 ? 1 : tree.height_of(id)) > deepest)
    return fail_at("/parent_id", "structure.too_deep", "12 levels at most");
  if (auto const other = tree.child_named(parent, key); other && *other != id)
    return fail_at("/name", "structure.name_taken");
  return Done{};
}

Result<Ending> plan_ending(Tree const& tree, int64_t id, int64_t into) {
  if (into != 0 && !tree.holds(into)) return fail_at("?into", "structure.not_found");
  if (tree.is_within(into, id)) return fail_at("?into", "structure.into_own_child");
  Ending plan;
  CHECK_OK(end(tree, plan, id, into));
  return plan;
}

}  // namespace essaim::people
