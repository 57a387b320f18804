#include "features/figures/rules.hpp"

#include "features/figures/proof.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace essaim::figures {
namespace {

class Decision {
 public:
  explicit Decision(Table& table) : table_(table), of_cell_(table.cells.size()), sums_(table.cells.size(), 0) {
    for (auto const& grain : table_.grains)
      for (auto const cell : grain.cells) {
        of_cell_[cell].push_back(&grain);
        sums_[cell] += grain.value;
      }
  }

  void run(Care care) {
    for (size_t i = 0; i < table_.cells.size(); ++i)
      if (!table_.cells[i].is_fixed)
        table_.cells[i].shown = sums_[i] >= table_.cells[i].least && may_be_shown(of_cell_[i]);
    hide_without_whole();
    if (care == Care::floors_only) return;
    do {
      while (hide_in_lines()) {}
    } while (care == Care::whole && close_hole());
  }

 private:
  bool shown(size_t cell) const { return table_.cells[cell].shown; }
  bool can_hide(size_t cell) const { return shown(cell) && !table_.cells[cell].is_fixed; }

  // The smallest that can be hidden; the last of them where several are as small.
  std::optional<size_t> smallest(std::vector<size_t> const& cells) const {
    std::optional<size_t> found;
    for (auto const cell : cells)
      if (can_hide(cell) && (!found || sums_[cell] <= sums_[*found])) found = cell;
    return found;
  }

  // Parts of a whole that is hidden would tell it.
  bool hide_without_whole() {
    bool changed = false;
    for (auto const& line : table_.lines)
      for (auto const part : line.parts)
        if (line.parts_fall_with_whole && !shown(line.whole) && can_hide(part))
          table_.cells[part].shown = false, changed = true;
    return changed;
  }

  // What a line hides is its whole less what it shows.
  bool hides_enough(Line const& line) const {
    std::vector<char> shows(table_.cells.size(), 0);
    for (auto const part : line.parts) shows[part] = shown(part) ? 1 : 0;
    std::vector<Grain const*> hidden;
    for (auto const* grain : of_cell_[line.whole])
      if (std::none_of(grain->cells.begin(), grain->cells.end(), [&](size_t cell) { return shows[cell] != 0; }))
        hidden.push_back(grain);
    return may_be_shown(hidden);
  }

  bool hide_in_lines() {
    bool changed = hide_without_whole();
    for (auto const& line : table_.lines) {
      auto const is_hidden = [&](size_t part) { return !shown(part); };
      if (!shown(line.whole) || std::none_of(line.parts.begin(), line.parts.end(), is_hidden)) continue;
      while (!hides_enough(line)) {
        auto const next = smallest(line.parts);
        if (next)
          table_.cells[*next].shown = false;
        else if (can_hide(line.whole))
          table_.cells[line.whole].shown = false;
        else
          break;
        changed = true;
        if (!next) break;
      }
    }
    return changed;
  }

  std::vector<Pattern> patterns(std::vector<size_t> const& sums) const {
    std::map<std::vector<size_t>, std::vector<int64_t>> found;
    std::unordered_map<size_t, size_t> number_of;
    for (size_t i = 0; i < sums.size(); ++i) number_of[sums[i]] = i;
    for (auto const& grain : table_.grains) {
      if (!grain.settled || grain.value == 0) continue;
      std::vector<size_t> stands_in;
      for (auto const cell : grain.cells)
        if (auto const number = number_of.find(cell); number != number_of.end()) stands_in.push_back(number->second);
      if (stands_in.empty()) continue;
      std::sort(stands_in.begin(), stands_in.end());
      found[std::move(stands_in)].push_back(grain.person);
    }
    std::vector<Pattern> out;
    for (auto& [stands_in, people] : found) {
      std::sort(people.begin(), people.end());
      people.erase(std::unique(people.begin(), people.end()), people.end());
      out.push_back({stands_in, std::move(people)});
    }
    return out;
  }

  bool close_hole() {
    std::vector<size_t> sums, open;
    for (size_t i = 0; i < table_.cells.size(); ++i)
      if (shown(i) && table_.cells[i].is_exact) sums.push_back(i);
    auto const hole = find_hole(patterns(sums), sums.size(), figure_rules.contributors - 1);
    if (!hole) return false;
    for (auto const sum : hole->sums) open.push_back(sums[sum]);
    if (!hole->proven) open = sums;
    auto next = smallest(open);
    if (!next) next = smallest(sums);  // what stands already leaves a hole: nothing is put beside it
    if (next) table_.cells[*next].shown = false;
    return next.has_value();
  }

  Table& table_;
  std::vector<std::vector<Grain const*>> of_cell_;
  std::vector<int64_t> sums_;
};

struct Made {
  int64_t value = 0;
  bool settled = false;
};

}  // namespace

bool may_be_shown(std::span<Grain const* const> grains) {
  std::unordered_map<int64_t, Made> people;
  for (auto const* grain : grains) {
    auto& made = people[grain->person];
    made.value += grain->value;
    made.settled = made.settled || grain->settled;
  }
  int64_t all = 0, most = 0, of_settled = 0, most_of_settled = 0;
  size_t contributors = 0;
  for (auto const& [person, made] : people) {
    all += made.value;
    most = std::max(most, made.value);
    if (!made.settled || made.value == 0) continue;
    ++contributors;
    of_settled += made.value;
    most_of_settled = std::max(most_of_settled, made.value);
  }
  return contributors >= figure_rules.contributors && 2 * most <= all && 2 * most_of_settled <= of_settled;
}

std::optional<int64_t> told_sum(std::vector<Grain> const& grains) {
  std::vector<Grain const*> all;
  int64_t sum = 0;
  for (auto const& grain : grains) all.push_back(&grain), sum += grain.value;
  return may_be_shown(all) ? std::optional(sum) : std::nullopt;
}

std::optional<int64_t> told_members(int64_t members, std::optional<int64_t> heads) {
  int64_t const least = figure_rules.people_step;
  if (!heads || members < least || *heads - members < least) return std::nullopt;
  return rounded_people(members);
}

void decide(Table& table, Care care) { Decision(table).run(care); }

int64_t in_steps(int64_t part, int64_t whole, int64_t step) {
  if (whole <= 0) return 0;
  return (2 * 100 * part + whole * step) / (2 * whole * step) * step;
}

int64_t rounded_people(int64_t people) {
  int64_t const step = figure_rules.people_step;
  return (people + step / 2) / step * step;
}

}  // namespace essaim::figures
