#pragma once
// For tests: an attacker who holds everything that was published about a block, knows who made nothing, and can solve
// equations exactly. Written apart from the code that decides (proof.cpp): rational numbers here, residues there; all
// groups of up to four people here, a guided search there.

#include "features/figures/closing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace essaim::figures {

class Fraction {
 public:
  Fraction(int64_t over = 0, int64_t under = 1) : over_(over), under_(under) {
    if (under_ < 0) over_ = -over_, under_ = -under_;
    auto const common = std::gcd(over_, under_);
    if (common > 1) over_ /= common, under_ /= common;
  }
  bool is_zero() const { return over_ == 0; }
  auto operator<=>(Fraction const&) const = default;  // an order, not the size
  Fraction operator*(Fraction o) const { return {times(over_, o.over_), times(under_, o.under_)}; }
  Fraction operator/(Fraction o) const { return {times(over_, o.under_), times(under_, o.over_)}; }
  Fraction operator-(Fraction o) const {
    return {times(over_, o.under_) - times(o.over_, under_), times(under_, o.under_)};
  }
  Fraction operator+(Fraction o) const { return *this - o * Fraction(-1); }

 private:
  static int64_t times(int64_t a, int64_t b) {
    int64_t out = 0;
    if (__builtin_mul_overflow(a, b, &out)) throw std::overflow_error("the test's fractions are too small");
    return out;
  }
  int64_t over_, under_;
};
using Vector = std::vector<Fraction>;

/// Independent rows, each with a first one of its own.
class Rows {
 public:
  /// What a row says beyond these, as a multiple whose first term is one; nothing where it says no more.
  std::optional<Vector> beyond(Vector row) const {
    for (size_t i = 0; i < rows_.size(); ++i) {
      auto const factor = row[firsts_[i]];
      if (factor.is_zero()) continue;
      for (size_t at = 0; at < row.size(); ++at) row[at] = row[at] - factor * rows_[i][at];
    }
    auto const first = std::find_if(row.begin(), row.end(), [](Fraction const& f) { return !f.is_zero(); });
    if (first == row.end()) return std::nullopt;
    auto const by = *first;
    for (auto& value : row) value = value / by;
    return row;
  }
  bool add(Vector const& row) {
    auto more = beyond(row);
    if (!more) return false;
    auto const first = std::find_if(more->begin(), more->end(), [](Fraction const& f) { return !f.is_zero(); });
    firsts_.push_back(size_t(first - more->begin()));
    rows_.push_back(std::move(*more));
    return true;
  }
  size_t rank() const { return rows_.size(); }

 private:
  std::vector<Vector> rows_;
  std::vector<size_t> firsts_;
};

/// What was published as equations over what each person made: for each atom (one person's value of one week, theme,
/// network) the published sums it is in.
struct Equations {
  size_t count = 0;
  std::map<std::vector<size_t>, std::set<int64_t>> people_of;  // atoms that are in the same sums weigh the same

  void add_atom(std::vector<size_t> sums, int64_t person) {
    if (!sums.empty()) people_of[std::move(sums)].insert(person);
  }
};

/// The people whom some combination of the equations speaks of alone, when they are fewer than five. A combination that
/// speaks of four people alone weighs nothing in what others made; so what five made together weighs nothing, nor what
/// follows from it. What is left is tried with every four people.
inline std::optional<std::set<int64_t>> find_disclosure(Equations const& equations, size_t most = 4) {
  std::vector<std::pair<Vector, std::set<int64_t>>> atoms;
  for (auto const& [sums, people] : equations.people_of) {
    Vector row(equations.count);
    for (auto const sum : sums) row[sum] = Fraction(1);
    atoms.emplace_back(std::move(row), people);
  }
  Rows nothing;
  for (bool more = true; more;) {
    more = false;
    std::map<Vector, std::set<int64_t>> alike;  // what says the same beyond that
    for (auto const& [row, people] : atoms)
      if (auto const beyond = nothing.beyond(row)) alike[*beyond].insert(people.begin(), people.end());
    atoms.assign(alike.begin(), alike.end());
    for (auto const& [row, people] : atoms)
      if (people.size() > most) more = nothing.add(row) || more;
  }
  if (atoms.empty()) return std::nullopt;
  Rows all;
  std::set<int64_t> candidates;
  for (auto const& [row, people] : atoms) {
    all.add(row);
    candidates.insert(people.begin(), people.end());
  }
  std::vector<int64_t> const people(candidates.begin(), candidates.end());
  std::optional<std::set<int64_t>> found;
  std::set<int64_t> chosen;
  // Larger groups hold the smaller ones: what can be told of two can be told of those two and two others.
  auto const try_group = [&] {
    Rows rest;
    for (auto const& [row, made_by] : atoms) {
      if (rest.rank() == all.rank()) return;
      if (!std::includes(chosen.begin(), chosen.end(), made_by.begin(), made_by.end())) rest.add(row);
    }
    if (rest.rank() < all.rank()) found = chosen;
  };
  std::function<void(size_t)> choose = [&](size_t from) {
    if (found) return;
    if (chosen.size() == std::min(most, people.size())) return try_group();
    for (size_t i = from; i < people.size(); ++i) {
      chosen.insert(people[i]);
      choose(i + 1);
      chosen.erase(people[i]);
    }
  };
  choose(0);
  return found;
}

