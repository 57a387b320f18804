#include "platform/http/connection.hpp"

#include "base/random.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace essaim::http {

namespace {
constexpr size_t pause_reading_at = 128 * 1024;  // bytes that came while an earlier request is answered
constexpr int64_t linger_time = 2'000, write_timeout = 30'000;

uint64_t key_of(FastToken token) { return (uint64_t(token.turn) << 32) | token.slot; }
}  // namespace

Connection::Connection(Door& door, int socket, FastToken token, std::string peer)
    : door_(door), socket_(socket), token_(token), peer_(std::move(peer)), events_(EPOLLIN) {
  deadline_ = door_.now + door_.options.idle_timeout;
  door_.loop.watch(socket_, events_, key_of(token_));
}

Connection::~Connection() {
  end_body();
  ::close(socket_);
}

void Connection::listen_for(uint32_t events) {
  if (events == events_) return;
  events_ = events;
  door_.loop.change(socket_, events_, key_of(token_));
}

Connection::Step Connection::drop() {
  door_.drop(*this);
  return Step::gone;
}

void Connection::end() { drop(); }

void Connection::on_events(uint32_t events) {
  if ((events & (EPOLLERR | EPOLLHUP)) && !(events & EPOLLIN)) {
    drop();
    return;
  }
  if ((events & EPOLLIN) && on_readable() == Step::gone) return;
  if (events & EPOLLOUT) flush();
}

Connection::Step Connection::on_readable() {
  auto const count = ::recv(socket_, door_.scratch.data(), door_.scratch.size(), 0);
  if (count < 0) return errno == EAGAIN || errno == EINTR ? Step::enough : drop();
  if (count == 0) {  // a half-closed peer still reads its answer
    peer_done_ = true;
    if (state_ == State::reading || state_ == State::lingering || state_ == State::streaming) return drop();
    listen_for(events_ & ~uint32_t(EPOLLIN));
    return Step::enough;
  }
  std::string_view const bytes(door_.scratch.data(), size_t(count));
  if (state_ == State::lingering || state_ == State::streaming) return Step::enough;
  if (state_ == State::reading && in_.empty()) return read_on(bytes, true);
  in_ += bytes;
  if (state_ == State::reading) return read_on(in_, false);
  if (in_.size() > pause_reading_at) listen_for(events_ & ~uint32_t(EPOLLIN));
  return Step::enough;
}

/// Uses as many bytes as it can, and keeps the rest in in_.
Connection::Step Connection::read_on(std::string_view bytes, bool from_scratch) {
  auto const all = bytes;
  auto step = Step::again;
  while (step == Step::again && state_ == State::reading && !bytes.empty()) step = read_one(bytes);
  if (step == Step::gone) return step;
  if (from_scratch)
    in_.assign(bytes);
  else if (bytes.size() < all.size())
    in_.erase(0, all.size() - bytes.size());
  if (state_ == State::reading && !body_ && in_.empty()) deadline_ = door_.now + door_.options.idle_timeout;
  return Step::enough;
}

Connection::Step Connection::read_one(std::string_view& bytes) {
  if (body_) return feed_body(bytes);
  while (looked_ == 0 && bytes.starts_with("\r\n")) bytes.remove_prefix(2);   // RFC 9112 section 2.2
  if (bytes.empty() || (looked_ == 0 && bytes == "\r")) return Step::enough;  // that line may come in two parts
  auto const found = find_head_end(bytes, looked_);
  if (found.end == HeadEnd::broken) return refuse(400);
  if (found.end == HeadEnd::incomplete || found.size > max_head) {
    if (found.size > max_head) return refuse(bytes.find('\n') == std::string_view::npos ? 414 : 431);
    if (looked_ == 0) deadline_ = door_.now + door_.options.head_timeout;
    looked_ = found.size;
    return Step::enough;
  }
  looked_ = 0;
  auto rest = bytes.substr(found.size);
  door_.head.clear();
  if (int const status = read_head(bytes.substr(0, found.size), door_.head)) return refuse(status);
  keep_alive_ = door_.head.keep_alive && !door_.is_stopping();
  head_only_ = door_.head.method == "HEAD";
  ++door_.counted.requests;
  if (is_for_lane(door_.head)) {
    bytes = rest;
    return take_fast(door_.head);
  }
  request_ = make_request(door_.head);
  if (door_.head.has_body()) return begin_body(bytes, found.size);
  bytes = rest;
  return submit();
}

