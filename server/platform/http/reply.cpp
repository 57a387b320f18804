#include "platform/http/reply.hpp"

#include <array>
#include <ctime>

namespace essaim::http {

namespace {

struct Phrase {
  int status;
  std::string_view text;
};
constexpr std::array phrases{Phrase{200, "OK"},
                             Phrase{201, "Created"},
                             Phrase{202, "Accepted"},
                             Phrase{204, "No Content"},
                             Phrase{206, "Partial Content"},
                             Phrase{301, "Moved Permanently"},
                             Phrase{302, "Found"},
                             Phrase{303, "See Other"},
                             Phrase{304, "Not Modified"},
                             Phrase{307, "Temporary Redirect"},
                             Phrase{308, "Permanent Redirect"},
                             Phrase{400, "Bad Request"},
                             Phrase{401, "Unauthorized"},
                             Phrase{403, "Forbidden"},
                             Phrase{404, "Not Found"},
                             Phrase{405, "Method Not Allowed"},
                             Phrase{406, "Not Acceptable"},
                             Phrase{408, "Request Timeout"},
                             Phrase{409, "Conflict"},
                             Phrase{410, "Gone"},
                             Phrase{411, "Length Required"},
                             Phrase{412, "Precondition Failed"},
                             Phrase{413, "Content Too Large"},
                             Phrase{415, "Unsupported Media Type"},
                             Phrase{416, "Range Not Satisfiable"},
                             Phrase{417, "Expectation Failed"},
                             Phrase{421, "Misdirected Request"},
                             Phrase{422, "Unprocessable Content"},
                             Phrase{428, "Precondition Required"},
                             Phrase{429, "Too Many Requests"},
                             Phrase{431, "Request Header Fields Too Large"},
                             Phrase{500, "Internal Server Error"},
                             Phrase{501, "Not Implemented"},
                             Phrase{502, "Bad Gateway"},
                             Phrase{503, "Service Unavailable"},
                             Phrase{504, "Gateway Timeout"},
                             Phrase{505, "HTTP Version Not Supported"},
                             Phrase{507, "Insufficient Storage"}};

// What the door itself refuses, before any route has seen it; the words say how to mend it.
struct Refusal {
  int status;
  std::string_view code, detail;
};
constexpr std::array refusals{
    Refusal{400, "request.malformed", "this is no HTTP/1.1 request that can be read in one way only"},
    Refusal{405, "request.method", "send one of the methods that Allow names"},
    Refusal{408, "request.too_slow", "the request did not come in time; send it again"},
    Refusal{413, "request.too_large", "the body is larger than this address takes; send less"},
    Refusal{414, "request.target_too_long", "shorten the address"},
    Refusal{417, "request.expectation", "only Expect: 100-continue is met"},
    Refusal{429, "request.too_many_streams", "too many live updates are open; close one, or come back later"},
    Refusal{431, "request.head_too_large", "send fewer or shorter header fields"},
    Refusal{503, "request.busy", "other large bodies are on their way; send it again in a moment"},
    Refusal{500, "request.failed", "our fault; the request_id finds it in the log"}};

Refusal const& words_of(int status) {
  for (auto const& refusal : refusals)
    if (refusal.status == status) return refusal;
  return refusals.back();
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

/// A line end in a value would end the header (response splitting): it becomes a space.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (char const c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  out += "\r\n";
}

}  // namespace

std::string_view reason_phrase(int status) {
  for (auto const& phrase : phrases)
    if (phrase.status == status) return phrase.text;
  return "Status";
}

std::string http_date(int64_t unix_seconds) {
  std::time_t const seconds = unix_seconds;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 40> text{};
  auto const size = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                  days[size_t(parts.tm_wday)], parts.tm_mday, months[size_t(parts.tm_mon)],
                                  parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return {text.data(), size_t(size)};
}

std::string to_bytes(Response const& response, After after, Body body) {
  std::string out;
  out.reserve(512 + (body == Body::send ? response.body.size() : 0));
  out += "HTTP/1.1 " + std::to_string(response.status) + " ";
  out += reason_phrase(response.status);
  out += "\r\n";
  append_field(out, "Date", http_date(std::time(nullptr)));
  for (auto const& [name, value] : response.headers) append_field(out, name, value);
  if (response.stream) {
    out += "Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n";
  } else if (!has_no_body(response.status)) {
    append_field(out, "Content-Length", std::to_string(response.body.size()));
  }
  if (after == After::close) out += "Connection: close\r\n";
  out += "\r\n";
  if (body == Body::send && !has_no_body(response.status)) out += response.body;
  return out;
}

Response refusal(int status, std::string_view request_id) {
  auto const& words = words_of(status);
  auto response = refusal_of(status, words.code, words.detail, request_id);
  response.with("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
      .with("referrer-policy", "no-referrer");
  // A stream that ended is noticed within that time (ServerOptions::recheck_streams).
  if (status == 429) response.with("retry-after", "45");
  if (status == 503) response.with("retry-after", "5");
  if (status == 405) response.with("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  return response;
}

Response refusal_of(int status, std::string_view code, std::string_view detail, std::string_view request_id) {
  Response response;
  response.status = status;
  // Put together by hand: a flood of broken requests is answered with one allocation each.
  auto& body = response.body;
  body.reserve(300);
  ((body += R"({"type":"https://essaim.app/problems/)") += code) += R"(","title":")";
  ((body += reason_phrase(status)) += R"(","status":)") += std::to_string(status);
  ((body += R"(,"code":")") += code) += R"(","detail":")";
  (body += detail) += '"';
  if (!request_id.empty()) ((body += R"(,"request_id":")") += request_id) += '"';
  body += '}';
  return response.with("content-type", "application/problem+json")
      .with("cache-control", "no-store")
      .with("x-content-type-options", "nosniff");
}

}  // namespace essaim::http
