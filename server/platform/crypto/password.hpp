#pragma once
// Passwords: Argon2id (RFC 9106) at the OWASP Password Storage floor or above, at most two hashes at once, so that a
// hundred people signing in never take the memory or the processors from the others.

#include <atomic>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

namespace essaim {

class PasswordHasher {
 public:
  /// The string carries algorithm, cost and salt: "$argon2id$v=19$m=32768,t=2,p=1$…".
  std::string hash(std::string_view password);
  bool verify(std::string_view hash, std::string_view password);
  /// Spends the same time as verify(): for an account that does not exist.
  void pretend(std::string_view password);
  /// True when the hash was made with a lower cost than today's: hash again at the next sign-in.
  static bool is_outdated(std::string_view hash);

  /// Argon2id's work since the start, in KiB filled (memory times passes): what it costs, whatever the clock says.
  int64_t work() const { return work_; }

 private:
  std::counting_semaphore<2> seats_{2};
  std::atomic<int64_t> work_ = 0;
};

}  // namespace essaim
