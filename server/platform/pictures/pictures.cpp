#include "platform/pictures/pictures.hpp"

#include "base/text.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <climits>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace essaim::pictures {
namespace {

// Why a socket pair and not a pipe: send() can be told not to raise SIGPIPE when the helper is gone.
struct Ends {
  int ours = -1, theirs = -1;
  Ends() {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0) {
      ours = pair[0];
      theirs = pair[1];
    }
  }
  Ends(Ends const&) = delete;
  Ends& operator=(Ends const&) = delete;
  ~Ends() {
    close_ours();
    close_theirs();
  }
  bool ok() const { return ours >= 0; }
  void close_ours() {
    if (ours >= 0) ::close(std::exchange(ours, -1));
  }
  void close_theirs() {
    if (theirs >= 0) ::close(std::exchange(theirs, -1));
  }
};

std::string_view word_of(Shape shape) {
  switch (shape) {
    case Shape::cover: return "cover";
    case Shape::wide: return "wide";
    case Shape::whole: return "whole";
    case Shape::mark: return "mark";
  }
  return "whole";
}

std::optional<pid_t> start(std::string const& executable, std::string word, int channel) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawn_file_actions_adddup2(&actions, channel, 0);
  ::posix_spawn_file_actions_adddup2(&actions, channel, 1);
  ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::string name = "essaim-pictures";
  char* const arguments[] = {name.data(), word.data(), nullptr};
  char* const environment[] = {nullptr};  // no secret of ours goes along
  pid_t pid = 0;
  int const failed = ::posix_spawn(&pid, executable.c_str(), &actions, &attributes, arguments, environment);
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return failed ? std::nullopt : std::optional(pid);
}

// Writes all and reads all, both within the time; empty when the time is over or the channel broke.
std::optional<std::string> converse(int channel, std::string_view bytes, Duration time_out) {
  auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds(time_out.ms);
  std::string answer, buffer(1 << 16, '\0');
  for (;;) {
    auto const left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    if (left <= 0) return std::nullopt;
    pollfd waiting{channel, short(POLLIN | (bytes.empty() ? 0 : POLLOUT)), 0};
    if (::poll(&waiting, 1, int(left)) < 0 && errno != EINTR) return std::nullopt;
    if (waiting.revents & POLLOUT) {
      auto const sent = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) bytes = {};  // it may have answered before reading all
      if (sent > 0) bytes.remove_prefix(size_t(sent));
      if (bytes.empty()) ::shutdown(channel, SHUT_WR);
    }
    if (waiting.revents & (POLLIN | POLLHUP | POLLERR)) {
      auto const got = ::recv(channel, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return answer;
      if (got > 0) answer.append(buffer.data(), size_t(got));
      if (answer.size() > (32u << 20)) return std::nullopt;
    }
  }
}

int read_number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "picture image/jpeg 1200 630\n" (of a mark with two percentages more) and the bytes, or "refused code\n".
Result<Picture> read_answer(std::string answer) {
  auto const line_end = answer.find('\n');
  if (line_end > 100) return fail(Fault::invalid, "picture.broken");
  auto const words = split(std::string_view(answer).substr(0, line_end), ' ');
  if (words.size() == 2 && words[0] == "refused") return fail(Fault::invalid, "picture." + std::string(words[1]));
  if ((words.size() != 4 && words.size() != 6) || words[0] != "picture") return fail(Fault::invalid, "picture.broken");
  Picture picture;
  picture.type = words[1] == "image/png" ? "image/png" : "image/jpeg";
  picture.width = read_number(words[2]);
  picture.height = read_number(words[3]);
  if (words.size() == 6) {
    picture.seen_on_light = read_number(words[4]);
    picture.seen_on_dark = read_number(words[5]);
  }
  auto const kind = kind_of(std::string_view(answer).substr(line_end + 1));
  if (picture.width <= 0 || picture.height <= 0 || (kind != Kind::png && kind != Kind::jpeg))
    return fail(Fault::invalid, "picture.broken");
  answer.erase(0, line_end + 1);
  picture.bytes = std::move(answer);
  return picture;
}

}  // namespace

Kind kind_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return Kind::png;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return Kind::jpeg;
  if (bytes.size() > 16 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) return Kind::webp;
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return Kind::gif;
  // A PDF that begins elsewhere than at its first byte (readers allow 1,024) is how polyglots are made.
  if (bytes.starts_with("%PDF-"sv)) return Kind::pdf;
  return Kind::other;
}

Result<Picture> Pictures::redraw(std::string_view bytes, Shape shape) const {
  return draw(bytes, std::string(word_of(shape)));
}

Result<Picture> Pictures::lay_on(Tile const& tile, std::string_view bytes) const {
  return draw(bytes, "tile-" + std::to_string(tile.width) + "-" + std::to_string(tile.height) + "-" +
                         std::to_string(tile.percent) + "-" + std::string(tile.ground.substr(1)));
}

Result<Picture> Pictures::draw(std::string_view bytes, std::string const& order) const {
  if (bytes.size() > most_picture_bytes) return fail(Fault::too_large, "picture.too_large");
  auto const kind = kind_of(bytes);
  if (kind == Kind::other || kind == Kind::pdf) return fail(Fault::unsupported, "picture.unsupported");
  places_.acquire();
  struct Leave {
    std::counting_semaphore<2>& places;
    ~Leave() { places.release(); }
  } const leave{places_};
  Ends ends;
  if (!ends.ok()) return fail(Fault::unavailable, "picture.unavailable");
  auto const pid = start(executable_, order, ends.theirs);
  if (!pid) return fail(Fault::unavailable, "picture.unavailable", "cannot start " + executable_);
  ends.close_theirs();
  auto answer = converse(ends.ours, bytes, time_out_);
  if (!answer) ::kill(*pid, SIGKILL);
  int status = 0;
  while (::waitpid(*pid, &status, 0) < 0 && errno == EINTR) {}
  if (!answer || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    bool const missing = WIFEXITED(status) && WEXITSTATUS(status) == 127;
    if (missing) return fail(Fault::unavailable, "picture.unavailable", "cannot start " + executable_);
    return fail(Fault::invalid, "picture.broken", "the helper ended early");
  }
  return read_answer(std::move(*answer));
}

std::string helper_beside_us() {
  char path[PATH_MAX];
  auto const length = ::readlink("/proc/self/exe", path, sizeof path);
  if (length <= 0) return "essaim-pictures";
  std::string_view const self(path, size_t(length));
  return std::string(self.substr(0, self.rfind('/') + 1)) + "essaim-pictures";
}

}  // namespace essaim::pictures
