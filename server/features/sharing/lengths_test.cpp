#include "features/sharing/lengths.hpp"

#include "base/json.hpp"
#include "features/sharing/addresses.hpp"
#include "features/sharing/emoji.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace essaim::sharing {
namespace {

CountRule read_rule(std::string_view name) {
  for (auto rule : {CountRule::plain, CountRule::linkedin, CountRule::x, CountRule::threads, CountRule::mastodon,
                    CountRule::bluesky})
    if (to_text(rule) == name) return rule;
  ADD_FAILURE() << "unknown rule " << name;
  return CountRule::plain;
}

}  // namespace

TEST(Lengths, agree_with_the_vectors_that_the_web_app_reads_too) {
  std::ifstream file(ESSAIM_SOURCE_DIR "/tests/vectors/lengths.json");
  auto const json = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_TRUE(json) << json.error().detail;
  auto const& vectors = *json->find("vectors")->array();
  EXPECT_GT(vectors.size(), 80u);
  for (auto const& vector : vectors) {
    auto const text = vector.string_or("text");
    auto const length = length_of(read_rule(vector.string_or("rule")), text);
    EXPECT_EQ(length.count, *vector.find("count")->integer()) << vector.string_or("rule") << ": " << text;
    auto const* bytes = vector.find("bytes");
    EXPECT_TRUE(!bytes || *bytes->integer() == length.bytes) << text;
  }
}

TEST(Lengths, invalid_utf8_is_counted_and_never_read_past) {
  for (std::string_view bad : {"\xE2\x82", "\xFF\xFE", "a\xF0\x9F", "https://\xC3", "@a@\xE2"})
    for (auto rule : {CountRule::plain, CountRule::linkedin, CountRule::x, CountRule::threads, CountRule::mastodon,
                      CountRule::bluesky})
      EXPECT_GT(length_of(rule, bad).count, 0);
}

TEST(Lengths, a_long_text_without_dots_is_counted_in_no_time) {
  EXPECT_EQ(length_of(CountRule::x, std::string(20000, 'a')).count, 20000);
  EXPECT_GT(length_of(CountRule::x, std::string(20000, '.')).count, 0);
  EXPECT_GT(length_of(CountRule::x, "https://a.fr/" + std::string(4000, '(')).count, 0);
}

TEST(Emoji, a_digit_is_one_only_in_a_keycap) {
  EXPECT_EQ(emoji_at(U"1", 0), 0u);
  EXPECT_EQ(emoji_at(U"1\uFE0F\u20E3", 0), 3u);
  EXPECT_EQ(emoji_at(U"\u2764\uFE0F\u200D\U0001F525", 0), 4u);
  EXPECT_EQ(emoji_at(U"\U0001F44D\uFE0E", 0), 0u);
}

}  // namespace essaim::sharing