Connection::Step Connection::take_fast(Head const& head) {
  ++door_.counted.fast_requests;
  FastRequest request;
  request.head = head_only_;
  request.code = head.path.substr(3);
  request.query = head.query;
  request.host = head.host;
  request.user_agent = head.user_agent;
  request.referer = head.referer;
  request.accept_language = head.accept_language;
  request.purpose = head.purpose;
  request.sec_fetch_mode = head.sec_fetch_mode;
  request.sec_fetch_dest = head.sec_fetch_dest;
  request.cookie = head.cookie;
  std::string forwarded;
  request.peer = peer_;
  if (!head.forwarded_for.empty() && is_trusted_proxy()) {
    forwarded = peer_of(head);
    request.peer = forwarded;
  }
  state_ = State::waiting;
  deadline_ = 0;
  auto const answer = door_.lane->take(request, token_);
  if (!answer) return Step::enough;
  return write_fast(*answer);
}

bool Connection::is_for_lane(Head const& head) const {
  if (!door_.lane || !head.path.starts_with("/r/") || head.has_body() || !(head_only_ || head.method == "GET"))
    return false;
  auto const& hosts = door_.options.lane_hosts;
  return hosts.empty() ||
         std::any_of(hosts.begin(), hosts.end(), [&](auto const& host) { return ascii_iequals(host, head.host); });
}

/// The lane's answers leave the connection open; who asked to close it, or speaks HTTP/1.0 as proxies do, is told so.
Connection::Step Connection::write_fast(std::string_view bytes) {
  if (keep_alive_) return write(bytes);
  auto const line = bytes.find("\r\n") + 2;
  return write(std::string(bytes.substr(0, line)) + "Connection: close\r\n" + std::string(bytes.substr(line)));
}

Connection::Step Connection::begin_body(std::string_view& bytes, size_t head_size) {
  auto const limit = body_limit(request_.path);
  if (door_.head.content_length.value_or(0) > limit) return refuse(413);
  if (door_.head.expects_continue && bytes.size() == head_size) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (::send(socket_, go_on.data(), go_on.size(), MSG_NOSIGNAL) < 0) return drop();
  }
  body_ = std::make_unique<BodyReader>(limit);
  deadline_ = door_.now + door_.options.body_timeout;
  return feed_body(bytes);
}

Connection::Step Connection::feed_body(std::string_view& bytes) {
  auto const fed = body_->feed(bytes);
  if (fed.refusal) return refuse(fed.refusal);
  if (!has_place(fed.used)) return refuse(503);
  bytes.remove_prefix(fed.used);
  if (!fed.done) return Step::enough;
  request_.body = body_->take();
  end_body();
  return submit();
}

/// A body within the usual limit always has its place; larger ones share theirs.
bool Connection::has_place(size_t more) {
  body_size_ += more;
  if (body_size_ <= door_.options.body_limit + max_head) return true;
  door_.larger += body_size_ - body_counted_;
  body_counted_ = body_size_;
  return door_.larger <= door_.options.larger_together;
}

void Connection::end_body() {
  door_.larger -= body_counted_;
  body_size_ = body_counted_ = 0;
  body_.reset();
}

Connection::Step Connection::submit() {
  state_ = State::working;
  deadline_ = 0;
  door_.submit(*this, std::move(request_));
  request_ = {};
  return Step::enough;
}

Request Connection::make_request(Head const& head) const {
  Request request;
  request.method = read_method(head.method);
  request.target = head.target;
  request.path = head.path;
  request.query = head.query;
  request.host = ascii_lower(head.host);
  for (auto const& field : std::span(head.fields).first(head.field_count))
    request.headers.emplace_back(ascii_lower(field.name), std::string(field.value));
  request.peer = peer_of(head);
  request.secure = is_trusted_proxy() && ascii_iequals(head.forwarded_proto, "https");
  request.serial = random_u64() >> 1;  // as the log writes it: a signed number
  return request;
}

bool Connection::is_trusted_proxy() const {
  auto const& trusted = door_.options.trusted_proxies;
  return std::find(trusted.begin(), trusted.end(), peer_) != trusted.end();
}

