#include "platform/crypto/totp.hpp"

#include <gtest/gtest.h>

namespace essaim::totp {

// RFC 6238 appendix B, SHA-1 rows; six digits are the last six of its eight.
TEST(Totp, answers_the_vectors_of_the_standard) {
  std::string_view const secret = "12345678901234567890";
  struct Case {
    int64_t seconds;
    std::string_view code;
  };
  for (auto const& [seconds, code] :
       {Case{59, "287082"}, Case{1'111'111'109, "081804"}, Case{1'111'111'111, "050471"}, Case{1'234'567'890, "005924"},
        Case{2'000'000'000, "279037"}, Case{20'000'000'000, "353130"}})
    EXPECT_EQ(code_at(secret, step_of({seconds * 1000})), code) << seconds;
}

TEST(Totp, base32_answers_the_vectors_of_the_standard) {  // RFC 4648 section 10, without padding
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(Totp, a_code_opens_once_and_a_step_around_now) {
  std::string const secret(20, 's');
  Instant const now{1'795'509'000'000};
  auto const step = step_of(now);
  EXPECT_EQ(matching_step(secret, code_at(secret, step), now, 0), step);
  auto const spaced = code_at(secret, step).insert(3, " ");
  EXPECT_EQ(matching_step(secret, spaced, now, 0), step);
  EXPECT_EQ(matching_step(secret, code_at(secret, step - 1), now, 0), step - 1);
  EXPECT_EQ(matching_step(secret, code_at(secret, step + 1), now, 0), step + 1);
  EXPECT_FALSE(matching_step(secret, code_at(secret, step - 2), now, 0));
  EXPECT_FALSE(matching_step(secret, code_at(secret, step + 2), now, 0));
  EXPECT_FALSE(matching_step(secret, code_at(secret, step), now, step)) << "used before";
  EXPECT_FALSE(matching_step(secret, "", now, 0));
  EXPECT_FALSE(matching_step(secret, "12345678", now, 0));
}

TEST(Totp, the_address_is_read_by_apps) {
  EXPECT_EQ(address_of("foobar", "Les Éclaireurs", "a+b@example.org"),
            "otpauth://totp/Les%20%C3%89claireurs:a%2Bb%40example.org?secret=MZXW6YTBOI&issuer=Les%20%C3%89claireurs");
}

}  // namespace essaim::totp
