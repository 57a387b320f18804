#pragma once
// For tests: a socket that sends exactly the bytes it is given, so that broken HTTP can be told as it is.

#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace essaim::http {

class RawClient {
 public:
  explicit RawClient(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(socket_); }
  RawClient(RawClient const&) = delete;
  RawClient& operator=(RawClient const&) = delete;

  bool connected() const { return connected_; }
  RawClient& send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      bytes.remove_prefix(size_t(sent));
    }
    return *this;
  }
  void half_close() { ::shutdown(socket_, SHUT_WR); }
  /// Reads until `enough` is found, the server closes, or two seconds pass.
  std::string read_until(std::string_view enough) {
    std::string text;
    while (text.find(enough) == std::string::npos && receive(text)) {}
    return text;
  }
  std::string read_all() {
    std::string text;
    while (receive(text)) {}
    return text;
  }
  bool closed() const { return closed_; }

 private:
  bool receive(std::string& text) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 2000) <= 0) return false;
    char buffer[4096];
    auto const count = ::recv(socket_, buffer, sizeof buffer, 0);
    closed_ = count <= 0;
    if (count > 0) text.append(buffer, size_t(count));
    return count > 0;
  }
  int socket_;
  bool connected_ = false;
  bool closed_ = false;
};

}  // namespace essaim::http
