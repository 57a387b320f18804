#include "platform/http/head.hpp"

#include "base/text.hpp"

#include <cstring>

namespace essaim::http {

namespace {

constexpr auto make_token_table() {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[size_t(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[size_t(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[size_t(c)] = true;
  for (char const c : std::string_view("!#$%&'*+-.^_`|~")) table[size_t(static_cast<unsigned char>(c))] = true;
  return table;
}
constexpr auto token_table = make_token_table();  // RFC 9110 section 5.6.2

bool is_token(std::string_view text) {
  for (unsigned char const c : text)
    if (!token_table[c]) return false;
  return !text.empty();
}

bool is_field_value(std::string_view text) {
  for (unsigned char const c : text)
    if ((c < 0x20 && c != '\t') || c == 0x7f) return false;
  return true;
}

bool is_target(std::string_view text) {
  for (unsigned char const c : text)
    if (c <= 0x20 || c >= 0x7f || c == '#') return false;
  return !text.empty();
}

bool is_host(std::string_view text) {
  for (char const c : text)
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
          c == ':' || c == '[' || c == ']' || c == '_'))
      return false;
  return !text.empty() && text.size() <= 261;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// A name of the same length as `lower`, whatever its case; ORing 0x20 is right for letters and '-' alike.
bool is_named(std::string_view name, std::string_view lower) {
  if (name.size() != lower.size()) return false;
  for (size_t i = 0; i < name.size(); ++i)
    if ((name[i] | 0x20) != lower[i]) return false;
  return true;
}

std::optional<uint64_t> read_length(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  uint64_t value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + uint64_t(c - '0');
  }
  return value;
}

int read_version(std::string_view version, Head& head) {
  if (version == "HTTP/1.1")
    head.http11 = true;
  else if (version != "HTTP/1.0")
    return 400;  // RFC 9110 15.6.6 would allow 505; what a client broke is never told as a fault of the server
  head.keep_alive = head.http11;
  return 0;
}

/// The absolute form carries its own host, which wins over the field (RFC 9112 section 3.2.2).
int read_target(Head& head) {
  auto target = head.target;
  if (target.starts_with("http://") || target.starts_with("https://")) {
    target.remove_prefix(target.find("//") + 2);
    auto const end = std::min(target.find_first_of("/?"), target.size());
    if (!is_host(target.substr(0, end))) return 400;
    head.host = target.substr(0, end);
    target.remove_prefix(end);
    if (target.empty()) target = "/";
    if (target.front() != '/') return 400;
  } else if (target.front() != '/' && !(target == "*" && head.method == "OPTIONS")) {
    return 400;
  }
  auto const mark = target.find('?');
  head.path = target.substr(0, mark);
  head.query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  return 0;
}

int read_request_line(std::string_view line, Head& head) {
  auto const first = line.find(' ');
  auto const last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return 400;
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  if (!is_token(head.method) || head.method.size() > 32 || !is_target(head.target)) return 400;
  if (int const refusal = read_version(line.substr(last + 1), head)) return refusal;
  if (head.method == "TRACE" || head.method == "CONNECT") return 405;
  return read_target(head);
}

struct Seen {
  int hosts = 0;
  bool host_in_target = false;
};

int read_connection(std::string_view value, Head& head) {
  for (auto const option : split(value, ',')) {
    if (ascii_iequals(trim_blanks(option), "close")) head.keep_alive = false;
    if (!head.http11 && ascii_iequals(trim_blanks(option), "keep-alive")) head.keep_alive = true;
  }
  return 0;
}

/// The fields that say where a request ends; every doubt about them is refused (RFC 9112 sections 3.2, 6.1, 6.3, 11.2).
int read_framing(std::string_view name, std::string_view value, Head& head, Seen& seen) {
  if (is_named(name, "host")) {
    if (++seen.hosts > 1 || !(is_host(value) || value.empty())) return 400;
    if (!seen.host_in_target) head.host = value;
  } else if (is_named(name, "content-length")) {
    if (head.content_length) return 400;
    head.content_length = read_length(value);
    if (!head.content_length) return 400;
  } else if (is_named(name, "transfer-encoding")) {
    if (head.chunked || !head.http11) return 400;
    if (!ascii_iequals(value, "chunked")) return 400;  // not 501 (RFC 9112 6.1): see above
    head.chunked = true;
  } else if (is_named(name, "connection")) {
    return read_connection(value, head);
  } else if (is_named(name, "expect")) {
    if (!ascii_iequals(value, "100-continue")) return 417;
    head.expects_continue = head.http11;
  }
  return 0;
}

void note_field(std::string_view name, std::string_view value, Head& head) {
  switch (name.size()) {
    case 6:
      if (is_named(name, "cookie")) head.cookie = value;
      break;
    case 7:
      if (is_named(name, "referer"))
        head.referer = value;
      else if (is_named(name, "purpose") || is_named(name, "x-moz"))
        head.purpose = value;
      break;
    case 10:
      if (is_named(name, "user-agent")) head.user_agent = value;
      break;
    case 11:
      if (is_named(name, "sec-purpose")) head.purpose = value;
      break;
    case 14:
      if (is_named(name, "sec-fetch-mode"))
        head.sec_fetch_mode = value;
      else if (is_named(name, "sec-fetch-dest"))
        head.sec_fetch_dest = value;
      break;
    case 15:
      if (is_named(name, "accept-language"))
        head.accept_language = value;
      else if (is_named(name, "x-forwarded-for"))
        head.forwarded_for = value;
      break;
    case 17:
      if (is_named(name, "x-forwarded-proto")) head.forwarded_proto = value;
      break;
    default: break;
  }
}

int read_field(std::string_view line, Head& head, Seen& seen) {
  auto const colon = line.find(':');
  if (colon == std::string_view::npos) return 400;
  auto const name = line.substr(0, colon);  // a blank before the colon, or a folded line, is no token
  auto const value = trim_blanks(line.substr(colon + 1));
  if (!is_token(name) || !is_field_value(value)) return 400;
  if (head.field_count == max_fields) return 431;
  head.fields[head.field_count++] = {name, value};
  note_field(name, value, head);
  return read_framing(name, value, head, seen);
}

}  // namespace

FoundEnd find_head_end(std::string_view bytes, size_t from) {
  while (from < bytes.size()) {
    auto const at = static_cast<char const*>(std::memchr(bytes.data() + from, '\n', bytes.size() - from));
    if (!at) break;
    auto const position = size_t(at - bytes.data());
    if (position == 0 || bytes[position - 1] != '\r') return {HeadEnd::broken, position};
    if (position >= 3 && bytes[position - 2] == '\n') return {HeadEnd::complete, position + 1};
    from = position + 1;
  }
  return {HeadEnd::incomplete, std::max(from, bytes.size())};
}

int read_head(std::string_view bytes, Head& head) {
  Seen seen;
  bool first = true;
  while (true) {
    auto const end = bytes.find('\r');
    if (end == std::string_view::npos || end + 1 >= bytes.size() || bytes[end + 1] != '\n') return 400;
    auto const line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (line.empty()) break;
    int const refusal = first ? read_request_line(line, head) : read_field(line, head, seen);
    if (refusal) return refusal;
    if (first) seen.host_in_target = !head.host.empty();
    first = false;
  }
  if (first || !bytes.empty()) return 400;
  if (head.http11 && seen.hosts != 1) return 400;
  if (head.chunked && head.content_length) return 400;
  return 0;
}

}  // namespace essaim::http
