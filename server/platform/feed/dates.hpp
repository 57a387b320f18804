#pragma once
// Dates as feeds and pages write them: RFC 822 and its mutations, RFC 3339, ISO 8601, W3CDTF, asctime.

#include "base/clock.hpp"

#include <optional>
#include <string_view>

namespace essaim::feed {

/// Empty where the text is no date between 1970 and 2200. A time without a zone is UTC; a date without a time is its
/// midnight.
std::optional<Instant> read_date(std::string_view text);

}  // namespace essaim::feed
