#pragma once
// The rules of watching, pure: no clock, no database, no network.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content::sources {

/// Nobody is polled more often than every 15 minutes, however busy, and nobody who still answers less than every 6 h.
inline constexpr Duration shortest_interval = minutes(15), longest_interval = hours(6);

/// A source that had news is asked again soon, one that had none less and less.
Duration next_interval(Duration last, bool had_news);
/// After the n-th failure in a row: 15 min, 30 min, 1 h … 24 h, or what the server asked for, if that is longer.
Duration back_off(int64_t failures, std::optional<Duration> asked);
/// "120" or a date (RFC 9110 section 10.2.3); a day at most.
std::optional<Duration> read_retry_after(std::string_view header, Instant now);

/// What an HTTP status says of a source ("source.gone"), empty when it is well.
std::string_view failure_of(int status);

/// A refusal of the fetcher as the one who typed the address may see it: refused and unreachable look alike.
Error at_address(Error error);
/// The limits of our own manners, not the source's fault: try again in a minute.
bool is_to_wait(Error const& error);

/// The page behind a wrapping redirect ("https://www.google.com/url?url=…"), else the address itself.
std::string unwrap(std::string_view address);
/// Two items with one title are one piece of news when the title says enough: folded words, at least four of them.
std::string title_key(std::string_view title);
/// Scheme, "www." and a trailing slash make no other feed; the query does.
std::string feed_key(std::string_view address);

/// Where feeds usually stand on a site that does not say so, the most common first.
std::vector<std::string> usual_feed_addresses(std::string_view page_address);
/// "example.com" as people type it.
std::string with_scheme(std::string_view typed);

}  // namespace essaim::content::sources
