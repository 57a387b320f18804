#include "features/people/second_factor/store.hpp"

#include "features/people/passkeys/store.hpp"

namespace essaim::people::store {
namespace {

using db::Bytes;
using db::Sql;

constexpr Sql find_factor_sql{"people.find_factor",
                              "select sealed_secret, sealed_next, last_step from second_factor where person_id = $1"};
constexpr Sql has_app_sql{"people.has_app",
                          "select 1 from second_factor where person_id = $1 and sealed_secret is not null"};
constexpr Sql propose_secret_sql{"people.propose_secret",
                                 "insert into second_factor(person_id, sealed_next, last_step) values ($1, $2, 0) "
                                 "on conflict (person_id) do update set sealed_next = excluded.sealed_next"};
constexpr Sql confirm_secret_sql{
    "people.confirm_secret",
    "update second_factor set sealed_secret = sealed_next, sealed_next = null, last_step = $2, set_at = $3 "
    "where person_id = $1 and sealed_next is not null"};
constexpr Sql use_step_sql{"people.use_step",
                           "update second_factor set last_step = $2 where person_id = $1 and last_step < $2"};
constexpr Sql forget_app_sql{"people.forget_app", "delete from second_factor where person_id = $1"};
constexpr Sql forget_codes_sql{"people.forget_recovery_codes", "delete from recovery_code where person_id = $1"};
constexpr Sql insert_code_sql{"people.insert_recovery_code",
                              "insert into recovery_code(code_hash, person_id) values ($1, $2) on conflict do nothing"};
constexpr Sql use_code_sql{
    "people.use_recovery_code",
    "update recovery_code set used_at = $3 where code_hash = $1 and person_id = $2 and used_at is null"};
constexpr Sql count_codes_sql{
    "people.count_recovery_codes",
    "select cast(count(*) as BIGINT) from recovery_code where person_id = $1 and used_at is null"};

}  // namespace

FactorRow FactorRow::read(db::Row& row) {
  FactorRow factor;
  factor.secret = row.maybe_bytes();
  factor.next = row.maybe_bytes();
  factor.last_step = row.integer();
  return factor;
}

std::optional<FactorRow> find_factor(db::Tx& tx, int64_t person) { return tx.one<FactorRow>(find_factor_sql, person); }
bool has_app(db::Tx& tx, int64_t person) { return tx.one<int64_t>(has_app_sql, person).has_value(); }
bool has_factor(db::Tx& tx, int64_t person) { return has_app(tx, person) || count_passkeys(tx, person) > 0; }
void propose_secret(db::Tx& tx, int64_t person, Bytes const& sealed) { tx.run(propose_secret_sql, person, sealed); }
void confirm_secret(db::Tx& tx, int64_t person, int64_t step, Instant now) {
  tx.run(confirm_secret_sql, person, step, now.ms);
}
bool use_step(db::Tx& tx, int64_t person, int64_t step) { return tx.run(use_step_sql, person, step) == 1; }
void forget_app(db::Tx& tx, int64_t person) { tx.run(forget_app_sql, person); }
void forget_factor(db::Tx& tx, int64_t person) {
  forget_app(tx, person);
  forget_passkeys(tx, person);
  tx.run(forget_codes_sql, person);
}

void replace_recovery_codes(db::Tx& tx, int64_t person, std::vector<std::string> const& hashes) {
  tx.run(forget_codes_sql, person);
  for (auto const& hash : hashes) tx.run(insert_code_sql, Bytes{hash}, person);
}
bool use_recovery_code(db::Tx& tx, int64_t person, std::string const& hash, Instant now) {
  return tx.run(use_code_sql, Bytes{hash}, person, now.ms) == 1;
}
int64_t count_recovery_codes(db::Tx& tx, int64_t person) {
  return tx.one<int64_t>(count_codes_sql, person).value_or(0);
}

}  // namespace essaim::people::store
