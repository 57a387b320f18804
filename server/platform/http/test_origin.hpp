#pragma once
// For tests: a web server on loopback that answers what the test says.

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace essaim::http {

/// Answers each connection with what `reply` makes of its request, on loopback.
class Origin {
 public:
  using Reply = std::function<std::string(std::string const& request)>;
  explicit Origin(Reply reply) : reply_(std::move(reply)) {
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
    EXPECT_EQ(listen(socket_, 16), 0);
    socklen_t size = sizeof at;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~Origin() {
    shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(socket_);
  }
  std::string address(std::string const& path = "/", std::string const& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(port_) + path;
  }
  std::string host_and_port() const { return "127.0.0.1:" + std::to_string(port_); }
  uint16_t port() const { return port_; }
  std::string last_request() {
    std::scoped_lock lock(mutex_);
    return last_;
  }
  int count() const { return count_; }

 private:
  void run() {
    for (int peer; (peer = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
      std::string request;
      char buffer[4096];
      for (ssize_t n; request.find("\r\n\r\n") == std::string::npos && (n = read(peer, buffer, sizeof buffer)) > 0;)
        request.append(buffer, size_t(n));
      ++count_;
      {
        std::scoped_lock lock(mutex_);
        last_ = request;
      }
      auto const answer = reply_(request);
      for (size_t sent = 0; sent < answer.size();) {
        ssize_t const n = send(peer, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) break;
        sent += size_t(n);
      }
      close(peer);
    }
  }

  Reply reply_;
  int socket_ = -1;
  uint16_t port_ = 0;
  std::atomic<int> count_{0};
  std::mutex mutex_;
  std::string last_;
  std::thread thread_;
};

inline std::string answer(std::string const& body, std::string const& type = "text/html",
                          std::string const& more = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         more + "\r\n" + body;
}
inline std::string redirect(std::string const& to, int status = 302) {
  return "HTTP/1.1 " + std::to_string(status) + " Elsewhere\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
}

}  // namespace essaim::http
