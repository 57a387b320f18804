#include "platform/http/reply.hpp"

#include "base/json.hpp"

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

Response refusal(int status) {
  Response response;
  response.status = status;
  JsonObject problem{{"type", "about:blank"}, {"title", reason_phrase(status)}, {"status", status}};
  response.body = print_json(Json(std::move(problem)));
  response.with("Content-Type", "application/problem+json")
      .with("Cache-Control", "no-store")
      .with("X-Content-Type-Options", "nosniff");
  if (status == 405) response.with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  return response;
}

}  // namespace essaim::http