/// The last address that a trusted proxy wrote and that is no trusted proxy itself: the ones before it are hearsay.
std::string Connection::peer_of(Head const& head) const {
  if (head.forwarded_for.empty() || !is_trusted_proxy()) return peer_;
  auto const& trusted = door_.options.trusted_proxies;
  auto const hops = split(head.forwarded_for, ',');
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    auto const address = trim(*hop);
    if (std::find(trusted.begin(), trusted.end(), address) == trusted.end()) return std::string(address.substr(0, 64));
  }
  return peer_;
}

size_t Connection::body_limit(std::string_view path) const {
  for (auto const& [prefix, limit] : door_.options.larger_bodies)
    if (path.starts_with(prefix)) return limit;
  return door_.options.body_limit;
}

Connection::Step Connection::refuse(int status) {
  ++door_.counted.refused;
  keep_alive_ = false;
  state_ = State::waiting;
  end_body();
  return write(to_bytes(refusal(status), After::close, Body::send));
}

void Connection::on_answer(Response const& response) {
  if (response.stream && !head_only_) {
    keep_alive_ = false;
    if (!door_.open_stream(*this, response.stream)) {
      on_answer(refusal(429));
      return;
    }
    auto const head = to_bytes(response, After::close, Body::leave_out) + "retry: 3000\n\n";
    state_ = State::streaming;
    deadline_ = 0;
    in_.clear();
    push(head);
    return;
  }
  if (door_.is_stopping()) keep_alive_ = false;
  auto const bytes =
      to_bytes(response, keep_alive_ ? After::keep_open : After::close, head_only_ ? Body::leave_out : Body::send);
  if (write(bytes) == Step::again && !in_.empty()) read_on(in_, false);
}

void Connection::on_fast_answer(std::string_view bytes) {
  if (state_ != State::waiting) return;
  if (write_fast(bytes) == Step::again && !in_.empty()) read_on(in_, false);
}

/// Most answers leave in one system call, without asking whether the socket is ready.
Connection::Step Connection::write(std::string_view bytes) {
  ssize_t sent = 0;
  if (out_.empty()) {
    sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return drop();
    if (size_t(std::max<ssize_t>(sent, 0)) == bytes.size()) return written();
  }
  out_ += bytes.substr(size_t(std::max<ssize_t>(sent, 0)));
  if (state_ != State::streaming) {
    state_ = State::writing;
    deadline_ = door_.now + write_timeout;
  }
  listen_for(events_ | EPOLLOUT);
  return Step::enough;
}

/// The answer is out: on to the next request, which may have come already.
Connection::Step Connection::written() {
  if (state_ == State::streaming) return Step::enough;
  if (!keep_alive_) return linger();
  if (peer_done_ && in_.empty()) return drop();
  state_ = State::reading;
  deadline_ = door_.now + door_.options.idle_timeout;
  listen_for(peer_done_ ? 0 : uint32_t(EPOLLIN));
  return Step::again;
}

Connection::Step Connection::flush() {
  while (out_done_ < out_.size()) {
    auto const sent = ::send(socket_, out_.data() + out_done_, out_.size() - out_done_, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN || errno == EINTR ? Step::enough : drop();
    out_done_ += size_t(sent);
    if (deadline_) deadline_ = door_.now + write_timeout;
  }
  out_.clear();
  out_done_ = 0;
  listen_for(events_ & ~uint32_t(EPOLLOUT));
  if (written() == Step::again && !in_.empty()) return read_on(in_, false);
  return Step::enough;
}

/// Closing with unread bytes would reset the connection and lose the answer (RFC 9112 section 9.6).
Connection::Step Connection::linger() {
  if (peer_done_) return drop();
  ::shutdown(socket_, SHUT_WR);
  state_ = State::lingering;
  in_.clear();
  deadline_ = door_.now + linger_time;
  listen_for(EPOLLIN);
  return Step::enough;
}

void Connection::push(std::string_view stream_text) {
  constexpr size_t too_slow = 256 * 1024;
  if (state_ != State::streaming || out_.size() > too_slow || stream_text.empty()) return;
  write(stream_text);
}

void Connection::on_second() {
  if (deadline_ == 0 || door_.now < deadline_) return;
  if (state_ == State::reading && (body_ || looked_ > 0))
    refuse(408);
  else
    drop();
}

}  // namespace essaim::http
