#include "features/people/second_factor/second_factor.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "features/people/letters.hpp"
#include "features/people/passkeys/store.hpp"
#include "features/people/second_factor/store.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/totp.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

constexpr size_t secret_bytes = 20;  // RFC 4226 section 4, R6: 160 bits
constexpr int recovery_codes = 10;
constexpr Duration fresh_enough = minutes(15);

std::string place_of_secret(int64_t person) { return "person " + std::to_string(person); }

std::string open_secret(Door const& door, int64_t person, std::optional<db::Bytes> const& sealed) {
  if (!sealed) return "";
  return door.organisation.keys->open_sealed("second-factor", place_of_secret(person), sealed->value).value_or("");
}

// "k7qm-4txw": letters that nobody mistakes for one another, in two halves; 40 bits behind a throttle.
std::string make_recovery_code() {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789a";
  std::string code;
  for (int i = 0; i < 8; ++i) {
    if (i == 4) code += '-';
    code += letters[random_below(31)];
  }
  return code;
}

std::string hash_of_code(Door const& door, int64_t person, std::string_view code) {
  std::string plain = ascii_lower(code);
  std::erase_if(plain, [](char c) { return c == '-' || c == ' '; });
  return door.organisation.keys->keyed_hash("recovery-code", std::to_string(person) + " " + plain);
}

std::string throttle_of(Door& door, int64_t person) { return door.day_key("factor", std::to_string(person)); }

Result<Done> check_pace(Door& door, int64_t person) {
  auto const wait = door.accounts.wait(throttle_of(door, person), door.organisation.now());
  if (wait.ms > 0) return fail(Fault::too_many, "session.too_many", std::to_string((wait.ms + 999) / 1000));
  return Done{};
}

// A code of the app, or one from paper; used up in this transaction.
bool use_code(Door& door, db::Tx& tx, int64_t person, std::string const& code) {
  auto const factor = store::find_factor(tx, person);
  auto const now = door.organisation.now();
  auto const secret = factor ? open_secret(door, person, factor->secret) : "";
  if (!secret.empty())
    if (auto const step = totp::matching_step(secret, code, now, factor->last_step))
      return store::use_step(tx, person, *step);
  return store::use_recovery_code(tx, person, hash_of_code(door, person, code), now);
}

Result<Done> refuse_code(Door& door, int64_t person) {
  door.accounts.failed(throttle_of(door, person), door.organisation.now());
  return fail_at("/code", "second_factor.wrong");
}

}  // namespace

Result<Done> prove_again(Door& door, Viewer const& viewer, std::optional<std::string> const& password) {
  CHECK_OK(check_pace(door, viewer.person));
  std::optional<std::string> hash;
  bool fresh = false;
  door.organisation.db->read([&](db::Tx& tx) {
    hash = store::find_password(tx, viewer.person);
    for (auto const& session : store::sessions_of(tx, viewer.person))
      fresh |= session.id == viewer.session && door.organisation.now().ms - session.made_at < fresh_enough.ms;
  });
  if (!hash) return fresh ? Result<Done>(Done{}) : fail(Fault::conflict, "second_factor.sign_in_again");
  if (password && door.hasher.verify(*hash, *password)) return Done{};
  door.accounts.failed(throttle_of(door, viewer.person), door.organisation.now());
  return fail_at("/password", "people.current_password_wrong");
}

std::vector<std::string> renew_recovery_codes(Door& door, db::Tx& tx, int64_t person) {
  std::vector<std::string> codes, hashes;
  for (int i = 0; i < recovery_codes; ++i) {
    codes.push_back(make_recovery_code());
    hashes.push_back(hash_of_code(door, person, codes.back()));
  }
  store::replace_recovery_codes(tx, person, hashes);
  return codes;
}

void tell_of_factor(Door& door, db::Tx& tx, PersonId person, std::string_view what) {
  auto const now = door.organisation.now();
  auto const row = store::find_person(tx, person.value);
  if (!row) return;
  tell(tx, person, what, {}, now);
  Recipient const to{load_preferences(tx, person).language, row->name, row->email};
  post(door, tx,
       second_factor_letter(door.words, voice_to(tx, person), to, what, now, door.organisation.base_url + "/me"),
       person.value, days(2));
}

FactorState factor_state(Door const& door, db::Tx& tx, PersonId person, std::vector<std::string> const& roles) {
  return {.is_set = store::has_factor(tx, person.value),
          .required = needs_factor(door, roles),
          .app = store::has_app(tx, person.value),
          .passkeys = store::count_passkeys(tx, person.value),
          .recovery_codes_left = store::count_recovery_codes(tx, person.value)};
}

