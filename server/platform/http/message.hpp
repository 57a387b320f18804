#pragma once
// An HTTP request and its answer as plain values (RFC 9110). The server reads the whole request before anybody sees
// it; handlers never touch a socket.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace essaim::http {

enum class Method { get, head, post, put, patch, del, options, other };
std::string_view to_text(Method method);
Method read_method(std::string_view text);

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case for requests
/// The first value of that name (given in lower case), or empty.
std::string_view find_header(Headers const& headers, std::string_view lower_name);

struct Request {
  Method method = Method::get;
  std::string target;  // as sent: "/api/v1/stories?query=a"
  std::string path;    // "/api/v1/stories", still percent-encoded
  std::string query;   // "query=a", without the question mark
  std::string host;    // lower case, with the port if one was sent
  Headers headers;
  std::string body;
  std::string peer;     // the reader's address: for throttles and daily visitor keys in memory, never stored
  bool secure = false;  // HTTPS, as told by a configured proxy
  uint64_t serial = 0;  // joins log lines of one request for 24 h

  std::string_view header(std::string_view lower_name) const { return find_header(headers, lower_name); }
  /// The decoded value of a query parameter; the first one counts. Empty optional when absent.
  std::optional<std::string> parameter(std::string_view name) const;
  std::optional<std::string> cookie(std::string_view name) const;
};

/// Who listens to a stream of server-sent events: the server subscribes the socket to these topics.
struct EventStream {
  std::vector<std::string> topics;      // "shares/<person>", …
  std::function<bool()> still_allowed;  // asked on a worker at least each 60 s; false ends the stream
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::shared_ptr<EventStream> stream;  // set: the answer is text/event-stream and stays open

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

/// Decoded pairs of a query string or a form, in order; malformed escapes are dropped.
std::vector<std::pair<std::string, std::string>> read_query(std::string_view query);

}  // namespace essaim::http
