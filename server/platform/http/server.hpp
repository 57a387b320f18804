#pragma once
// The only inbound sockets. One event loop runs them; a request is read whole, then handled by a plain function on a
// worker thread. The one exception is the redirect: what FastLane takes never leaves the event loop.
//
// Refused before any handler (RFC 9112): Content-Length with Transfer-Encoding, two Content-Lengths, bad chunks, bare
// LF, obs-fold, NUL, too long a head (64 KiB) or body (limit by path), a missing or second Host. TRACE and CONNECT
// answer 405. Slow heads are cut after 10 s, slow bodies after 30 s, idle connections after 60 s.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "platform/http/message.hpp"

namespace essaim::http {

/// Live updates: `publish("shares/42", 7)` tells every open stream of that topic `{"topic":…,"version":7}`; the client
/// refetches. Thread-safe. A person has at most four streams.
class EventHub {
 public:
  virtual ~EventHub() = default;
  virtual void publish(std::string_view topic, uint64_t version) = 0;
};

/// What a request on the fast lane looks like: views into the socket's buffer, valid during the call only.
struct FastRequest {
  bool head = false;            // HEAD instead of GET
  std::string_view code;        // of /r/{code}
  std::string_view query;
  std::string_view host;
  std::string_view user_agent, referer, accept_language, purpose, sec_fetch_mode, sec_fetch_dest, cookie;
  std::string_view peer;        // address as text
  Instant at;
};
/// Answers the bytes to write (a whole HTTP/1.1 response), now or after a commit. Runs on the event loop only.
using FastReply = std::function<void(std::string_view response_bytes)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 8080;              // 0: a free one, see Server::port()
  int workers = 8;
  size_t body_limit = 1 << 20;       // bytes; larger ones by path prefix:
  std::vector<std::pair<std::string, size_t>> larger_bodies;
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and -Proto are believed
};

using Handler = std::function<Response(Request const&)>;  // on a worker thread; an exception becomes a 500 with an id

class FastLane;  // platform/http/fast_lane.hpp

class Server {
 public:
  virtual ~Server() = default;
  /// Accepts until stop(); blocks the calling thread.
  virtual void run() = 0;
  /// Graceful: stops accepting, finishes what it accepted (10 s at most), then run() returns. Async-signal-unsafe;
  /// call it from any thread.
  virtual void stop() = 0;
  virtual uint16_t port() const = 0;
  virtual EventHub& events() = 0;
};

/// Throws std::system_error when the address cannot be listened on. `fast` may be null.
std::unique_ptr<Server> listen(ServerOptions options, Handler handler, FastLane* fast);

}  // namespace essaim::http
