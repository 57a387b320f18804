#include "platform/http/url.hpp"

#include "base/text.hpp"

#include <unicode/uidna.h>

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

namespace essaim::http {
namespace {

constexpr size_t longest_address = 8192;

auto malformed(std::string_view why) { return fail(Fault::invalid, "url.malformed", why); }

bool is_slash(char c) { return c == '/' || c == '\\'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The standard drops control characters and spaces at both ends, and tabs and line ends anywhere.
std::string strip(std::string_view text) {
  auto outer = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && outer(text.front())) text.remove_prefix(1);
  while (!text.empty() && outer(text.back())) text.remove_suffix(1);
  std::string out;
  out.reserve(text.size());
  for (char c : text)
    if (c != '\t' && c != '\n' && c != '\r') out += c;
  return repair_utf8(out);
}

std::string encode(std::string_view text, std::string_view also) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (unsigned char c : text) {
    if (c > 0x20 && c < 0x7F && also.find(char(c)) == std::string_view::npos) {
      out += char(c);
      continue;
    }
    out += '%';
    out += digits[c >> 4];
    out += digits[c & 15];
  }
  return out;
}

constexpr std::string_view path_set = "\"#<>?`{}";
constexpr std::string_view query_set = "\"#<>'";
constexpr std::string_view fragment_set = "\"<>`";

// Decodes what is a valid escape and leaves the rest, as the host parser of the standard does.
std::string decode_leniently(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    auto const byte = text[i] == '%' && i + 2 < text.size() ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
    if (!byte || byte->size() != 1) {
      out += text[i];
      continue;
    }
    out += *byte;
    i += 2;
  }
  return out;
}

Result<std::string> to_ascii_host(std::string const& host) {
  bool plain = host.find("xn--") == std::string::npos;
  for (unsigned char c : host) plain = plain && c < 0x80;
  if (plain) return ascii_lower(host);
  UErrorCode status = U_ZERO_ERROR;
  static UIDNA const* const idna =
      uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
  if (idna == nullptr) return malformed("no IDNA data");
  std::array<char, 512> out{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  status = U_ZERO_ERROR;
  int32_t const length =
      uidna_nameToASCII_UTF8(idna, host.data(), int32_t(host.size()), out.data(), int32_t(out.size()), &info, &status);
  if (U_FAILURE(status) || info.errors != 0 || length <= 0) return malformed("the host is no valid name");
  return std::string(out.data(), size_t(length));
}

// One part of an IPv4 address as inet_aton knew it: decimal, 0octal, 0xhexadecimal.
std::optional<uint64_t> ipv4_part(std::string_view text) {
  int base = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  }
  if (text.empty()) return 0;
  uint64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool ends_in_number(std::vector<std::string_view> const& labels) {
  auto const last = labels.back();
  if (last.empty()) return false;
  bool digits = true;
  for (char c : last) digits = digits && is_digit(c);
  bool const hexadecimal = last.size() >= 2 && last[0] == '0' && (last[1] == 'x' || last[1] == 'X');
  return digits || (hexadecimal && ipv4_part(last).has_value());
}

// "127.1", "0x7f000001" and "2130706433" are 127.0.0.1 for every browser, so they are for us.
Result<std::string> read_ipv4(std::vector<std::string_view> const& labels) {
  if (labels.size() > 4) return malformed("an IPv4 address has four parts at most");
  uint64_t value = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    auto const part = labels[i].empty() ? std::nullopt : ipv4_part(labels[i]);
    bool const last = i + 1 == labels.size();
    uint64_t const limit = last ? uint64_t{1} << (8 * (5 - labels.size())) : 256;
    if (!part || *part >= limit) return malformed("an IPv4 address out of range");
    value += last ? *part : *part << (8 * (3 - i));
  }
  return std::to_string(value >> 24) + "." + std::to_string((value >> 16) & 255) + "." +
         std::to_string((value >> 8) & 255) + "." + std::to_string(value & 255);
}

Result<std::string> read_ipv6(std::string const& inner) {
  in6_addr address{};
  if (inner.size() > 45 || inet_pton(AF_INET6, inner.c_str(), &address) != 1) return malformed("no IPv6 address");
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(AF_INET6, &address, out.data(), out.size());
  return std::string(out.data());
}

Result<std::string> read_host(std::string_view raw) {
  if (raw.empty()) return malformed("no host");
  if (raw.front() == '[') {
    if (raw.back() != ']' || raw.size() < 4) return malformed("an IPv6 address is not closed");
    return read_ipv6(std::string(raw.substr(1, raw.size() - 2)));
  }
  auto host = TRY(to_ascii_host(repair_utf8(decode_leniently(raw))));
  for (unsigned char c : host)
    if (c <= 0x20 || c >= 0x7F || std::string_view("#/:<>?@[\\]^|%").find(char(c)) != std::string_view::npos)
      return malformed("a character that no host may have");
  if (host.size() > 254) return malformed("the host is too long");
  std::string_view name = host;
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.empty()) return malformed("no host");
  auto const labels = split(name, '.');
  if (ends_in_number(labels)) return read_ipv4(labels);
  for (auto label : labels)
    if (label.empty() || label.size() > 63) return malformed("a label of the host is empty or too long");
  return std::string(name);
}

