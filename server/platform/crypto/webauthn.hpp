#pragma once
// The server's side of passkeys (W3C Web Authentication, Level 2): reads what a browser says of a new key and checks
// the signature of a sign-in. No attestation is asked for, so that no maker of keys is told apart; the browser hands
// over the public key as SubjectPublicKeyInfo (section 5.2.1, getPublicKey), which spares us CBOR. Pure; any thread.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace essaim::webauthn {

/// Where the browser believes it is: the address as it stands in the address line, and its host, to which keys belong.
struct Site {
  std::string origin;  // "https://essaim.example.com", a port only where it is not the usual one
  std::string id;      // "essaim.example.com"
};
/// Browsers make no passkey for an address of digits (section 5.1.3 step 7): empty id.
Site site_of(std::string_view host, bool secure);

enum class Ceremony { create, get };
/// The challenge that the browser signed, after its kind, its origin and its framing were found right. Errors:
/// "passkey.refused", what was wrong in `detail`.
Result<std::string> read_client_data(std::string_view client_data, Ceremony ceremony, Site const& site);

struct NewKey {
  std::string credential;  // 1 to 1023 bytes
  int64_t sign_count = 0;
};
/// Sections 6.1 and 7.1, steps 13 to 18. `public_key` is DER; kept are P-256, RSA from 2048 bits on, and Ed25519.
/// The person must have been verified (a finger, a face, a PIN): such a key is both factors at once.
Result<NewKey> read_new_key(std::string_view authenticator_data, std::string_view public_key, Site const& site);

struct Signed {
  std::string_view client_data, authenticator_data, signature;
};
/// Section 7.2, steps 15 to 21: answers the new counter. `last_count` is the one of the last sign-in; a counter that
/// did not grow tells of a copied key, unless the key does not count at all.
Result<int64_t> check_signature(Signed const& given, std::string_view public_key, int64_t last_count, Site const& site);

}  // namespace essaim::webauthn
