#pragma once
// The SQL of passkeys and of the challenges they have answered.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

namespace essaim::people::store {

struct PasskeyRow {
  int64_t id = 0, person = 0;
  std::string credential, public_key, name;
  int64_t sign_count = 0, made_at = 0;
  std::optional<int64_t> used_day;
  static PasskeyRow read(db::Row& row);
};
std::vector<PasskeyRow> passkeys_of(db::Tx& tx, int64_t person);
std::optional<PasskeyRow> find_passkey(db::Tx& tx, std::string const& credential);
int64_t count_passkeys(db::Tx& tx, int64_t person);
/// False where somebody has this key already.
bool insert_passkey(db::Tx& tx, PasskeyRow const& key, Instant now);
/// True where the counter is still the one that was checked.
bool use_passkey(db::Tx& tx, PasskeyRow const& key, int64_t count, Instant now);
/// False where that person has no such key.
bool delete_passkey(db::Tx& tx, int64_t person, int64_t id);
void forget_passkeys(db::Tx& tx, int64_t person);

/// True for the first who uses it.
bool use_challenge(db::Tx& tx, std::string const& challenge, Instant ends);
void forget_challenges(db::Tx& tx, Instant now);

}  // namespace essaim::people::store
