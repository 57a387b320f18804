#pragma once
// How members are cut for figures: one partition, made from the tree of groups and from member counts alone, never from
// what anybody did. A pure rule.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace essaim::figures {

struct TreeGroup {
  int64_t id = 0;
  int64_t parent = 0;  // 0: at the top
  std::string name;
};
/// A member at the start of a block.
struct Placed {
  int64_t person = 0;
  int64_t group = 0;  // 0: in none
  bool is_partner = false;
};

enum class UnitForm {
  group,     // a group with all below it
  rest,      // of a group, or of the whole: what is in none of its own units
  partners,  // partners are a unit of their own
};
struct Unit {
  UnitForm form = UnitForm::rest;
  int64_t group = 0;  // 0: the whole organisation
  std::string name;
  std::vector<int64_t> members;
};

class Units {
 public:
  /// The largest first. `before`: the members of the block before, by whom a group that lost or gained more than half
  /// is known; empty where there was none.
  static Units cut(std::vector<TreeGroup> const& tree, std::vector<Placed> const& members,
                   std::vector<Placed> const& before);

  std::vector<Unit> const& all() const { return all_; }
  /// Of somebody who is not among the members, by the group they were in; whoever is in none is counted with the rest.
  size_t of_group(int64_t group) const;

 private:
  std::vector<Unit> all_;
  std::unordered_map<int64_t, size_t> by_group_;
  size_t otherwise_ = 0;
};

}  // namespace essaim::figures
