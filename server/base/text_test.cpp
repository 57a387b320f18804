#include "base/text.hpp"

#include <gtest/gtest.h>

namespace essaim {

TEST(Text, utf8_is_strict) {
  EXPECT_TRUE(is_utf8("Éclaireurs 🐝"));
  for (std::string_view bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF"})
    EXPECT_FALSE(is_utf8(bad));
  EXPECT_EQ(repair_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
}

TEST(Text, clip_never_cuts_a_code_point) {
  EXPECT_EQ(clip("été", 2), "ét");
  EXPECT_EQ(clip("été", 9), "été");
}

TEST(Text, one_line_folds_spaces_and_drops_controls) {
  EXPECT_EQ(one_line("  a\r\n\tb\xC2\xA0 c\x01 "), "a b c");
  EXPECT_EQ(one_line(""), "");
}

TEST(Text, codecs_go_there_and_back) {
  for (std::string const& bytes :
       {std::string(""), std::string("a"), std::string("ab"), std::string("\0\xFF\x80", 3)}) {
    EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
    EXPECT_EQ(from_hex(hex(bytes)), bytes);
    EXPECT_EQ(percent_decode(percent_encode(bytes)), bytes);
  }
  EXPECT_FALSE(from_base64url("a"));
  EXPECT_FALSE(from_base64url("a+b="));
  EXPECT_FALSE(percent_decode("%4"));
}

TEST(Text, split_and_join_are_inverse) {
  EXPECT_EQ(split("a,,b", ',').size(), 3u);
  EXPECT_EQ(join({"a", "", "b"}, ","), "a,,b");
  EXPECT_EQ(join({"", "b"}, ","), ",b");
}

}  // namespace essaim
