#pragma once
// The second step of signing in (security.md 15): a code of six digits from an app, or one of ten codes on paper. Those
// who lead or administer need one before their role opens anything; everybody may have one. A passkey is one too
// (passkeys/); the codes on paper open the door for either.

#include "features/people/sessions/sessions.hpp"

namespace essaim::people {

struct FactorState {
  bool is_set = false, required = false, app = false;
  int64_t passkeys = 0, recovery_codes_left = 0;
};
FactorState factor_state(Door const& door, db::Tx& tx, PersonId person, std::vector<std::string> const& roles);

/// Asks again who it is before a factor changes (V7.5.1): by the password of a person who has one; a person without one
/// must have signed in within the last quarter of an hour.
Result<Done> prove_again(Door& door, Viewer const& viewer, std::optional<std::string> const& password);
/// Ten new codes on paper, in the transaction of the factor; those before open nothing any more.
std::vector<std::string> renew_recovery_codes(Door& door, db::Tx& tx, int64_t person);
/// `what`: "second_factor_set", "second_factor_removed", "passkey_added", "passkey_removed".
void tell_of_factor(Door& door, db::Tx& tx, PersonId person, std::string_view what);

/// A new secret to be taken over by an app. It counts from its first right code on; one in force stays until then.
struct ProposedFactor {
  std::string secret;   // base32, to be typed by hand
  std::string address;  // otpauth://…, for the QR code
};
Result<ProposedFactor> propose_factor(Door& door, Viewer const& viewer, std::optional<std::string> const& password);

struct ConfirmedFactor {
  std::vector<std::string> recovery_codes;  // shown once
  std::string session_word;                 // the session's new word; all others have ended
};
Result<ConfirmedFactor> confirm_factor(Door& door, Viewer const& viewer, std::string const& code);

/// For somebody who runs out of them; refused without a second factor.
Result<std::vector<std::string>> ask_new_codes(Door& door, Viewer const& viewer,
                                               std::optional<std::string> const& password);

/// By the person, with a code: the app's codes open nothing any more. Refused where the role needs a second factor and
/// no passkey is left.
Result<Done> give_up_factor(Door& door, Viewer const& viewer, std::string const& code);
/// By an administrator or the operator, for a lost phone: the person's sessions end, and they are told.
Result<Done> remove_factor(Door& door, PersonId by, PersonId person);

/// The second step of a session that waits for it. Answers who came in, with a new word.
Result<Opened> finish_sign_in(Door& door, http::Request const& request, std::string const& code);

}  // namespace essaim::people
