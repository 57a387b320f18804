#pragma once
// SIGTERM and SIGINT, told to one waiting thread wherever they arrive: a library may have started a thread before main,
// whose mask nobody here has set, and the kernel may choose it (signal(7), "process-directed"). The first of a kind
// asks for a graceful stop, the second one ends the process at once.

namespace essaim {

class StopSignals {
 public:
  /// To be made before the threads that must not be interrupted: they inherit this thread's mask, which blocks both.
  StopSignals();
  ~StopSignals();
  StopSignals(StopSignals const&) = delete;
  StopSignals& operator=(StopSignals const&) = delete;

  /// From here on this thread may be interrupted (EINTR), so that a second signal finds somebody.
  void unblock_here() const;
  /// Until one arrives; its number.
  int wait() const;
};

}  // namespace essaim
