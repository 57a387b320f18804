#pragma once
// A company of any size, drawn from the shapes that are known of such programmes: for benchmarks, for trials of large
// organisations, and for a first look at a year of figures. Its rows are written in bulk (docs/decisions/0028), its
// closed periods by the product's own close.

#include "base/clock.hpp"
#include "platform/config/config.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace essaim::demo {

struct Size {
  int64_t people = 0;
  int64_t years = 1;
  uint64_t seed = 1;
  std::optional<int64_t> stories, shares, clicks;  // about so many; else as so many people make
};
constexpr int64_t fewest_people = 20, most_people = 500'000, most_years = 10;

struct Drawn {
  int64_t people = 0, members = 0, stories = 0, shares = 0, clicks = 0, machines = 0;
};

/// Fills an organisation in which nobody is yet; refuses any other ("demo.not_empty", "demo.broken_off"). The same
/// size, seed and day give the same company. `say` hears what is being done.
Result<Drawn> draw(Config config, Clock const& clock, Size const& size,
                   std::function<void(std::string_view)> const& say);

}  // namespace essaim::demo
