#include "base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/crypto/password.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <sys/stat.h>

namespace essaim {

namespace fs = std::filesystem;

TEST(Crypto, hashes_match_published_vectors) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
  // RFC 4231, case 2.
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // RFC 5869, case 1.
  EXPECT_EQ(hex(hkdf_sha256(std::string(22, '\x0b'), *from_hex("000102030405060708090a0b0c"),
                            *from_hex("f0f1f2f3f4f5f6f7f8f9"), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}

TEST(Crypto, passwords_use_argon2id_at_the_owasp_floor_or_above) {
  PasswordHasher hasher;
  std::string const password = "une phrase assez longue 🐝";
  auto const hash = hasher.hash(password);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=32768,t=2,p=1$")) << hash;
  EXPECT_TRUE(hasher.verify(hash, password));
  EXPECT_FALSE(hasher.verify(hash, password + " "));
  EXPECT_NE(hash, hasher.hash(password));
  EXPECT_FALSE(PasswordHasher::is_outdated(hash));
  // Made by libsodium with m = 8 MiB, t = 1.
  EXPECT_TRUE(
      PasswordHasher::is_outdated("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                  "TLCBVnSLGpXPRjP1zPOQ9tkLQFFVdXUr1uzjpXAFQzo"));
}

TEST(Crypto, work_is_what_argon2id_fills) {
  PasswordHasher hasher;
  EXPECT_EQ(hasher.work(), 0);
  auto const hash = hasher.hash("une phrase assez longue");
  EXPECT_EQ(hasher.work(), 2 * 32768);
  hasher.verify(hash, "une autre phrase");
  EXPECT_EQ(hasher.work(), 2 * 2 * 32768);
  hasher.pretend("une autre phrase");
  EXPECT_EQ(hasher.work(), 3 * 2 * 32768);
  hasher.verify("no hash", "une autre phrase");
  EXPECT_EQ(hasher.work(), 3 * 2 * 32768);
}

TEST(Crypto, a_long_password_is_not_truncated) {
  PasswordHasher hasher;
  std::string const password(200, 'a');
  EXPECT_FALSE(hasher.verify(hasher.hash(password), password.substr(0, 199)));
}

TEST(Crypto, a_token_is_256_random_bits_and_only_its_hash_is_kept) {
  auto const token = make_token();
  EXPECT_EQ(from_base64url(token.word)->size(), 32u);
  EXPECT_EQ(token.hash, sha256(token.word));
  EXPECT_NE(make_token().word, token.word);
}

TEST(Crypto, a_sealed_box_opens_only_where_it_belongs) {
  KeyRing const ring(std::string(32, 'k'));
  auto const box = ring.seal("outbox", "mail 1", "secret");
  EXPECT_EQ(box.find("secret"), std::string::npos);
  EXPECT_EQ(ring.open_sealed("outbox", "mail 1", box), "secret");
  EXPECT_FALSE(ring.open_sealed("outbox", "mail 2", box));
  EXPECT_FALSE(ring.open_sealed("tokens", "mail 1", box));
  EXPECT_FALSE(KeyRing(std::string(32, 'x')).open_sealed("outbox", "mail 1", box));
  auto bent = box;
  bent.back() ^= 1;
  EXPECT_FALSE(ring.open_sealed("outbox", "mail 1", bent));
  EXPECT_FALSE(ring.open_sealed("outbox", "mail 1", "short"));
}

TEST(Crypto, the_key_file_is_made_once_and_read_by_its_owner_only) {
  auto const folder = fs::temp_directory_path() / ("essaim-keys-" + make_token().word);
  auto const path = (folder / "token.key").string();
  auto const first = KeyRing::open(path);
  ASSERT_TRUE(first) << first.error().detail;
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  auto const second = KeyRing::open(path);
  ASSERT_TRUE(second);
  EXPECT_EQ(first->key("a"), second->key("a"));
  EXPECT_NE(first->key("a"), first->key("b"));
  fs::permissions(path, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(KeyRing::open(path).error().code, "keys.readable_by_others");
  fs::remove_all(folder);
}

}  // namespace essaim
