#pragma once
// A mail is a row first, in the transaction of the fact; it is sent later. Body and address are sealed with the key
// ring and erased once sent: nobody, the administrator included, can read a link that is not theirs (promises.md 6).

#include "base/clock.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/db/db.hpp"
#include "platform/mail/letter.hpp"
#include "platform/mail/smtp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim {
class Blobs;
}

namespace essaim::mail {

/// What can be seen of mails: a kind, a day, a state and how many.
struct OutboxLine {
  std::string kind;
  int64_t day = 0;  // UTC day number
  std::string state;
  int64_t count = 0;
  static OutboxLine read(db::Row& row);
};

class Outbox {
 public:
  /// `transport` null: letters wait as "no_mail_server" until there is one or until they are of no more use.
  /// `files`: where the marks are that letters carry.
  Outbox(KeyRing const& keys, Clock const& clock, Transport* transport, std::string host, Blobs const* files = nullptr)
      : keys_(keys), clock_(clock), transport_(transport), host_(std::move(host)), files_(files) {}

  bool can_send() const { return transport_ != nullptr; }
  /// `person`: whose rows are erased when the person goes; 0: nobody's. After `useful_until` it is erased unsent.
  void post(db::Tx& tx, Letter const& letter, int64_t person, Instant useful_until) const;
  /// Sends what is due, at most `most`; answers how many rows it settled. Called by a job, outside any transaction:
  /// a letter is leased, sent, then marked. After a crash between the two it may be sent again with the same
  /// Message-ID, which mail servers fold.
  int deliver_due(db::Db& db, int most = 50) const;
  /// Of invitations, the newest day first.
  static std::vector<OutboxLine> summary(db::Tx& tx);
  /// What the letters say and to whom; the rows go on empty, so that the outbox shows the same to others.
  static void erase_person(db::Tx& tx, int64_t person);
  /// Every letter that still waits is erased unsent: after a restore, when most of them have long gone out.
  static void let_all_go(db::Tx& tx);

  /// When a link that somebody waits for before the screen, or a word about their security, is to be tried again, where
  /// one is.
  std::optional<Instant> next_urgent(db::Tx& tx) const;
  /// Waits after the nth failure: 1, 5, 15, 60 min, then 3 h, for two days. A link that somebody waits for lives only
  /// an hour or less, and a new browser or a changed password is to be known at once: 5, 10, 20, 40 s, then each
  /// minute, until the letter is of no more use. Once one letter has gone through, all that the server kept waiting
  /// are tried.
  static Duration wait_after(std::string_view kind, int64_t attempts);

 private:
  struct Round {
    int settled = 0;
    bool released = false;  // letters that were to wait are due now
  };
  Round deliver_round(db::Db& db, int most) const;
  Result<Done> deliver(int64_t id, std::string const& sealed) const;
  std::optional<Message> read_sealed(std::string const& text) const;

  KeyRing const& keys_;
  Clock const& clock_;
  Transport* transport_;
  std::string host_;  // right side of Message-IDs
  Blobs const* files_;
};

}  // namespace essaim::mail
