#pragma once
// One-time codes from a clock (RFC 6238, TOTP; RFC 4226, HOTP): six digits, steps of 30 s, HMAC-SHA-1, which is what
// every authenticator app reads.

#include "base/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace essaim::totp {

/// RFC 4648, upper case, without padding: how a secret is typed by hand and written into an address.
std::string base32(std::string_view bytes);

constexpr int64_t step_of(Instant now) { return now.ms / 30'000; }
/// Six digits.
std::string code_at(std::string_view secret, int64_t step);
/// The step whose code this is: now, or one before or after it, for clocks that differ (RFC 6238 section 5.2), and
/// later than `last`, so that a code that was seen over a shoulder opens nothing. Spaces in `code` do not count.
std::optional<int64_t> matching_step(std::string_view secret, std::string_view code, Instant now, int64_t last);

/// What the authenticator app reads from the QR code ("Key Uri Format" of Google Authenticator, which others follow).
std::string address_of(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace essaim::totp
