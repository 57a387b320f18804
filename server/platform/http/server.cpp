#include "platform/http/server.hpp"

#include "base/text.hpp"
#include "platform/http/connection.hpp"
#include "platform/http/streams.hpp"
#include "platform/http/workers.hpp"

#include <array>
#include <cerrno>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace essaim::http {

namespace {

constexpr uint64_t listener_key = ~uint64_t{0} - 1;

[[noreturn]] void throw_errno(std::string const& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

int open_listener(std::string const& address, uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  auto const host = replace_all(replace_all(address, "[", ""), "]", "");
  if (int const error =
          getaddrinfo(host.empty() ? nullptr : host.c_str(), std::to_string(port).c_str(), &hints, &found))
    throw std::system_error(EADDRNOTAVAIL, std::generic_category(), address + ": " + gai_strerror(error));
  std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> const addresses(found, freeaddrinfo);
  int const socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) throw_errno("socket");
  int const one = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (::bind(socket, found->ai_addr, found->ai_addrlen) != 0 || ::listen(socket, 1024) != 0) {
    int const error = errno;
    ::close(socket);
    throw std::system_error(error, std::generic_category(), "listening on " + address + ":" + std::to_string(port));
  }
  return socket;
}

uint16_t port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) throw_errno("getsockname");
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&address)->sin6_port
                                             : reinterpret_cast<sockaddr_in*>(&address)->sin_port);
}

/// An IPv4 reader of an IPv6 socket is known by the IPv4 address (RFC 4291 section 2.5.5.2).
std::string peer_text(sockaddr_storage const& address, socklen_t size) {
  std::array<char, NI_MAXHOST> text{};
  if (getnameinfo(reinterpret_cast<sockaddr const*>(&address), size, text.data(), text.size(), nullptr, 0,
                  NI_NUMERICHOST))
    return {};
  std::string_view const peer(text.data());
  return std::string(peer.starts_with("::ffff:") && peer.find('.') != std::string_view::npos ? peer.substr(7) : peer);
}

class ServerLoop final : public Server, public Door, public EventHub, public FastReplies {
 public:
  ServerLoop(ServerOptions given, Handler handler, FastLane* fast)
      : handler_(std::move(handler)),
        listener_(open_listener(given.address, given.port)),
        workers_(given.workers + int(given.queues) - 1, given.queues) {
    options = std::move(given);
    lane = fast;
    scratch.resize(max_head + 1024);
    port_ = port_of(listener_);
    loop.watch(listener_, EPOLLIN, listener_key);
    if (lane) lane->attach(this);
  }

  ~ServerLoop() override {
    if (lane) lane->attach(nullptr);
    workers_.finish();
    connections_.clear();
    close_listener();
  }

  // Server
  void run() override;
  void stop() override {
    loop.post([this] { begin_stop(); });
  }
  uint16_t port() const override { return port_; }
  EventHub& events() override { return *this; }
  ServerCounters counters() const override {
    std::lock_guard const lock(counters_mutex_);
    return shown_;
  }

  // EventHub
  void publish(std::string_view topic, uint64_t version) override {
    loop.post([this, topic = std::string(topic), version] { tell(topic, version); });
  }
  void recheck(std::string_view person) override {
    loop.post([this, person = std::string(person)] {
      for (auto const index : streams_.of(person)) ask_again(index);
    });
  }

  // FastReplies
  void answer(FastToken to, std::string_view response) override {
    if (auto* connection = find(to)) connection->on_fast_answer(response);
  }
  void wake() override {
    lane_woken_.store(true);
    loop.wake();
  }

  // Door
  void submit(Connection& from, Request request) override;
  bool open_stream(Connection& from, std::shared_ptr<EventStream> stream) override;
  void drop(Connection& connection) override;
  bool is_stopping() const override { return stopping_at_ != 0; }

 private:
  struct Slot {
    uint32_t turn = 0;
    size_t queue = 0;  // of its last request
    std::unique_ptr<Connection> connection;
    std::shared_ptr<EventStream> stream;
  };

