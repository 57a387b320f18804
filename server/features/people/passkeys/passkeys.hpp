#pragma once
// Passkeys (security.md 15): a key on the person's own device or keychain, opened by a finger, a face or a PIN. It is
// both factors at once, so it signs in by itself, and counts as the second step after a password.

#include "features/people/passkeys/store.hpp"
#include "features/people/sessions/sessions.hpp"
#include "platform/crypto/webauthn.hpp"

namespace essaim::people {

struct PasskeyOffer {
  std::string challenge, site_id, user_id, email, name;
  std::vector<std::string> known;  // credentials that this person has: no device makes two
};
/// Asks again who it is, as propose_factor does. Refused where the address is one for which browsers make no passkeys.
Result<PasskeyOffer> offer_passkey(Door& door, Viewer const& viewer, http::Request const& request,
                                   std::optional<std::string> const& password);

struct NewPasskey {
  std::string client_data, authenticator_data, public_key, name;
};
struct AddedPasskey {
  std::vector<std::string> recovery_codes;  // with the first second factor; shown once
  std::string session_word;                 // then all other sessions have ended
};
Result<AddedPasskey> add_passkey(Door& door, Viewer const& viewer, http::Request const& request,
                                 NewPasskey const& given);
/// Refused where it is the last second factor of somebody whose role needs one.
Result<Done> remove_passkey(Door& door, Viewer const& viewer, int64_t id, std::optional<std::string> const& password);

struct PasskeyQuestion {
  std::string challenge, site_id;
  std::vector<std::string> known;  // of the person whose password was right a moment ago; else empty, any key will do
};
Result<PasskeyQuestion> ask_for_passkey(Door& door, http::Request const& request);

struct SignedPasskey {
  std::string credential, client_data, authenticator_data, signature;
};
Result<Opened> sign_in_by_passkey(Door& door, http::Request const& request, SignedPasskey const& given);

}  // namespace essaim::people
