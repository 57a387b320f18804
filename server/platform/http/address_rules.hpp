#pragma once
// Which addresses a server may connect to on behalf of somebody else. Pure: no resolver, no socket. The ranges are the
// IANA special-purpose registries (RFC 6890 and its updates); what carries an IPv4 address inside an IPv6 one is
// judged by what it carries.

#include "platform/http/url.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::http {

struct Address {
  bool v6 = false;
  std::array<uint8_t, 16> bytes{};  // the first four for IPv4
  bool operator==(Address const&) const = default;
  std::string text() const;
};

/// The canonical spellings only ("10.0.0.1", "fe80::1"): what a resolver or a parsed Url gives.
std::optional<Address> read_address(std::string_view text);

/// True for an address of the public internet; false for private, loopback, link-local, carrier, documentation,
/// multicast and reserved ones.
bool is_global(Address const& address);

/// Names that never leave the local network (RFC 6761, RFC 8375), single labels and cloud metadata names.
bool is_internal_name(std::string_view host);

/// "host", "host:port", "[v6]:port", an address or a CIDR: what an administrator lists as allowed internal hosts.
class AllowedHosts {
 public:
  AllowedHosts() = default;
  explicit AllowedHosts(std::vector<std::string> entries);
  /// The host itself is listed (with this port, or with none).
  bool names(std::string_view host, uint16_t port) const;
  /// The address is listed, alone or in a CIDR.
  bool holds(Address const& address, uint16_t port) const;
  /// An entry that can mean nothing, to be told to the administrator; empty when all is well.
  static std::string first_bad_entry(std::vector<std::string> const& entries);

 private:
  struct Entry {
    std::string host;
    std::optional<Address> network;
    int bits = 0;
    uint16_t port = 0;  // 0: any
  };
  static std::optional<Entry> read(std::string_view text);
  std::vector<Entry> entries_;
};

}  // namespace essaim::http
