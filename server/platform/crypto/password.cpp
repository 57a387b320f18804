#include "platform/crypto/password.hpp"

#include <sodium.h>

#include <cstdio>
#include <new>

namespace essaim {
namespace {

// OWASP Password Storage asks for m >= 19 MiB, t >= 2, p = 1; ours is 32 MiB (about 40 ms on a small server).
constexpr unsigned long long passes = 2;
constexpr size_t memory = size_t{32} << 20;

struct Seat {
  explicit Seat(std::counting_semaphore<2>& all) : seats(all) { seats.acquire(); }
  ~Seat() { seats.release(); }
  Seat(Seat const&) = delete;
  Seat& operator=(Seat const&) = delete;
  std::counting_semaphore<2>& seats;
};

// What verifying against this hash fills: its own cost, not today's. A malformed one costs nothing and never fits.
int64_t work_of(std::string const& hash) {
  unsigned int kib = 0, times = 0;
  if (std::sscanf(hash.c_str(), "$argon2id$v=19$m=%u,t=%u,", &kib, &times) != 2) return 0;
  return int64_t{kib} * times;
}

}  // namespace

std::string PasswordHasher::hash(std::string_view password) {
  Seat const seat(seats_);
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(out, password.data(), password.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  work_ += work_of(out);
  return out;
}

bool PasswordHasher::verify(std::string_view hash, std::string_view password) {
  Seat const seat(seats_);
  std::string const text(hash);  // libsodium reads a C string
  work_ += work_of(text);
  return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

void PasswordHasher::pretend(std::string_view password) { (void)hash(password); }

bool PasswordHasher::is_outdated(std::string_view hash) {
  return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), passes, memory) != 0;
}

}  // namespace essaim
