#include "platform/crypto/webauthn.hpp"

#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace essaim::webauthn {
namespace {

constexpr unsigned char present = 0x01, verified = 0x04, may_be_copied = 0x08, copied = 0x10, holds_key = 0x40;
Site const site = site_of("swarm.example.org", true);

// What a key in somebody's pocket does, made by another library's words than those under test.
class Device {
 public:
  explicit Device(EVP_PKEY* key) : key_(key, EVP_PKEY_free) {}

  std::string public_key() const {
    unsigned char* bytes = nullptr;
    int const length = i2d_PUBKEY(key_.get(), &bytes);
    std::string out(reinterpret_cast<char*>(bytes), size_t(length));
    OPENSSL_free(bytes);
    return out;
  }
  std::string sign(std::string const& text, EVP_MD const* hash = EVP_sha256()) const {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    size_t length = 0;
    EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key_.get());
    EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size());
    std::string out(length, '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &length, bytes, text.size());
    out.resize(length);
    return out;
  }

 private:
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

std::string head(unsigned char flags, uint32_t count, std::string_view id = "swarm.example.org") {
  std::string data = sha256(id);
  data += static_cast<char>(flags);
  for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>(count >> shift);
  return data;
}
std::string with_credential(std::string data, std::string_view credential) {
  data += std::string(16, '\x11');
  data += static_cast<char>(credential.size() >> 8);
  data += static_cast<char>(credential.size());
  return data + std::string(credential) + "\xa5" + std::string(76, 'k');  // the COSE key, which is not read
}
std::string client_data(std::string_view type, std::string_view origin = "https://swarm.example.org",
                        std::string_view more = "") {
  return R"({"type":")" + std::string(type) + R"(","challenge":"AAEC","origin":")" + std::string(origin) + "\"" +
         std::string(more) + "}";
}
std::string reason(auto const& result) { return result ? "taken" : result.error().detail; }

Device p256() { return Device(EVP_EC_gen("P-256")); }

TEST(Webauthn, a_site_is_its_origin_and_its_name_and_no_address_of_digits) {
  EXPECT_EQ(site_of("swarm.example.org:8443", true).origin, "https://swarm.example.org:8443");
  EXPECT_EQ(site_of("swarm.example.org:8443", true).id, "swarm.example.org");
  EXPECT_EQ(site_of("localhost:8080", false).origin, "http://localhost:8080");
  EXPECT_EQ(site_of("127.0.0.1:8080", false).id, "");
  EXPECT_EQ(site_of("[::1]:8080", false).id, "");
}

