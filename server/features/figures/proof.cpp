#include "features/figures/proof.hpp"

#include <algorithm>
#include <set>

namespace essaim::figures {
namespace {

// A combination gives each sum a factor, and each pattern then weighs the factors of its sums together. A hole is a
// combination whose weight is zero for every pattern but those that were made by the few. Ranks are taken modulo a
// prime: the patterns are rows of zeros and ones of a few sums, whose determinants are far smaller than it.
constexpr uint64_t prime = 2'147'483'647;
constexpr int64_t most_work = 60'000'000;  // multiplications; a second or so

uint64_t inverse_of(uint64_t value) {  // Fermat
  uint64_t result = 1;
  for (uint64_t exponent = prime - 2; exponent > 0; exponent >>= 1, value = value * value % prime)
    if (exponent & 1) result = result * value % prime;
  return result;
}

using Row = std::vector<uint64_t>;

/// Rows that say independent things.
class Space {
 public:
  Space(size_t width, int64_t& work) : width_(width), work_(&work) {}
  size_t rank() const { return rows_.size(); }

  /// True where the row says something new.
  bool add(Pattern const& pattern) {
    Row row(width_, 0);
    for (auto const sum : pattern.sums) row[sum] = 1;
    for (size_t i = 0; i < rows_.size(); ++i) clear(row, rows_[i], pivots_[i]);
    auto const first = std::find_if(row.begin(), row.end(), [](uint64_t value) { return value != 0; });
    if (first == row.end()) return false;
    auto const factor = inverse_of(*first);
    for (auto& value : row) value = value * factor % prime;
    pivots_.push_back(size_t(first - row.begin()));
    rows_.push_back(std::move(row));
    return true;
  }

  /// A combination that every row here weighs zero, and `wanted` does not.
  Row combination_for(Pattern const& wanted) const {
    auto reduced = rows_;
    for (size_t i = reduced.size(); i-- > 0;)
      for (size_t above = 0; above < i; ++above) clear(reduced[above], reduced[i], pivots_[i]);
    for (size_t free = 0; free < width_; ++free) {
      if (std::find(pivots_.begin(), pivots_.end(), free) != pivots_.end()) continue;
      Row factors(width_, 0);
      factors[free] = 1;
      for (size_t i = 0; i < reduced.size(); ++i) factors[pivots_[i]] = (prime - reduced[i][free]) % prime;
      uint64_t weight = 0;
      for (auto const sum : wanted.sums) weight = (weight + factors[sum]) % prime;
      if (weight != 0) return factors;
    }
    return Row(width_, 0);
  }

 private:
  void clear(Row& row, Row const& by, size_t pivot) const {
    auto const factor = row[pivot];
    if (factor == 0) return;
    *work_ += int64_t(width_);
    for (size_t i = 0; i < width_; ++i) row[i] = (row[i] + (prime - factor) * by[i]) % prime;
  }
  size_t width_;
  int64_t* work_;
  std::vector<Row> rows_;
  std::vector<size_t> pivots_;
};

using People = std::vector<int64_t>;

People without(People const& people, People const& taken) {
  People out;
  std::set_difference(people.begin(), people.end(), taken.begin(), taken.end(), std::back_inserter(out));
  return out;
}

class Search {
 public:
  Search(std::vector<Pattern> const& patterns, size_t width, size_t most)
      : patterns_(patterns), width_(width), most_(most) {
    Space all(width_, work_);
    for (auto const& pattern : patterns_) all.add(pattern);
    rank_ = all.rank();
  }

  std::optional<Hole> run() { return beyond({}); }

 private:
  struct Seen {  // of a pattern, the few taken away
    Pattern const* pattern;
    People others;
  };

  // Is there a hole made by `taken` and at most so many more that they are `most_` together?
  std::optional<Hole> beyond(People const& taken) {
    if (!tried_.insert(taken).second) return std::nullopt;
    if (work_ > most_work) return Hole{};
    size_t const left = most_ - taken.size();
    Space firm(width_, work_);  // what no choice of so few can touch
    std::vector<Seen> fragile;
    for (auto const& pattern : patterns_) {
      auto others = without(pattern.people, taken);
      if (others.size() > left)
        firm.add(pattern);
      else if (!others.empty())
        fragile.push_back({&pattern, std::move(others)});
    }
    if (firm.rank() == rank_) return std::nullopt;
    std::stable_sort(fragile.begin(), fragile.end(),
                     [](auto const& a, auto const& b) { return a.others.size() > b.others.size(); });
    std::set<int64_t> used;
    std::vector<Seen const*> first;
    // Bases made by people apart from each other: whoever so few take away, one of them is whole, and nothing hides.
    for (size_t base = 0; base <= left; ++base) {
      auto space = firm;
      auto const rows = span(space, fragile, used);
      if (base == 0 && space.rank() < rank_) return hole_in(space, patterns_);
      if (space.rank() < rank_) break;
      if (base == 0) first = rows;
      if (base == left) return std::nullopt;
    }
    // A hole beyond weighs something in each base, so also in this one: in one of its rows, made by these people.
    for (auto const* row : first) {
      People more = taken;
      more.insert(more.end(), row->others.begin(), row->others.end());
      std::sort(more.begin(), more.end());
      if (auto hole = beyond(more)) return hole;
    }
    return std::nullopt;
  }

  // Adds fragile rows until the space is whole; each is vouched for by somebody who vouches for none before.
  std::vector<Seen const*> span(Space& space, std::vector<Seen> const& fragile, std::set<int64_t>& used) const {
    std::vector<Seen const*> rows;
    std::set<int64_t> here;
    auto const voucher_of = [&](Seen const& seen) -> std::optional<int64_t> {
      for (auto const person : seen.others)
        if (here.contains(person)) return person;
      for (auto const person : seen.others)
        if (!used.contains(person)) return person;
      return std::nullopt;
    };
    for (auto const& seen : fragile) {
      if (space.rank() == rank_) break;
      auto const voucher = voucher_of(seen);
      if (!voucher || !space.add(*seen.pattern)) continue;
      here.insert(*voucher);
      rows.push_back(&seen);
    }
    used.insert(here.begin(), here.end());
    return rows;
  }

  static Hole hole_in(Space const& space, std::vector<Pattern> const& patterns) {
    Hole hole{.proven = true, .sums = {}};
    for (auto const& pattern : patterns) {
      auto with = space;
      if (!with.add(pattern)) continue;
      auto const factors = space.combination_for(pattern);
      for (size_t sum = 0; sum < factors.size(); ++sum)
        if (factors[sum] != 0) hole.sums.push_back(sum);
      break;
    }
    return hole;
  }

  std::vector<Pattern> const& patterns_;
  size_t width_, most_, rank_ = 0;
  int64_t work_ = 0;
  std::set<People> tried_;
};

}  // namespace

std::optional<Hole> find_hole(std::vector<Pattern> const& patterns, size_t sums, size_t most) {
  return Search(patterns, sums, most).run();
}

}  // namespace essaim::figures
