#include "features/figures/units.hpp"

#include "features/figures/rules.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace essaim::figures {
namespace {

constexpr int64_t top = 0;        // the whole organisation
constexpr int64_t partners = -1;  // stands beside the groups of the top

using People = std::vector<int64_t>;

struct Node {
  int64_t parent = top;
  std::vector<int64_t> below;
  People own;        // members of this very group
  bool cut = false;  // a unit of its own
};

class Tree {
 public:
  explicit Tree(std::vector<TreeGroup> const& groups) {
    nodes_[top];
    nodes_[partners];
    for (auto const& group : groups) nodes_[group.id];
    std::map<int64_t, int64_t> parents;
    for (auto const& group : groups) parents[group.id] = group.parent;
    for (auto const& group : groups) nodes_[group.id].parent = is_below_itself(parents, group) ? top : group.parent;
    for (auto& [id, node] : nodes_)
      if (id != top) {
        if (!nodes_.contains(node.parent)) node.parent = top;
        nodes_[node.parent].below.push_back(id);
      }
  }

  void place(std::vector<Placed> const& members) {
    for (auto const& member : members) {
      auto const group = nodes_.contains(member.group) ? member.group : top;
      nodes_[member.is_partner ? partners : group].own.push_back(member.person);
    }
  }

  /// All members in and below a group.
  People people_of(int64_t id) const {
    auto const& node = nodes_.at(id);
    People out = node.own;
    for (auto const below : node.below) {
      auto const more = people_of(below);
      out.insert(out.end(), more.begin(), more.end());
    }
    return out;
  }

  /// Cuts what can stand alone, from below: the remainder of each group holds enough members as well, or none.
  void cut(size_t least, std::set<int64_t> const& unsteady) { (void)remainder_of(top, least, unsteady); }

  /// What of a group is in no unit below it.
  People rest_of(int64_t id) const {
    auto const& node = nodes_.at(id);
    People out = node.own;
    for (auto const below : node.below) {
      if (nodes_.at(below).cut) continue;
      auto const more = rest_of(below);
      out.insert(out.end(), more.begin(), more.end());
    }
    return out;
  }

  std::map<int64_t, Node> const& nodes() const { return nodes_; }

 private:
  // A tree that was edited into a circle hangs at the top.
  static bool is_below_itself(std::map<int64_t, int64_t> const& parents, TreeGroup const& start) {
    int64_t at = start.parent;
    for (size_t steps = 0; at != top && steps <= parents.size(); ++steps) {
      if (at == start.id) return true;
      auto const found = parents.find(at);
      at = found == parents.end() ? top : found->second;
    }
    return at != top;
  }

  size_t remainder_of(int64_t id, size_t least, std::set<int64_t> const& unsteady) {
    for (auto const below : std::vector(nodes_[id].below)) {
      size_t const size = remainder_of(below, least, unsteady);
      nodes_[below].cut = size >= least && !unsteady.contains(below);
    }
    auto rest = rest_of(id).size();
    while (rest > 0 && rest < least) {
      auto const smallest = smallest_unit_below(id);
      if (smallest == top) break;
      nodes_[smallest].cut = false;
      rest = rest_of(id).size();
    }
    return rest;
  }

  // Of those that nothing stands between; `top` where there is none.
  int64_t smallest_unit_below(int64_t id) const {
    int64_t found = top;
    size_t size = 0;
    std::vector<int64_t> open{id};
    while (!open.empty()) {
      auto const at = open.back();
      open.pop_back();
      for (auto const below : nodes_.at(at).below) {
        if (!nodes_.at(below).cut) {
          open.push_back(below);
          continue;
        }
        auto const holds = rest_of(below).size();
        if (found == top || holds < size || (holds == size && below < found)) found = below, size = holds;
      }
    }
    return found;
  }

  std::map<int64_t, Node> nodes_;
};

size_t in_both(People a, People b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  People both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

// A group whose people are not who they were: more than half of them came, or more than half went.
std::set<int64_t> unsteady_groups(Tree const& now, Tree const& then) {
  std::set<int64_t> out;
  for (auto const& [id, node] : now.nodes()) {
    if (id == top) continue;
    auto const here = now.people_of(id), there = then.people_of(id);
    auto const stayed = in_both(here, there);
    if (2 * (here.size() - stayed) > here.size() || 2 * (there.size() - stayed) > there.size()) out.insert(id);
  }
  return out;
}

UnitForm form_of(Tree const& tree, int64_t id) {
  if (id == partners) return UnitForm::partners;
  auto const& below = tree.nodes().at(id).below;
  bool const has_units =
      std::any_of(below.begin(), below.end(), [&](int64_t each) { return tree.nodes().at(each).cut; });
  return id == top || has_units ? UnitForm::rest : UnitForm::group;
}

}  // namespace

Units Units::cut(std::vector<TreeGroup> const& groups, std::vector<Placed> const& members,
                 std::vector<Placed> const& before) {
  Tree tree(groups);
  tree.place(members);
  std::set<int64_t> unsteady;
  if (!before.empty()) {
    Tree then(groups);
    then.place(before);
    unsteady = unsteady_groups(tree, then);
  }
  tree.cut(std::max(figure_rules.unit_members, members.size() / figure_rules.most_units), unsteady);

  std::map<int64_t, std::string> names;
  for (auto const& group : groups) names[group.id] = group.name;
  Units out;
  for (auto const& [id, node] : tree.nodes()) {
    if (id != top && !node.cut) continue;
    auto people = tree.rest_of(id);
    if (people.empty()) continue;
    out.all_.push_back({form_of(tree, id), std::max(id, top), names[std::max(id, top)], std::move(people)});
  }
  std::stable_sort(out.all_.begin(), out.all_.end(),
                   [](auto const& a, auto const& b) { return a.members.size() > b.members.size(); });

  std::map<int64_t, size_t> unit_of;  // of the groups that head one
  for (size_t i = 0; i < out.all_.size(); ++i)
    if (out.all_[i].form != UnitForm::partners) unit_of[out.all_[i].group] = i;
  if (auto const found = unit_of.find(top); found != unit_of.end()) out.otherwise_ = found->second;
  for (auto const& [id, node] : tree.nodes()) {
    if (id <= top) continue;
    int64_t head = id;
    while (head != top && !tree.nodes().at(head).cut) head = tree.nodes().at(head).parent;
    auto const found = unit_of.find(head);
    out.by_group_[id] = found == unit_of.end() ? out.otherwise_ : found->second;
  }
  return out;
}

size_t Units::of_group(int64_t group) const {
  auto const found = by_group_.find(group);
  return found == by_group_.end() ? otherwise_ : found->second;
}

}  // namespace essaim::figures