/// The same by adding and subtracting up to four published figures in all ways.
inline bool some_small_combination_discloses(Equations const& equations, size_t most = 4) {
  std::vector<std::pair<std::vector<int>, std::set<int64_t>>> atoms;
  for (auto const& [sums, people] : equations.people_of) {
    std::vector<int> row(equations.count, 0);
    for (auto const sum : sums) row[sum] = 1;
    atoms.emplace_back(std::move(row), people);
  }
  std::vector<std::pair<size_t, int>> chosen;
  auto const discloses = [&] {
    std::set<int64_t> touched;
    for (auto const& [row, people] : atoms) {
      int weight = 0;
      for (auto const& [sum, sign] : chosen) weight += sign * row[sum];
      if (weight == 0) continue;
      touched.insert(people.begin(), people.end());
      if (touched.size() > most) return false;
    }
    return !touched.empty();
  };
  std::function<bool(size_t)> choose = [&](size_t from) {
    if (!chosen.empty() && discloses()) return true;
    if (chosen.size() == 4) return false;
    for (size_t sum = from; sum < equations.count; ++sum)
      for (int const sign : {1, -1}) {
        chosen.emplace_back(sum, sign);
        bool const found = choose(sum + 1);
        chosen.pop_back();
        if (found) return true;
      }
    return false;
  };
  return choose(0);
}

/// Reads the published figures of a block, and nothing else, as equations.
class Attacker {
 public:
  Attacker(BlockFacts const& facts, std::vector<store::Published> const& published) : facts_(facts) {
    for (auto const& figure : published)
      if (figure.value) told_[{figure.measure, figure.cut.unit, figure.cut.theme, figure.cut.network}] = *figure.value;
    auto const& units = facts_.units.all();
    for (size_t unit = 0; unit < units.size(); ++unit)
      for (auto const person : units[unit].members) unit_of_[person] = int64_t(unit) + 1;
    for (auto const& row : facts_.roster)
      if (row.joined <= start_of(facts_.block) - days(28)) settled_.insert(row.placed.person);
  }

  Equations clicks() {
    begin();
    for (auto const& row : facts_.grains)
      if (row.clicks > 0 && settled_.contains(row.person)) {
        auto sums = sums_of("clicks", row, row.clicks);
        if (std::find(facts_.shown_weeks.begin(), facts_.shown_weeks.end(), row.week) != facts_.shown_weeks.end())
          sums.push_back(number({"week", row.week, 0, ""}));
        add(sums, row.person);
      }
    return finish();
  }
  Equations shares() {
    begin();
    for (auto const& row : facts_.grains)
      for (auto const& [state, count] : {std::pair<std::string, int64_t>{"proved", row.proved},
                                         {"declared", row.declared},
                                         {"opened", row.opened}}) {
        if (count == 0 || !settled_.contains(row.person)) continue;
        auto sums = row.is_tracked ? sums_of("tracked", row, count) : std::vector<size_t>{};
        if (told_.contains({state, 0, -1, ""})) sums.push_back(number({state, 0, -1, ""}));
        add(sums, row.person);
      }
    return finish();
  }
  Equations active() {
    begin();
    std::set<int64_t> seen;
    for (auto const& row : facts_.grains) {
      if (row.proved + row.declared == 0 || !settled_.contains(row.person) || !seen.insert(row.person).second) continue;
      std::vector<size_t> sums;
      if (told_.contains({"active", 0, -1, ""})) sums.push_back(number({"active", 0, -1, ""}));
      auto const unit = unit_of_.at(row.person);
      if (told_.contains({"active", unit, -1, ""})) sums.push_back(number({"active", unit, -1, ""}));
      add(sums, row.person);
    }
    return finish();
  }
  size_t told() const { return told_.size(); }

 private:
  using Key = std::tuple<std::string, int64_t, int64_t, std::string>;

  void begin() {
    equations_ = {};
    numbers_.clear();
  }
  Equations finish() {
    equations_.count = numbers_.size();
    return std::move(equations_);
  }
  size_t number(Key const& key) { return numbers_.try_emplace(key, numbers_.size()).first->second; }
  void add(std::vector<size_t> sums, int64_t person) {
    std::sort(sums.begin(), sums.end());
    equations_.add_atom(std::move(sums), person);
  }

  // Steps of five points are an equation where, with the whole known, only one count fits them.
  bool tells_count(Key const& key) const {
    auto const& [measure, unit, theme, network] = key;
    auto const step = told_.find(key);
    auto const whole_measure = measure == "useful_percent" ? "tracked" : measure.substr(0, measure.find('_'));
    auto const whole = told_.find({whole_measure, unit, -1, ""});
    if (step == told_.end() || whole == told_.end()) return false;
    int fits = 0;
    for (int64_t count = 0; count <= whole->second; ++count) fits += in_steps(count, whole->second) == step->second;
    return fits == 1;
  }
  std::vector<size_t> sums_of(std::string const& measure, store::GrainRow const& row, int64_t) {
    auto const found = unit_of_.find(row.person);
    auto const unit = found == unit_of_.end() ? 0 : found->second;
    std::vector<size_t> out;
    for (auto const& key : {Key{measure, 0, -1, ""}, Key{measure, 0, row.theme, ""}, Key{measure, 0, -1, row.network}})
      if (told_.contains(key)) out.push_back(number(key));
    Key const useful{"useful_percent", 0, -1, ""};
    if (measure == "tracked" && !facts_.company_stories.contains(row.story) && tells_count(useful))
      out.push_back(number(useful));
    if (unit == 0) return out;
    if (told_.contains({measure, unit, -1, ""})) out.push_back(number({measure, unit, -1, ""}));
    for (auto const& key :
         {Key{measure + "_percent", unit, row.theme, ""}, Key{measure + "_percent", unit, -1, row.network}})
      if (tells_count(key)) out.push_back(number(key));
    return out;
  }

  BlockFacts const& facts_;
  std::map<Key, int64_t> told_;
  std::map<int64_t, int64_t> unit_of_;
  std::set<int64_t> settled_;
  Equations equations_;
  std::map<Key, size_t> numbers_;
};

}  // namespace essaim::figures
