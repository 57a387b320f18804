#pragma once
// What shown sums say together. Each shown figure is a sum over what people made; whoever holds all of them can add and
// subtract them. A hole is a combination that speaks of a handful of people alone. Found exactly, by elimination: not
// by trying additions.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace essaim::figures {

/// Everything that stands in the same shown sums; `people` made it.
struct Pattern {
  std::vector<size_t> sums;     // in ascending order
  std::vector<int64_t> people;  // in ascending order, each once
};

struct Hole {
  bool proven = false;       // false: the search was given up, which counts as a hole
  std::vector<size_t> sums;  // those that the combination is made of
};

/// A combination of the `sums` (numbered from 0) that is not nothing and whose every term was made by the same `most`
/// people or fewer; nothing where there is none. The worst cases are given up after a bounded amount of work.
std::optional<Hole> find_hole(std::vector<Pattern> const& patterns, size_t sums, size_t most = 4);

}  // namespace essaim::figures
