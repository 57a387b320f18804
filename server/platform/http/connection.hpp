#pragma once
// One inbound connection: reads a request, has it answered, reads the next. On the event loop only.

#include "platform/http/body.hpp"
#include "platform/http/fast_lane.hpp"
#include "platform/http/head.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/message.hpp"
#include "platform/http/reply.hpp"
#include "platform/http/server.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace essaim::http {

class Connection;

/// What a connection needs of the server it belongs to.
class Door {
 public:
  virtual ~Door() = default;
  virtual void submit(Connection& from, Request request) = 0;
  virtual bool open_stream(Connection& from, std::shared_ptr<EventStream> stream) = 0;
  /// The connection is over; the reference is dead afterwards.
  virtual void drop(Connection& connection) = 0;
  virtual bool is_stopping() const = 0;

  Loop loop;
  ServerOptions options;
  ServerCounters counted;
  FastLane* lane = nullptr;
  Head head;            // of the request being read: one for all connections, filled and used at once
  std::string scratch;  // the static read buffer
  int64_t now = 0;      // monotonic milliseconds of this turn of the loop
  size_t larger = 0;    // bytes of bodies beyond body_limit that are still coming
};

class Connection {
 public:
  Connection(Door& door, int socket, FastToken token, std::string peer);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  FastToken token() const { return token_; }
  int socket() const { return socket_; }
  bool has_room() const { return out_.empty(); }
  bool is_idle() const { return state_ == State::reading && !body_ && in_.empty(); }
  bool is_stream() const { return state_ == State::streaming; }

  // Each may drop the connection; nothing of it is touched afterwards.
  void on_events(uint32_t events);
  void on_answer(Response const& response);
  void on_fast_answer(std::string_view bytes);
  void on_second();  // about once a second: deadlines
  void push(std::string_view stream_text);
  void end();  // closes at once
  int64_t next_heartbeat = 0, next_recheck = 0;

 private:
  enum class State { reading, working, waiting, writing, streaming, lingering };
  enum class Step { again, enough, gone };

  Step on_readable();
  Step read_on(std::string_view bytes, bool from_scratch);
  Step read_one(std::string_view& bytes);
  Step begin_request(std::string_view& bytes);
  Step begin_body(std::string_view& bytes, size_t head_size);
  Step feed_body(std::string_view& bytes);
  bool has_place(size_t more);
  void end_body();
  Step take_fast(Head const& head);
  Step write_fast(std::string_view bytes);
  Step submit();
  Step refuse(int status);
  Step write(std::string_view bytes);
  Step written();
  Step flush();
  Step linger();
  Request make_request(Head const& head) const;
  std::string peer_of(Head const& head) const;
  bool is_for_lane(Head const& head) const;
  bool is_trusted_proxy() const;
  size_t body_limit(std::string_view path) const;
  void listen_for(uint32_t events);
  Step drop();

  Door& door_;
  int socket_;
  FastToken token_;
  std::string peer_;
  State state_ = State::reading;
  uint32_t events_;
  int64_t deadline_ = 0;  // 0: none
  std::string in_;        // read and not used yet
  size_t looked_ = 0;     // of in_, for the end of the head
  std::string out_;       // to be written
  size_t out_done_ = 0;
  std::unique_ptr<BodyReader> body_;
  size_t body_size_ = 0, body_counted_ = 0;  // what came of it; what of that stands in door_.larger
  Request request_;
  bool keep_alive_ = true;
  bool head_only_ = false;
  bool peer_done_ = false;  // the other side will send no more
};

}  // namespace essaim::http
