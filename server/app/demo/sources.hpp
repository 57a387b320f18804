#pragma once
// The demo's corner of the web: what the fictional sources answer when they are asked, so that an editor can watch,
// keep and add without a single request leaving the machine.

#include "base/clock.hpp"
#include "platform/access/organisation.hpp"
#include "platform/http/fetch.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace essaim::demo {

struct NewsSeed {
  std::string_view path, title, summary;
  int days_ago, hour;
};
struct SourceSeed {
  std::string_view host, feed, name, language, themes;  // feed: its path; themes: keys, the first one first
  std::span<NewsSeed const> news;
  int fails_since = 0;  // days ago; 0: never
};
std::span<SourceSeed const> source_seeds();

/// What one of those hosts answers at that moment; nothing for any other host. `filled`: when the demo was made.
std::optional<http::Fetched> tell(http::FetchRequest const& request, Instant filled, Instant now);
/// For the fetcher of a demo that is filled or being filled.
http::Fiction fiction_of(Organisation const& organisation);

}  // namespace essaim::demo