  Connection* find(FastToken token) {
    if (token.slot >= connections_.size() || connections_[token.slot].turn != token.turn) return nullptr;
    return connections_[token.slot].connection.get();
  }
  int timeout() const;
  void dispatch(epoll_event const& event);
  void accept_all();
  void add(int socket, std::string peer);
  void each_second();
  void tend_stream(uint32_t slot);
  void ask_again(uint32_t slot);
  void tell(std::string const& topic, uint64_t version);
  void begin_stop();
  bool is_over() const { return is_stopping() && (open_ == 0 || now > stopping_at_ + options.stop_timeout); }
  void close_listener() {
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
  }
  Response handle(Request const& request);

  Handler handler_;
  int listener_;
  uint16_t port_ = 0;
  std::vector<Slot> connections_;
  std::vector<uint32_t> free_;
  size_t open_ = 0;
  Streams streams_;
  int64_t next_second_ = 0;
  int64_t stopping_at_ = 0;
  bool accept_paused_ = false;
  std::atomic<bool> lane_woken_{false};
  mutable std::mutex counters_mutex_;
  ServerCounters shown_;
  std::vector<std::unique_ptr<Connection>> dropped_;  // die at the end of the turn, when nothing of them runs
  Workers workers_;                                   // last: its threads end before what they use
};

void ServerLoop::run() {
  std::array<epoll_event, 512> events{};
  now = monotonic_ms();
  while (!is_over()) {
    if (int const rest = lane ? lane->rest() : 0; rest > 0)
      std::this_thread::sleep_for(std::chrono::microseconds(rest));
    int const count = loop.wait(events, timeout());
    now = monotonic_ms();
    for (auto const& event : std::span(events).first(size_t(count))) dispatch(event);
    loop.run_posted();
    if (lane) {
      if (lane_woken_.exchange(false)) lane->woken();
      lane->turn_ended();
    }
    if (now >= next_second_) each_second();
    dropped_.clear();
  }
  for (auto& slot : connections_)
    if (slot.connection) slot.connection->end();
  dropped_.clear();
}

int ServerLoop::timeout() const {
  int64_t const until_second = std::clamp<int64_t>(next_second_ - now, 0, 1000);
  int const patience = lane ? lane->patience() : -1;
  return int(patience < 0 ? until_second : std::min<int64_t>(patience, until_second));
}

void ServerLoop::dispatch(epoll_event const& event) {
  if (event.data.u64 == Loop::waker) return;  // run_posted looks by itself
  if (event.data.u64 == listener_key) {
    accept_all();
    return;
  }
  FastToken const token{uint32_t(event.data.u64), uint32_t(event.data.u64 >> 32)};
  if (auto* connection = find(token)) connection->on_events(event.events);
}

void ServerLoop::accept_all() {
  for (int i = 0; i < 64 && listener_ >= 0; ++i) {
    if (open_ >= options.max_connections) {  // the kernel's queue holds the next ones until somebody leaves
      loop.change(listener_, 0, listener_key);
      accept_paused_ = true;
      return;
    }
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    int const socket = accept4(listener_, reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) {
      if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        loop.change(listener_, 0, listener_key);  // until the next second
        accept_paused_ = true;
      }
      if (errno == ECONNABORTED || errno == EINTR) continue;
      return;
    }
    int const one = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    add(socket, peer_text(address, size));
  }
}

void ServerLoop::add(int socket, std::string peer) {
  if (free_.empty()) {
    free_.push_back(uint32_t(connections_.size()));
    connections_.emplace_back();
  }
  auto const index = free_.back();
  free_.pop_back();
  auto& slot = connections_[index];
  slot.turn = (slot.turn + 1) & 0x7fffffff;  // keeps the keys apart from those of listener and waker
  slot.connection = std::make_unique<Connection>(*this, socket, FastToken{index, slot.turn}, std::move(peer));
  ++open_;
}

void ServerLoop::drop(Connection& connection) {
  auto const index = connection.token().slot;
  auto& slot = connections_[index];
  if (!slot.connection) return;
  if (slot.stream) streams_.close(index);
  slot.stream.reset();
  loop.forget(connection.socket());
  dropped_.push_back(std::move(slot.connection));
  slot.turn = (slot.turn + 1) & 0x7fffffff;
  free_.push_back(index);
  --open_;
}

