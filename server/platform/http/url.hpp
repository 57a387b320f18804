#pragma once
// Web addresses as browsers read them (WHATWG URL Standard), for http and https only. Everything that decides about an
// address (may we fetch it, are two of them one) works on the parsed parts, never on the raw string.

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace essaim::http {

struct Url {
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case, punycode; an IPv6 address without its brackets
  uint16_t port = 0;   // always set: 80 and 443 where the address names none
  std::string path;    // begins with '/', percent-encoded, without dot segments
  std::optional<std::string> query;
  std::optional<std::string> fragment;
  bool has_credentials = false;  // user:password@ was there; never kept, never printed

  bool default_port() const { return port == (scheme == "https" ? 443 : 80); }
  /// "example.com", "example.com:8080", "[::1]:8080": as a Host header says it.
  std::string authority() const;
  /// Path and query, as a request line says it.
  std::string target() const;
  std::string text() const;
};

/// `url.malformed`, or `url.unsupported` for another scheme. A relative reference needs `base`.
Result<Url> parse_url(std::string_view text, Url const* base = nullptr);

/// The absolute http(s) address of a reference found in a document, or empty: for links that may be anything.
std::string resolve_url(std::string_view reference, std::string_view base);

}  // namespace essaim::http