TEST(Webauthn, client_data_is_of_this_ceremony_this_origin_and_no_foreign_frame) {
  EXPECT_EQ(read_client_data(client_data("webauthn.get"), Ceremony::get, site).value_or(""), std::string("\0\1\2", 3));
  EXPECT_EQ(reason(read_client_data(client_data("webauthn.get"), Ceremony::create, site)),
            "client data: another ceremony");
  for (auto const* const foreign : {"https://swarm.example.org.evil.example", "http://swarm.example.org",
                                    "https://swarm.example.org:444", "https://SWARM.example.org", ""})
    EXPECT_EQ(reason(read_client_data(client_data("webauthn.get", foreign), Ceremony::get, site)),
              "client data: another origin")
        << foreign;
  EXPECT_EQ(
      reason(read_client_data(client_data("webauthn.get", site.origin, R"(,"crossOrigin":true)"), Ceremony::get, site)),
      "client data: inside a foreign page");
  EXPECT_TRUE(read_client_data(client_data("webauthn.get", site.origin, R"(,"crossOrigin":false,"other":[1])"),
                               Ceremony::get, site));
  for (auto const* const broken :
       {"", "[]", "null", "{", R"({"type":"webauthn.get","origin":"https://swarm.example.org"})"})
    EXPECT_FALSE(read_client_data(broken, Ceremony::get, site)) << broken;
}

TEST(Webauthn, a_new_key_is_read_whole_or_refused) {
  auto const device = p256();
  auto const data = with_credential(head(present | verified | holds_key, 7), "a credential");
  auto const key = read_new_key(data, device.public_key(), site);
  ASSERT_TRUE(key) << reason(key);
  EXPECT_EQ(key->credential, "a credential");
  EXPECT_EQ(key->sign_count, 7);
  size_t const needed = 37 + 16 + 2 + 12;
  for (size_t length = 0; length < needed; ++length)
    EXPECT_FALSE(read_new_key(std::string_view(data).substr(0, length), device.public_key(), site)) << length;
  EXPECT_TRUE(read_new_key(std::string_view(data).substr(0, needed), device.public_key(), site));
  EXPECT_FALSE(read_new_key(with_credential(head(present | verified | holds_key, 0), ""), device.public_key(), site));
  EXPECT_FALSE(read_new_key(with_credential(head(present | verified | holds_key, 0), std::string(1024, 'c')),
                            device.public_key(), site));
}

TEST(Webauthn, nobody_comes_in_by_presence_alone_or_by_the_key_of_another_site) {
  auto const device = p256();
  auto const refused = [&](std::string const& data) {
    return reason(read_new_key(with_credential(data, "c"), device.public_key(), site));
  };
  EXPECT_EQ(refused(head(present | holds_key, 0)), "authenticator data: the person was not verified");
  EXPECT_EQ(refused(head(verified | holds_key, 0)), "authenticator data: nobody was present");
  EXPECT_EQ(refused(head(present | verified, 0)), "authenticator data: no key in it");
  EXPECT_EQ(refused(head(present | verified | holds_key | copied, 0)), "authenticator data: contradicts itself");
  EXPECT_EQ(refused(head(present | verified | holds_key | copied | may_be_copied, 0)), "taken");
  EXPECT_EQ(refused(head(present | verified | holds_key, 0, "example.org")),
            "authenticator data: made for another site");
  EXPECT_FALSE(read_new_key(with_credential(head(present | verified | holds_key, 0, ""), "c"), device.public_key(),
                            site_of("127.0.0.1", true)));
}

TEST(Webauthn, weak_and_foreign_keys_are_not_taken) {
  auto const data = with_credential(head(present | verified | holds_key, 0), "c");
  auto const taken = [&](std::string const& key) { return read_new_key(data, key, site).has_value(); };
  EXPECT_TRUE(taken(p256().public_key()));
  EXPECT_TRUE(taken(Device(EVP_RSA_gen(2048)).public_key()));
  EXPECT_TRUE(taken(Device(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")).public_key()));
  EXPECT_FALSE(taken(Device(EVP_EC_gen("P-384")).public_key()));
  EXPECT_FALSE(taken(Device(EVP_RSA_gen(1024)).public_key()));
  EXPECT_FALSE(taken(Device(EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519")).public_key()));
  EXPECT_FALSE(taken(p256().public_key() + "more"));
  EXPECT_FALSE(taken(""));
}

TEST(Webauthn, a_signature_opens_for_each_kind_of_key_and_for_no_other_text) {
  auto const said = client_data("webauthn.get");
  auto const data = head(present | verified, 5);
  struct Kind {
    Device device;
    EVP_MD const* hash;
  };
  Kind const kinds[] = {{p256(), EVP_sha256()},
                        {Device(EVP_RSA_gen(2048)), EVP_sha256()},
                        {Device(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")), nullptr}};
  for (auto const& [device, hash] : kinds) {
    auto const signature = device.sign(data + sha256(said), hash);
    auto const key = device.public_key();
    EXPECT_EQ(check_signature({said, data, signature}, key, 4, site).value_or(-1), 5);
    EXPECT_EQ(reason(check_signature({said + " ", data, signature}, key, 4, site)), "signature: not of this key");
    EXPECT_EQ(reason(check_signature({said, head(present | verified, 6), signature}, key, 4, site)),
              "signature: not of this key");
    EXPECT_EQ(reason(check_signature({said, data, signature}, p256().public_key(), 4, site)),
              "signature: not of this key");
    EXPECT_EQ(reason(check_signature({said, data, ""}, key, 4, site)), "signature: not of this key");
  }
}

TEST(Webauthn, a_counter_that_does_not_grow_tells_of_a_copied_key) {
  auto const device = p256();
  auto const said = client_data("webauthn.get");
  auto const check = [&](uint32_t count, int64_t last) {
    auto const data = head(present | verified, count);
    return reason(check_signature({said, data, device.sign(data + sha256(said))}, device.public_key(), last, site));
  };
  EXPECT_EQ(check(0, 0), "taken");  // keys in a keychain that is kept in step do not count
  EXPECT_EQ(check(1, 0), "taken");
  EXPECT_EQ(check(4294967295U, 4294967294), "taken");
  EXPECT_EQ(check(5, 5), "counter: did not grow");
  EXPECT_EQ(check(0, 5), "counter: did not grow");
}

}  // namespace
}  // namespace essaim::webauthn
