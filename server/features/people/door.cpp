#include "features/people/door.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

namespace essaim::people {

Door::Door(Organisation& organisation_, Upward upward_) : organisation(organisation_), upward(std::move(upward_)) {}

std::string Door::day_key(std::string_view kind, std::string_view text) {
  std::lock_guard const lock(mutex_);
  if (auto const today = utc_day(organisation.now()); today != salt_day_) {
    salt_day_ = today;
    salt_ = random_token(32);
  }
  return hmac_sha256(salt_, std::string(kind) + "\n" + std::string(text));
}

Result<Done> Door::write_withdrawal(Withdrawal const& withdrawal) {
  std::lock_guard const lock(mutex_);
  if (!withdrawals_) withdrawals_ = TRY(db::AppendFile::open((organisation.folder / "withdrawals").string()));
  return withdrawals_->append(withdrawal_name(withdrawal.email_key) + " " + withdrawal.what + " " +
                              std::to_string(withdrawal.at.ms) + " " + withdrawal_name(withdrawal.person) + " " +
                              base64url(refusal_hash(withdrawal.email_key)));
}

std::string Door::withdrawal_name(std::string_view email_key) const {
  return base64url(organisation.keys->keyed_hash("withdrawals", email_key));
}

std::string Door::withdrawal_name(int64_t person) const {
  return base64url(organisation.keys->keyed_hash("withdrawals", "person " + std::to_string(person)));
}

std::string Door::refusal_hash(std::string_view email_key) const {
  return organisation.keys->keyed_hash("refusals", email_key);
}

std::shared_ptr<Door> open_door(Organisation& organisation, Upward upward) {
  return std::make_shared<Door>(organisation, std::move(upward));
}

}  // namespace essaim::people
