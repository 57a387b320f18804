#pragma once
// Pure rules of trees: groups below groups, zones below zones. No circle, no two of one name under one head, and what
// ending one of them does to those below it.

#include "base/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace essaim::people {

struct Node {
  int64_t id = 0, parent = 0;  // 0: at the top
  std::string key;             // the folded name
};

/// The tree as it stands. A broken one (a circle that a hand put into the database) is read as far as it goes.
class Tree {
 public:
  explicit Tree(std::vector<Node> nodes);

  bool holds(int64_t id) const { return nodes_.contains(id); }
  int64_t parent_of(int64_t id) const;
  /// True of itself too.
  bool is_within(int64_t id, int64_t above) const;
  /// 1 at the top; 0 for the top itself.
  int64_t depth_of(int64_t id) const;
  /// 1 where nothing is below.
  int64_t height_of(int64_t id) const;
  std::vector<int64_t> children_of(int64_t id) const;
  std::optional<int64_t> child_named(int64_t parent, std::string const& key) const;
  Node const& node(int64_t id) const { return nodes_.at(id); }

 private:
  int64_t height_within(int64_t id, int64_t left) const;
  std::map<int64_t, Node> nodes_;
  std::map<int64_t, std::vector<int64_t>> children_;
};

/// As deep as a file of people may say it.
inline constexpr int64_t deepest = 12;

/// A new one of this name under `parent`; `id` is itself where it is there already.
Result<Done> check_place(Tree const& tree, int64_t id, int64_t parent, std::string const& key);

/// What ending one of them does. Everybody in an ended one goes where it says; what stood below it goes along, and
/// where the new head has one of the same name already the two become one.
struct Ending {
  struct Step {
    int64_t id = 0, into = 0;  // into 0: nowhere, at the top
    bool operator==(Step const&) const = default;
  };
  std::vector<Step> ended;  // from the highest
  std::vector<Step> moved;  // whole branches
};
Result<Ending> plan_ending(Tree const& tree, int64_t id, int64_t into);

}  // namespace essaim::people
