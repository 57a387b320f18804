#include "platform/http/address_rules.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>
#include <charconv>
#include <cstring>

namespace essaim::http {
namespace {

struct Range {
  std::string_view network;
  int bits;
};

constexpr std::array refused_v4 = {
    Range{"0.0.0.0", 8},      Range{"10.0.0.0", 8},     Range{"100.64.0.0", 10}, Range{"127.0.0.0", 8},
    Range{"169.254.0.0", 16}, Range{"172.16.0.0", 12},  Range{"192.0.0.0", 24},  Range{"192.0.2.0", 24},
    Range{"192.88.99.0", 24}, Range{"192.168.0.0", 16}, Range{"198.18.0.0", 15}, Range{"198.51.100.0", 24},
    Range{"203.0.113.0", 24}, Range{"224.0.0.0", 4},    Range{"240.0.0.0", 4},   Range{"255.255.255.255", 32},
};
// Only 2000::/3 is handed out as global unicast (RFC 4291 section 2.4); these parts of it are not for the public. The
// other ranges (::, ::1, 100::/64, 64:ff9b:1::/48, fc00::/7, fe80::/10, fec0::/10, ff00::/8) lie outside of it.
constexpr std::array refused_v6 = {
    Range{"2001::", 23},
    Range{"2001:db8::", 32},
    Range{"3fff::", 20},
};

bool within(Address const& address, Address const& network, int bits) {
  if (address.v6 != network.v6) return false;
  int const whole = bits / 8, rest = bits % 8;
  if (std::memcmp(address.bytes.data(), network.bytes.data(), size_t(whole)) != 0) return false;
  if (rest == 0) return true;
  auto const mask = uint8_t(0xFF << (8 - rest));
  return (address.bytes[size_t(whole)] & mask) == (network.bytes[size_t(whole)] & mask);
}

bool within(Address const& address, Range const& range) {
  auto const network = read_address(range.network);
  return network && within(address, *network, range.bits);
}

Address carried_v4(Address const& address, size_t at) {
  Address out;
  std::memcpy(out.bytes.data(), address.bytes.data() + at, 4);
  return out;
}

bool is_global_v6(Address const& address) {
  if (within(address, {"::ffff:0:0", 96})) return is_global(carried_v4(address, 12));  // v4-mapped
  if (within(address, {"64:ff9b::", 96})) return is_global(carried_v4(address, 12));   // NAT64, RFC 6052
  if (within(address, {"2002::", 16})) return is_global(carried_v4(address, 2));       // 6to4, RFC 3056
  if (!within(address, {"2000::", 3})) return false;
  for (auto const& range : refused_v6)
    if (within(address, range)) return false;
  return true;
}

std::optional<uint16_t> read_port(std::string_view text) {
  uint16_t port = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port != 0 ? std::optional(port) : std::nullopt;
}

}  // namespace

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), out.data(), out.size());
  return out.data();
}

std::optional<Address> read_address(std::string_view text) {
  Address out;
  std::string const terminated(text);
  if (inet_pton(AF_INET, terminated.c_str(), out.bytes.data()) == 1) return out;
  out.v6 = true;
  if (inet_pton(AF_INET6, terminated.c_str(), out.bytes.data()) == 1) return out;
  return std::nullopt;
}

bool is_global(Address const& address) {
  if (address.v6) return is_global_v6(address);
  for (auto const& range : refused_v4)
    if (within(address, range)) return false;
  return true;
}

bool is_internal_name(std::string_view host) {
  auto const name = ascii_lower(host.ends_with('.') ? host.substr(0, host.size() - 1) : host);
  if (read_address(name)) return false;
  if (name.find('.') == std::string::npos) return true;
  constexpr std::array<std::string_view, 10> endings = {".localhost",   ".local",  ".internal", ".home.arpa",
                                                        ".localdomain", ".lan",    ".intranet", ".corp",
                                                        ".home",        ".private"};
  for (auto ending : endings)
    if (name.ends_with(ending)) return true;
  return name == "metadata.google.internal";
}

AllowedHosts::AllowedHosts(std::vector<std::string> entries) {
  for (auto const& entry : entries)
    if (auto read_entry = read(entry)) entries_.push_back(std::move(*read_entry));
}

std::string AllowedHosts::first_bad_entry(std::vector<std::string> const& entries) {
  for (auto const& entry : entries)
    if (!read(entry)) return entry;
  return {};
}

std::optional<AllowedHosts::Entry> AllowedHosts::read(std::string_view text) {
  text = trim(text);
  Entry entry;
  if (size_t const slash = text.find('/'); slash != std::string_view::npos) {
    entry.network = read_address(text.substr(0, slash));
    auto const bits = text.substr(slash + 1);
    auto const [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), entry.bits);
    bool const whole = error == std::errc() && end == bits.data() + bits.size() && entry.bits >= 0;
    if (!entry.network || !whole || entry.bits > (entry.network->v6 ? 128 : 32)) return std::nullopt;
    return entry;
  }
  if (auto const address = read_address(text)) {
    entry.network = address;
    entry.bits = address->v6 ? 128 : 32;
    return entry;
  }
  size_t const colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos) {
    auto const port = read_port(text.substr(colon + 1));
    if (!port) return std::nullopt;
    entry.port = *port;
    text = text.substr(0, colon);
  }
  // The same reading as a link's host, so that what is listed and what is asked can only differ by meaning.
  auto const url = parse_url("http://" + std::string(text));
  if (!url || url->path != "/" || url->has_credentials || !url->default_port()) return std::nullopt;
  entry.host = url->host;
  if (auto const address = read_address(entry.host)) {
    entry.network = address;
    entry.bits = address->v6 ? 128 : 32;
  }
  return entry;
}

bool AllowedHosts::names(std::string_view host, uint16_t port) const {
  for (auto const& entry : entries_)
    if (!entry.host.empty() && entry.host == host && (entry.port == 0 || entry.port == port)) return true;
  auto const address = read_address(host);
  return address && holds(*address, port);
}

bool AllowedHosts::holds(Address const& address, uint16_t port) const {
  for (auto const& entry : entries_) {
    if (!entry.network || (entry.port != 0 && entry.port != port)) continue;
    if (within(address, *entry.network, entry.bits)) return true;
  }
  return false;
}

}  // namespace essaim::http
