#include "platform/crypto/webauthn.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace essaim::webauthn {
namespace {

constexpr size_t hash_size = 32, flags_at = 32, count_at = 33, head_size = 37, aaguid_size = 16;
constexpr unsigned user_present = 0x01, user_verified = 0x04, may_be_copied = 0x08, is_copied = 0x10, holds_key = 0x40;
constexpr size_t longest_credential = 1023;  // section 4, "credential ID"

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned byte_at(std::string_view bytes, size_t at) { return static_cast<unsigned char>(bytes[at]); }

tl::unexpected<Error> refuse(std::string_view why) { return fail(Fault::invalid, "passkey.refused", why); }

Key read_key(std::string_view der) {
  auto const* at = bytes_of(der);
  Key key(d2i_PUBKEY(nullptr, &at, long(der.size())), EVP_PKEY_free);
  if (key && at != bytes_of(der) + der.size()) key.reset();
  return key;
}

bool is_strong(EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519: return true;
    case EVP_PKEY_RSA: return EVP_PKEY_get_bits(key) >= 2048 && EVP_PKEY_get_bits(key) <= 4096;
    case EVP_PKEY_EC: {
      std::string group(32, '\0');
      size_t length = 0;
      return EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1 &&
             std::string_view(group).substr(0, length) == "prime256v1";
    }
    default: return false;
  }
}

bool has_signed(EVP_PKEY* key, std::string_view text, std::string_view signature) {
  Digest const digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  auto const* hash = EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
  return digest && EVP_DigestVerifyInit(digest.get(), nullptr, hash, nullptr, key) == 1 &&
         EVP_DigestVerify(digest.get(), bytes_of(signature), signature.size(), bytes_of(text), text.size()) == 1;
}

int64_t count_of(std::string_view data) {
  int64_t count = 0;
  for (size_t i = 0; i < 4; ++i) count = count << 8 | byte_at(data, count_at + i);
  return count;
}

// What both ceremonies ask of the authenticator's word. The person's presence alone does not do: whoever finds a key
// would come in with it.
Result<Done> check_head(std::string_view data, Site const& site) {
  if (data.size() < head_size) return refuse("authenticator data: too short");
  if (site.id.empty() || !equal_secrets(data.substr(0, hash_size), sha256(site.id)))
    return refuse("authenticator data: made for another site");
  auto const flags = byte_at(data, flags_at);
  if (!(flags & user_present)) return refuse("authenticator data: nobody was present");
  if (!(flags & user_verified)) return refuse("authenticator data: the person was not verified");
  if ((flags & is_copied) && !(flags & may_be_copied)) return refuse("authenticator data: contradicts itself");
  return Done{};
}

}  // namespace

Site site_of(std::string_view host, bool secure) {
  Site site{std::string(secure ? "https://" : "http://") + std::string(host), {}};
  auto const name = host.substr(0, host.find(':'));
  bool const digits = std::ranges::all_of(name, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
  if (!host.starts_with('[') && !digits) site.id = std::string(name);
  return site;
}

Result<std::string> read_client_data(std::string_view client_data, Ceremony ceremony, Site const& site) {
  auto const parsed = parse_json(client_data);
  if (!parsed || !parsed->object()) return refuse("client data: no JSON object");
  if (parsed->string_or("type") != (ceremony == Ceremony::create ? "webauthn.create" : "webauthn.get"))
    return refuse("client data: another ceremony");
  if (parsed->string_or("origin") != site.origin) return refuse("client data: another origin");
  auto const* crossed = parsed->find("crossOrigin");
  if (crossed && crossed->boolean() && *crossed->boolean()) return refuse("client data: inside a foreign page");
  auto const challenge = from_base64url(parsed->string_or("challenge"));
  if (!challenge || challenge->empty()) return refuse("client data: no challenge");
  return *challenge;
}

Result<NewKey> read_new_key(std::string_view data, std::string_view public_key, Site const& site) {
  CHECK_OK(check_head(data, site));
  if (!(byte_at(data, flags_at) & holds_key)) return refuse("authenticator data: no key in it");
  constexpr size_t length_at = head_size + aaguid_size, credential_at = length_at + 2;
  if (data.size() < credential_at) return refuse("authenticator data: too short");
  size_t const length = byte_at(data, length_at) << 8 | byte_at(data, length_at + 1);
  if (length == 0 || length > longest_credential || data.size() < credential_at + length)
    return refuse("authenticator data: no credential");
  auto const key = read_key(public_key);
  if (!key || !is_strong(key.get())) return refuse("public key: of a kind that is not taken");
  return NewKey{std::string(data.substr(credential_at, length)), count_of(data)};
}

Result<int64_t> check_signature(Signed const& given, std::string_view public_key, int64_t last_count,
                                Site const& site) {
  CHECK_OK(check_head(given.authenticator_data, site));
  auto const key = read_key(public_key);
  std::string text(given.authenticator_data);
  text += sha256(given.client_data);
  if (!key || !has_signed(key.get(), text, given.signature)) return refuse("signature: not of this key");
  auto const count = count_of(given.authenticator_data);
  if ((count != 0 || last_count != 0) && count <= last_count) return refuse("counter: did not grow");
  return count;
}

}  // namespace essaim::webauthn
