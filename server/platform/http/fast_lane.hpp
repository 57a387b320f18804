#pragma once
// The lane of the redirect: GET and HEAD of /r/{code} never leave the event loop. The server reads the request and owns
// the socket; the lane looks its code up, and either answers at once or asks the reader to wait for a commit.

#include <cstdint>
#include <optional>
#include <string_view>

namespace essaim::http {

/// What a request on the fast lane looks like: views into the socket's buffer, valid during the call only.
struct FastRequest {
  bool head = false;      // HEAD instead of GET
  std::string_view code;  // of /r/{code}
  std::string_view query, host, user_agent, referer, accept_language, purpose, sec_fetch_mode, sec_fetch_dest, cookie;
  std::string_view peer;  // address as text
};

/// Whom to answer: a connection's slot, and how often that slot had been used.
struct FastToken {
  uint32_t slot = 0;
  uint32_t turn = 0;
};

/// The server, as the lane sees it.
class FastReplies {
 public:
  virtual ~FastReplies() = default;
  /// On the event loop only: writes a whole HTTP/1.1 response that leaves the connection open.
  virtual void answer(FastToken to, std::string_view response) = 0;
  /// From any thread: `woken()` is called soon, on the event loop.
  virtual void wake() = 0;
};

class FastLane {
 public:
  virtual ~FastLane() = default;
  /// Before the loop starts, and with null after it ended.
  virtual void attach(FastReplies* server) = 0;
  /// The response to write now (valid until the next call), or nothing: then `answer` follows.
  virtual std::optional<std::string_view> take(FastRequest const& request, FastToken reader) = 0;
  /// All that was readable has been read: hand over what came together.
  virtual void turn_ended() = 0;
  virtual void woken() = 0;
  /// How long the loop may sleep, in milliseconds, before it must call `turn_ended` again; -1: for ever.
  virtual int patience() const = 0;
  /// How long, in microseconds, the loop had better rest before it looks at its sockets again: under load nothing that
  /// it read now would be answered sooner, and one look finds what many would have found one by one. Mostly 0.
  virtual int rest() const { return 0; }
};

}  // namespace essaim::http
