#pragma once
// What people keep in memory while the server lives: throttles, the seats for password work, messages, and the file of
// withdrawals. No address of a reader stands in it: keys are hashed under a salt of the day that is never written.

#include "features/people/people.hpp"
#include "features/people/rules.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/append_file.hpp"
#include "platform/i18n/catalogue.hpp"

#include <map>
#include <mutex>

namespace essaim::people {

/// How long a no holds, and a leaving, which is one: nobody is asked again meanwhile but by their own wish.
constexpr Duration refusal_life = days(365);

/// What somebody took back.
struct Withdrawal {
  int64_t person = 0;
  std::string email_key, what;  // "charter": left; "no": to an invitation; "erased"
  Instant at;
};

class Door {
 public:
  Door(Organisation& organisation_, Upward upward_);

  Organisation& organisation;
  Upward upward;
  PasswordHasher hasher;
  Throttle accounts;                        // wrong passwords, by account
  Window addresses{20, minutes(1)};         // tries, by address
  Window mail_requests{3, hours(1)};        // links asked for, by account
  Window invitation_words{60, minutes(1)};  // words of invitations tried, by address
  Window marks{30, hours(1)};               // marks brought, by person
  Catalogue const words = Catalogue::embedded();

  /// A key for the throttles that means nothing tomorrow.
  std::string day_key(std::string_view kind, std::string_view text);
  /// Durable before the answer (promises.md 10), and read again by replay_withdrawals.
  Result<Done> write_withdrawal(Withdrawal const& withdrawal);
  /// How the file names somebody, whom only the key finds again: by address, and by number, since addresses change.
  std::string withdrawal_name(std::string_view email_key) const;
  std::string withdrawal_name(int64_t person) const;
  /// What is kept of somebody who said no.
  std::string refusal_hash(std::string_view email_key) const;

 private:
  std::mutex mutex_;
  int64_t salt_day_ = -1;
  std::string salt_;
  std::unique_ptr<db::AppendFile> withdrawals_;
};

}  // namespace essaim::people