Result<ProposedFactor> propose_factor(Door& door, Viewer const& viewer, std::optional<std::string> const& password) {
  CHECK_OK(prove_again(door, viewer, password));
  auto const random = random_bytes<secret_bytes>();
  std::string const secret(random.begin(), random.end());
  auto const sealed = door.organisation.keys->seal("second-factor", place_of_secret(viewer.person), secret);
  return door.organisation.db->write([&](db::Tx& tx) -> Result<ProposedFactor> {
    auto const row = store::find_person(tx, viewer.person);
    if (!row) return fail(Fault::missing, "people.not_found");
    store::propose_secret(tx, viewer.person, db::Bytes{sealed});
    return ProposedFactor{totp::base32(secret), totp::address_of(secret, load_settings(tx).programme_name, row->email)};
  });
}

Result<ConfirmedFactor> confirm_factor(Door& door, Viewer const& viewer, std::string const& code) {
  CHECK_OK(check_pace(door, viewer.person));
  auto const now = door.organisation.now();
  ConfirmedFactor out;
  auto const kept = door.organisation.db->write([&](db::Tx& tx) -> Result<Done> {
    auto const factor = store::find_factor(tx, viewer.person);
    auto const secret = factor ? open_secret(door, viewer.person, factor->next) : "";
    if (secret.empty()) return fail(Fault::conflict, "second_factor.not_proposed");
    auto const step = totp::matching_step(secret, code, now, 0);
    if (!step) return fail_at("/code", "second_factor.wrong");
    store::confirm_secret(tx, viewer.person, *step, now);
    out.recovery_codes = renew_recovery_codes(door, tx, viewer.person);
    store::end_sessions_but(tx, viewer.person, viewer.session);
    end_streams(door.organisation, tx, viewer.person);
    tell_of_factor(door, tx, PersonId{viewer.person}, "second_factor_set");
    record(tx, PersonId{viewer.person}, "second_factor.set", "second factor", "", now);
    out.session_word = renew_session(tx, viewer);
    return Done{};
  });
  if (!kept && kept.error().code == "second_factor.wrong") CHECK_OK(refuse_code(door, viewer.person));
  CHECK_OK(kept);
  return out;
}

Result<std::vector<std::string>> ask_new_codes(Door& door, Viewer const& viewer,
                                               std::optional<std::string> const& password) {
  CHECK_OK(prove_again(door, viewer, password));
  return door.organisation.db->write([&](db::Tx& tx) -> Result<std::vector<std::string>> {
    if (!store::has_factor(tx, viewer.person)) return fail(Fault::conflict, "second_factor.not_set");
    record(tx, PersonId{viewer.person}, "second_factor.new_codes", "second factor", "", door.organisation.now());
    return renew_recovery_codes(door, tx, viewer.person);
  });
}

Result<Done> give_up_factor(Door& door, Viewer const& viewer, std::string const& code) {
  CHECK_OK(check_pace(door, viewer.person));
  PersonId const person{viewer.person};
  auto const given_up = door.organisation.db->write([&](db::Tx& tx) -> Result<bool> {
    bool const last = store::count_passkeys(tx, viewer.person) == 0;
    if (last && needs_factor(door, store::roles_of(tx, viewer.person)))
      return fail(Fault::conflict, "second_factor.needed");
    if (!use_code(door, tx, viewer.person, code)) return false;
    last ? store::forget_factor(tx, viewer.person) : store::forget_app(tx, viewer.person);
    tell_of_factor(door, tx, person, "second_factor_removed");
    record(tx, person, "second_factor.removed", "second factor", "", door.organisation.now());
    return true;
  });
  return TRY(given_up) ? Result<Done>(Done{}) : refuse_code(door, viewer.person);
}

Result<Done> remove_factor(Door& door, PersonId by, PersonId person) {
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Done> {
    if (!store::has_factor(tx, person.value)) return fail(Fault::missing, "second_factor.none");
    store::forget_factor(tx, person.value);
    store::end_sessions_but(tx, person.value, 0);
    end_streams(door.organisation, tx, person.value);
    tell_of_factor(door, tx, person, "second_factor_removed");
    record(tx, by, "second_factor.removed", "person", std::to_string(person.value), door.organisation.now());
    return Done{};
  });
}

Result<Opened> finish_sign_in(Door& door, http::Request const& request, std::string const& code) {
  if (!may_sign_in(request)) return fail(Fault::unavailable, "session.needs_https");
  auto const now = door.organisation.now();
  auto const hash = token_hash(session_word_of(request));
  auto const waiting = door.organisation.db->read([&](db::Tx& tx) { return store::find_session(tx, hash); });
  if (!waiting || !waiting->pending || waiting->ends_at <= now.ms) return fail(Fault::unauthorised, "session.needed");
  CHECK_OK(check_pace(door, waiting->person));
  auto const opened = door.organisation.db->write([&](db::Tx& tx) -> std::optional<Opened> {
    if (!use_code(door, tx, waiting->person, code)) return std::nullopt;
    return open_fully(door, tx, *waiting, request);
  });
  if (!opened) CHECK_OK(refuse_code(door, waiting->person));
  door.accounts.succeeded(throttle_of(door, waiting->person));
  return *opened;
}

}  // namespace essaim::people