Result<Done> read_authority(std::string_view authority, Url& url) {
  if (size_t const at = authority.rfind('@'); at != std::string_view::npos) {
    url.has_credentials = true;
    authority.remove_prefix(at + 1);
  }
  size_t const bracket = authority.rfind(']');
  size_t const colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  url.port = url.scheme == "https" ? 443 : 80;
  if (colon != std::string_view::npos && colon + 1 < authority.size()) {
    auto const digits = authority.substr(colon + 1);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
    if (error != std::errc() || end != digits.data() + digits.size()) return malformed("no port number");
  }
  url.host = TRY(read_host(authority.substr(0, colon)));
  return Done{};
}

bool is_single_dot(std::string_view segment) { return segment == "." || ascii_iequals(segment, "%2e"); }
bool is_double_dot(std::string_view segment) {
  return segment == ".." || ascii_iequals(segment, ".%2e") || ascii_iequals(segment, "%2e.") ||
         ascii_iequals(segment, "%2e%2e");
}

// `path` begins with a slash; dot segments are resolved and foreign characters escaped.
std::string clean_path(std::string_view path) {
  std::vector<std::string> kept;
  for (size_t at = 1; at <= path.size();) {
    size_t end = at;
    while (end < path.size() && !is_slash(path[end])) ++end;
    bool const last = end >= path.size();
    auto const segment = path.substr(at, end - at);
    if (is_double_dot(segment)) {
      if (!kept.empty()) kept.pop_back();
      if (last) kept.emplace_back();
    } else if (is_single_dot(segment)) {
      if (last) kept.emplace_back();
    } else {
      kept.push_back(encode(segment, path_set));
    }
    at = end + 1;
  }
  std::string out;
  for (auto const& segment : kept) out += "/" + segment;
  return out.empty() ? "/" : out;
}

void read_after_path(std::string_view rest, Url& url) {
  size_t const hash = rest.find('#');
  if (hash != std::string_view::npos) url.fragment = encode(rest.substr(hash + 1), fragment_set);
  rest = rest.substr(0, hash);
  if (!rest.empty() && rest.front() == '?') url.query = encode(rest.substr(1), query_set);
}

Result<Url> read_absolute(std::string scheme, std::string_view rest) {
  Url url;
  url.scheme = std::move(scheme);
  while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
  size_t const end = rest.find_first_of("/\\?#");
  CHECK_OK(read_authority(rest.substr(0, end), url));
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  size_t const after = rest.find_first_of("?#");
  auto const path = rest.substr(0, after);
  url.path = path.empty() ? "/" : clean_path(path);
  if (after != std::string_view::npos) read_after_path(rest.substr(after), url);
  return url;
}

Result<Url> read_relative(std::string_view rest, Url const& base) {
  if (rest.size() >= 2 && is_slash(rest[0]) && is_slash(rest[1])) return read_absolute(base.scheme, rest);
  Url url = base;
  url.has_credentials = false;
  url.fragment.reset();
  size_t const after = rest.find_first_of("?#");
  auto const path = rest.substr(0, after);
  auto const tail = after == std::string_view::npos ? std::string_view() : rest.substr(after);
  if (!path.empty()) {
    url.query.reset();
    url.path = is_slash(path.front()) ? clean_path(path)
                                      : clean_path(base.path.substr(0, base.path.rfind('/') + 1) + std::string(path));
  } else if (!tail.empty() && tail.front() == '?') {
    url.query.reset();
  }
  read_after_path(tail, url);
  return url;
}

// The scheme with its colon, or nothing where the text begins otherwise.
size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return 0;
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == ':') return i;
    if (!is_letter(text[i]) && !is_digit(text[i]) && text[i] != '+' && text[i] != '-' && text[i] != '.') return 0;
  }
  return 0;
}

Result<Url> read_any(std::string const& text, Url const* base) {
  if (size_t const length = scheme_length(text); length > 0) {
    auto scheme = ascii_lower(std::string_view(text).substr(0, length));
    if (scheme != "http" && scheme != "https") return fail(Fault::invalid, "url.unsupported", scheme);
    auto const rest = std::string_view(text).substr(length + 1);
    bool const relative = base && base->scheme == scheme && (rest.empty() || !is_slash(rest.front()));
    return relative ? read_relative(rest, *base) : read_absolute(std::move(scheme), rest);
  }
  if (!base) return malformed("a relative reference without a base");
  return read_relative(text, *base);
}

}  // namespace

std::string Url::authority() const {
  std::string out = host.find(':') != std::string::npos ? "[" + host + "]" : host;
  if (!default_port()) out += ":" + std::to_string(port);
  return out;
}

std::string Url::target() const { return query ? path + "?" + *query : path; }

std::string Url::text() const {
  auto out = scheme + "://" + authority() + target();
  if (fragment) out += "#" + *fragment;
  return out;
}

Result<Url> parse_url(std::string_view text, Url const* base) {
  if (text.size() > longest_address) return malformed("longer than 8192 bytes");
  auto url = TRY(read_any(strip(text), base));
  // Escaping makes it longer: what is printed must be an address that is read again.
  if (url.text().size() > longest_address) return malformed("longer than 8192 bytes");
  return url;
}

std::string resolve_url(std::string_view reference, std::string_view base) {
  if (trim(reference).empty()) return {};
  auto const from = parse_url(base);
  auto const found = parse_url(reference, from ? &*from : nullptr);
  return found ? found->text() : std::string();
}

}  // namespace essaim::http
