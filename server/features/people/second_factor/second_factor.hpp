#pragma once
// The second step of signing in (security.md 15): a code of six digits from an app, or one of ten codes on paper. Those
// who lead or administer need one before their role opens anything; everybody may have one.

#include "features/people/sessions/sessions.hpp"

namespace essaim::people {

struct FactorState {
  bool is_set = false, required = false;
  int64_t recovery_codes_left = 0;
};
FactorState factor_state(Door const& door, db::Tx& tx, PersonId person, std::vector<std::string> const& roles);

/// A new secret to be taken over by an app. It counts from its first right code on; one in force stays until then.
struct ProposedFactor {
  std::string secret;   // base32, to be typed by hand
  std::string address;  // otpauth://…, for the QR code
};
/// `password`: of a person who has one (V7.5.1: changing a factor asks again who it is); a person without one must have
/// signed in within the last quarter of an hour.
Result<ProposedFactor> propose_factor(Door& door, Viewer const& viewer, std::optional<std::string> const& password);

struct ConfirmedFactor {
  std::vector<std::string> recovery_codes;  // shown once
  std::string session_word;                 // the session's new word; all others have ended
};
Result<ConfirmedFactor> confirm_factor(Door& door, Viewer const& viewer, std::string const& code);

/// By the person, with a code; refused where the role needs one.
Result<Done> give_up_factor(Door& door, Viewer const& viewer, std::string const& code);
/// By an administrator or the operator, for a lost phone: the person's sessions end, and they are told.
Result<Done> remove_factor(Door& door, PersonId by, PersonId person);

/// The second step of a session that waits for it. Answers who came in, with a new word.
Result<Opened> finish_sign_in(Door& door, http::Request const& request, std::string const& code);

}  // namespace essaim::people
