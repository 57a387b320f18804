#include "features/people/passkeys/store.hpp"

#include "base/id.hpp"

namespace essaim::people::store {
namespace {

using db::Bytes;
using db::Sql;

constexpr Sql passkeys_of_sql{"people.passkeys_of",
                              "select id, person_id, credential, public_key, name, sign_count, made_at, used_day "
                              "from passkey where person_id = $1 order by made_at, id"};
constexpr Sql find_passkey_sql{"people.find_passkey",
                               "select id, person_id, credential, public_key, name, sign_count, made_at, used_day "
                               "from passkey where credential = $1"};
constexpr Sql count_passkeys_sql{"people.count_passkeys",
                                 "select cast(count(*) as BIGINT) from passkey where person_id = $1"};
constexpr Sql insert_passkey_sql{
    "people.insert_passkey",
    "insert into passkey(id, credential, person_id, public_key, sign_count, name, made_at) "
    "values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"};
constexpr Sql use_passkey_sql{"people.use_passkey",
                              "update passkey set sign_count = $3, used_day = $4 where id = $1 and sign_count = $2"};
constexpr Sql delete_passkey_sql{"people.delete_passkey", "delete from passkey where id = $1 and person_id = $2"};
constexpr Sql forget_passkeys_sql{"people.forget_passkeys", "delete from passkey where person_id = $1"};
constexpr Sql use_challenge_sql{
    "people.use_challenge", "insert into used_challenge(challenge, ends_at) values ($1, $2) on conflict do nothing"};
constexpr Sql forget_challenges_sql{"people.forget_challenges", "delete from used_challenge where ends_at < $1"};

}  // namespace

PasskeyRow PasskeyRow::read(db::Row& row) {
  PasskeyRow key;
  key.id = row.integer();
  key.person = row.integer();
  key.credential = row.bytes().value;
  key.public_key = row.bytes().value;
  key.name = row.text();
  key.sign_count = row.integer();
  key.made_at = row.integer();
  key.used_day = row.maybe_integer();
  return key;
}

std::vector<PasskeyRow> passkeys_of(db::Tx& tx, int64_t person) { return tx.many<PasskeyRow>(passkeys_of_sql, person); }
std::optional<PasskeyRow> find_passkey(db::Tx& tx, std::string const& credential) {
  return tx.one<PasskeyRow>(find_passkey_sql, Bytes{credential});
}
int64_t count_passkeys(db::Tx& tx, int64_t person) { return tx.one<int64_t>(count_passkeys_sql, person).value_or(0); }

bool insert_passkey(db::Tx& tx, PasskeyRow const& key, Instant now) {
  if (find_passkey(tx, key.credential)) return false;
  while (tx.run(insert_passkey_sql, new_id_value(now), Bytes{key.credential}, key.person, Bytes{key.public_key},
                key.sign_count, key.name, now.ms) == 0)
    if (find_passkey(tx, key.credential)) return false;
  return true;
}
bool use_passkey(db::Tx& tx, PasskeyRow const& key, int64_t count, Instant now) {
  return tx.run(use_passkey_sql, key.id, key.sign_count, count, utc_day(now)) == 1;
}
bool delete_passkey(db::Tx& tx, int64_t person, int64_t id) { return tx.run(delete_passkey_sql, id, person) == 1; }
void forget_passkeys(db::Tx& tx, int64_t person) { tx.run(forget_passkeys_sql, person); }

bool use_challenge(db::Tx& tx, std::string const& challenge, Instant ends) {
  return tx.run(use_challenge_sql, Bytes{challenge}, ends.ms) == 1;
}
void forget_challenges(db::Tx& tx, Instant now) { tx.run(forget_challenges_sql, now.ms); }

}  // namespace essaim::people::store
