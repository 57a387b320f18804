#include "app/commands/stop_signals.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace essaim {

namespace {

constexpr std::array stopping{SIGTERM, SIGINT};
int arrived = -1;  // an eventfd: a handler may do little more than write to one
volatile std::sig_atomic_t which = 0;

void note(int signal) {
  int const kept = errno;
  which = signal;
  uint64_t const one = 1;
  [[maybe_unused]] auto const written = ::write(arrived, &one, sizeof one);
  errno = kept;
}

sigset_t both() {
  sigset_t set;
  sigemptyset(&set);
  for (int const signal : stopping) sigaddset(&set, signal);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  arrived = ::eventfd(0, EFD_CLOEXEC);
  if (arrived < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  auto const set = both();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART | int(SA_RESETHAND);
  for (int const signal : stopping) ::sigaction(signal, &action, nullptr);
}

StopSignals::~StopSignals() {
  for (int const signal : stopping) std::signal(signal, SIG_DFL);
  ::close(arrived);
}

void StopSignals::unblock_here() const {
  auto const set = both();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

int StopSignals::wait() const {
  uint64_t count = 0;
  while (::read(arrived, &count, sizeof count) < 0)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "read");
  return which;
}

}  // namespace essaim
