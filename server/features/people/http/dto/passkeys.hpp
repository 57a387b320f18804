#pragma once
// What travels about passkeys. All bytes are base64url, as browsers write them.

#include "platform/http/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace essaim::people::dto {

struct Passkey {
  static constexpr std::string_view dto = "Passkey";
  std::string id, name, created_day;
  std::optional<std::string> last_used_day;
};
template <class V>
void describe(V& v, Passkey& p) {
  v("id", p.id);
  v("name", p.name);
  v("created_day", p.created_day);
  v("last_used_day", p.last_used_day);
}

struct PasskeyOffer {
  static constexpr std::string_view dto = "PasskeyOffer";
  std::string challenge, site_id, user_id, user_email, user_name;
  std::vector<std::string> known_credentials;
};
template <class V>
void describe(V& v, PasskeyOffer& p) {
  v("challenge", p.challenge);
  v("site_id", p.site_id);
  v("user_id", p.user_id);
  v("user_email", p.user_email);
  v("user_name", p.user_name);
  v("known_credentials", p.known_credentials);
}

struct NewPasskey {
  static constexpr std::string_view dto = "NewPasskey";
  std::string client_data, authenticator_data, public_key;
  std::optional<std::string> name;  // else the browser's
};
template <class V>
void describe(V& v, NewPasskey& p) {
  v("client_data", p.client_data, http::Limits{.min = 1, .max = 4096});
  v("authenticator_data", p.authenticator_data, http::Limits{.min = 1, .max = 8192});
  v("public_key", p.public_key, http::Limits{.min = 1, .max = 2048});
  v("name", p.name, http::Limits{.min = 0, .max = 200});
}

struct PasskeyQuestion {
  static constexpr std::string_view dto = "PasskeyQuestion";
  std::string challenge, site_id;
  std::vector<std::string> known_credentials;
};
template <class V>
void describe(V& v, PasskeyQuestion& p) {
  v("challenge", p.challenge);
  v("site_id", p.site_id);
  v("known_credentials", p.known_credentials);
}

struct SignedPasskey {
  static constexpr std::string_view dto = "SignedPasskey";
  std::string credential, client_data, authenticator_data, signature;
};
template <class V>
void describe(V& v, SignedPasskey& p) {
  v("credential", p.credential, http::Limits{.min = 1, .max = 1400});
  v("client_data", p.client_data, http::Limits{.min = 1, .max = 4096});
  v("authenticator_data", p.authenticator_data, http::Limits{.min = 1, .max = 8192});
  v("signature", p.signature, http::Limits{.min = 1, .max = 2048});
}

}  // namespace essaim::people::dto