void ServerLoop::each_second() {
  next_second_ = now + (is_stopping() ? 20 : std::clamp<int64_t>(options.head_timeout / 4, 10, 1000));
  for (uint32_t index = 0; index < connections_.size(); ++index) {
    if (connections_[index].connection) connections_[index].connection->on_second();
    if (connections_[index].connection && connections_[index].stream) tend_stream(index);
    if (is_stopping() && connections_[index].connection && connections_[index].connection->is_idle())
      connections_[index].connection->end();
  }
  if (accept_paused_ && listener_ >= 0 && open_ < options.max_connections) {
    loop.change(listener_, EPOLLIN, listener_key);
    accept_paused_ = false;
  }
  std::lock_guard const lock(counters_mutex_);
  counted.open_connections = open_;
  counted.open_streams = streams_.size();
  shown_ = counted;
}

void ServerLoop::submit(Connection& from, Request request) {
  auto const queue = options.queue_of ? options.queue_of(request.host) : 0;
  connections_[from.token().slot].queue = queue;
  auto task = [this, token = from.token(), request = std::move(request)] {
    auto response = std::make_shared<Response>(handle(request));
    loop.post([this, token, response] {
      if (auto* connection = find(token)) connection->on_answer(*response);
    });
  };
  workers_.submit(std::move(task), queue);
}

Response ServerLoop::handle(Request const& request) {
  std::string what = "unknown";
  try {
    return handler_(request);
  } catch (std::exception const& exception) { what = exception.what(); } catch (...) {
  }
  if (options.on_exception) options.on_exception(request.serial, what);
  return refusal(500, std::to_string(request.serial));
}

bool ServerLoop::open_stream(Connection& from, std::shared_ptr<EventStream> stream) {
  if (is_stopping() || !streams_.may_open(stream->topics)) return false;
  auto const index = from.token().slot;
  streams_.open(index, stream->topics);
  connections_[index].stream = std::move(stream);
  from.next_heartbeat = now + options.heartbeat;
  from.next_recheck = now + options.recheck_streams;
  return true;
}

/// A session that ended ends its streams.
void ServerLoop::ask_again(uint32_t index) {
  auto& slot = connections_[index];
  if (!slot.connection || !slot.stream || !slot.stream->still_allowed) return;
  slot.connection->next_recheck = now + options.recheck_streams;
  auto task = [this, token = slot.connection->token(), stream = slot.stream] {
    bool allowed = false;
    try {
      allowed = stream->still_allowed();
    } catch (std::exception const& exception) {
      if (options.on_exception) options.on_exception(0, exception.what());
    }
    if (allowed) return;
    loop.post([this, token] {
      if (auto* ended = find(token)) ended->end();
    });
  };
  workers_.submit(std::move(task), slot.queue);
}

/// A comment now and then keeps proxies from closing the stream.
void ServerLoop::tend_stream(uint32_t index) {
  auto& connection = *connections_[index].connection;
  if (now >= connection.next_recheck) ask_again(index);
  if (connection.is_stream() && connection.has_room()) connection.push(streams_.take_news(index));
  if (now >= connection.next_heartbeat) {
    connection.next_heartbeat = now + options.heartbeat;
    connection.push(":\n\n");
  }
}

void ServerLoop::tell(std::string const& topic, uint64_t version) {
  for (auto const index : streams_.note(topic, version)) {
    auto* connection = connections_[index].connection.get();
    if (connection && connection->is_stream() && connection->has_room()) connection->push(streams_.take_news(index));
  }
}

void ServerLoop::begin_stop() {
  if (is_stopping()) return;
  stopping_at_ = std::max<int64_t>(now, 1);
  close_listener();
  for (auto& slot : connections_)
    if (slot.connection && (slot.connection->is_idle() || slot.connection->is_stream())) slot.connection->end();
  next_second_ = now;
}

}  // namespace

std::unique_ptr<Server> listen(ServerOptions options, Handler handler, FastLane* fast) {
  return std::make_unique<ServerLoop>(std::move(options), std::move(handler), fast);
}

}  // namespace essaim::http
