#include "pictures/cage.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <vector>

namespace essaim::pictures {
namespace {

#if defined(__x86_64__)
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned architecture = 0;
#endif

// The sanitizers' runtimes reserve terabytes and open files of /proc.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

void limit(__rlimit_resource what, rlim_t most) {
  rlimit const bound{most, most};
  ::setrlimit(what, &bound);
}

}  // namespace

void limit_resources() {
  if (!sanitized) limit(RLIMIT_AS, rlim_t{768} << 20);
  limit(RLIMIT_CPU, 10);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NPROC, 0);
  if (!sanitized) limit(RLIMIT_NOFILE, 3);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  ::prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0);
  // Where a container or the kernel allows it, there is no network at all from the first byte on.
  if (!sanitized) [[maybe_unused]]
    int const ignored = ::unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

bool close_the_door() {
  if (sanitized || architecture == 0) return false;
  constexpr unsigned allowed[] = {SYS_write,        SYS_brk,     SYS_mmap,      SYS_munmap,        SYS_mremap,
                                  SYS_mprotect,     SYS_madvise, SYS_futex,     SYS_clock_gettime, SYS_getrandom,
                                  SYS_rt_sigreturn, SYS_exit,    SYS_exit_group};
  constexpr unsigned count = sizeof allowed / sizeof *allowed;
  std::vector<sock_filter> program{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
  for (unsigned i = 0; i < count; ++i)
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, allowed[i], static_cast<unsigned char>(count - i), 0));
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  sock_fprog const filter{static_cast<unsigned short>(program.size()), program.data()};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace essaim::pictures
