#pragma once
// Which figures about others may be shown: pure rules (docs/decisions/0014). Each comment is the sentence that a works
// council would approve.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace essaim::figures {

struct FigureRules {
  /// A figure is shown where at least five different people made it, and none of them more than half.
  size_t contributors = 5;
  /// A unit has at least ten members; below, its groups are counted with those above them.
  size_t unit_members = 10;
  /// There are never more than fifty units: a large organisation has larger ones.
  size_t most_units = 50;
  /// Only people who had joined 28 days before count as contributors.
  int64_t settled_days = 28;
  /// What a unit's theme or network is of the unit's whole is said in steps of five points, and only where five points
  /// are two of what is counted: the step never tells the count.
  int64_t percent_step = 5;
  int64_t least_whole = 40;
  /// Numbers of members are rounded to five, and said only where five others of the same group have not joined.
  int64_t people_step = 5;
};
inline constexpr FigureRules figure_rules;

/// What one person made, and every cell that it is part of.
struct Grain {
  int64_t person = 0;
  int64_t value = 0;
  bool settled = true;  // the person counts as a contributor
  std::vector<size_t> cells;
};

struct Cell {
  bool is_fixed = false;  // published already: it stands as it is
  bool is_exact = true;   // false: said in steps, so that no sum follows from it
  bool shown = false;     // of a fixed one: given; of the others: decided here
  int64_t least = 0;      // shown from this sum on
};

/// Cells that together are another one: the units of the whole, the themes of a unit, the weeks of a block.
struct Line {
  size_t whole = 0;
  std::vector<size_t> parts;
  bool parts_fall_with_whole = true;  // all of them together would tell it
};

struct Table {
  std::vector<Cell> cells;
  std::vector<Line> lines;
  std::vector<Grain> grains;
};

/// Enough people made this, and none of them more than half; what those made who do not count is known to whoever
/// brought them in, so it must hold without them too.
bool may_be_shown(std::span<Grain const* const> grains);

/// The sum of what people made, where it may be shown.
std::optional<int64_t> told_sum(std::vector<Grain> const& grains);
/// How many joined, rounded, and told only where they are many enough and so are those of the directory who have not.
std::optional<int64_t> told_members(int64_t members, std::optional<int64_t> heads);

/// Decides every cell. A figure is shown where it may be; in each line the hidden ones together must be such that they
/// might be shown, else the next smallest is hidden too, until nothing changes; and no sum or difference of all that is
/// shown may speak of fewer than five people. The two halves of that sentence can be left out, so that a test can show
/// what each of them holds back.
enum class Care { whole, without_proof, floors_only };
void decide(Table& table, Care care = Care::whole);

/// "30 %" of a whole in steps: rounded half up.
int64_t in_steps(int64_t part, int64_t whole, int64_t step = figure_rules.percent_step);
int64_t rounded_people(int64_t people);

}  // namespace essaim::figures
