#pragma once
// The SQL of second factors and recovery codes.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

namespace essaim::people::store {

struct FactorRow {
  std::optional<db::Bytes> secret, next;  // sealed
  int64_t last_step = 0;
  static FactorRow read(db::Row& row);
};
std::optional<FactorRow> find_factor(db::Tx& tx, int64_t person);
/// Any: an app or a passkey.
bool has_factor(db::Tx& tx, int64_t person);
bool has_app(db::Tx& tx, int64_t person);
/// The secret that waits for its first code; one in force stays in force until then.
void propose_secret(db::Tx& tx, int64_t person, db::Bytes const& sealed);
/// The proposed secret is in force.
void confirm_secret(db::Tx& tx, int64_t person, int64_t step, Instant now);
/// True for the one who used this step, or a later one, first.
bool use_step(db::Tx& tx, int64_t person, int64_t step);
void forget_app(db::Tx& tx, int64_t person);
/// The app, all passkeys, the codes on paper.
void forget_factor(db::Tx& tx, int64_t person);

void replace_recovery_codes(db::Tx& tx, int64_t person, std::vector<std::string> const& hashes);
bool use_recovery_code(db::Tx& tx, int64_t person, std::string const& hash, Instant now);
int64_t count_recovery_codes(db::Tx& tx, int64_t person);

}  // namespace essaim::people::store
