#pragma once
// The only inbound sockets. One event loop runs them; a request is read whole, then handled by a plain function on a
// worker thread. The one exception is the redirect: what FastLane takes never leaves the event loop.
//
// Refused before any handler (RFC 9112): Content-Length with Transfer-Encoding, two Content-Lengths, bad chunks, bare
// LF, obs-fold, NUL, too long a head (64 KiB) or body (limit by path), a missing or second Host. TRACE and CONNECT
// answer 405. Slow heads are cut after 10 s, slow bodies after 30 s, idle connections after 60 s.

#include "platform/http/message.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::http {

/// Live updates: `publish("shares/42", 7)` tells every open stream of that topic `{"topic":"shares","version":7}` in an
/// event named `changed`; the client refetches. Thread-safe. A topic with a slash is a person's: what follows the slash
/// is not told, and it has at most four streams. What stands before a line end says which organisation's the topic is
/// (promise 10); it is not told either.
class EventHub {
 public:
  virtual ~EventHub() = default;
  virtual void publish(std::string_view topic, uint64_t version) = 0;
  /// What this person may do has changed: their streams are asked at once whether they may go on.
  virtual void recheck(std::string_view /*person*/) {}
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 8080;  // 0: a free one, see Server::port()
  int workers = 8;
  /// Whose request it is, below `queues`: on the workers these take turns, and one more worker a further queue sees
  /// that none waits for all the others (promise 10).
  size_t queues = 1;
  std::function<size_t(std::string_view host)> queue_of;
  size_t body_limit = 1 << 20;  // bytes; larger ones by path prefix:
  std::vector<std::pair<std::string, size_t>> larger_bodies;
  // What bodies beyond body_limit may hold together while they come: nobody has been asked for a session yet.
  size_t larger_together = 256u << 20;
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and -Proto are believed
  std::vector<std::string> lane_hosts;  // the lane answers for these (lower case); none: for all. Others: the handler
  size_t max_connections = 8192;
  // How long we wait, in milliseconds; shorter in tests.
  int64_t head_timeout = 10'000, body_timeout = 30'000, idle_timeout = 60'000, stop_timeout = 10'000;
  int64_t heartbeat = 25'000, recheck_streams = 45'000;
  /// A handler threw: its request's serial, and what the exception said. For the log.
  std::function<void(uint64_t serial, std::string_view what)> on_exception;
};

using Handler = std::function<Response(Request const&)>;  // on a worker thread; an exception becomes a 500 with an id

struct ServerCounters {
  uint64_t requests = 0, fast_requests = 0, refused = 0;
  uint64_t open_connections = 0, open_streams = 0;
};

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
  virtual ServerCounters counters() const = 0;
};

/// Throws std::system_error when the address cannot be listened on. `fast` may be null.
std::unique_ptr<Server> listen(ServerOptions options, Handler handler, FastLane* fast);

}  // namespace essaim::http
