#pragma once
// How long each kind of thing stays, said once: the nightly work takes its limits from here, counts what it deleted,
// and the app shows both.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::retention {

enum class Kind {
  raw_click,
  visitor_key,
  session,
  sign_in_link,
  invitation,
  refusal,
  import,
  notice,
  today_choice,
  watched_item,
  prepared_file,
};

struct Term {
  Kind kind;
  std::string_view name;  // "raw_click": its word in the app
  int64_t days;           // counted from what the table says beside it
};
/// Charter proofs and consents are not among them: they are kept as the law needs (domain.md 5.10), with the person.
std::span<Term const> terms();
Term const& term_of(Kind kind);
/// What began before this instant is over.
Instant limit_of(Kind kind, Instant now);

/// In the transaction of the deletion.
void note(db::Tx& tx, Kind kind, int64_t deleted, Instant now);

/// Of a month that is over: rounded down to five, and nothing below. A line for every kind, whether or not anything was
/// deleted: the absence of one would tell.
struct Month {
  int64_t first_day;  // UTC
  Kind kind;
  std::optional<int64_t> deleted;
};
/// The newest first, thirteen at most.
std::vector<Month> months(db::Tx& tx, Instant now);

/// Whether the clock can be believed: since this object was made, the wall clock went as the one that counts from the
/// machine's start (promises.md 20). While it cannot, nothing is deleted; a start with the right time clears it.
class Steadiness {
 public:
  explicit Steadiness(Clock const& clock);
  bool in_doubt() const { return in_doubt(since_start_of_machine()); }
  bool in_doubt(Duration running) const;
  static Duration since_start_of_machine();  // sleep included

 private:
  Clock const& clock_;
  Instant wall_;
  Duration running_;
};

}  // namespace essaim::retention
