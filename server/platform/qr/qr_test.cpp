#include "platform/qr/qr.hpp"

#include <gtest/gtest.h>

namespace essaim {

TEST(QrCode, is_a_path_inside_its_view_box) {
  auto const code = qr_code("https://essaim.example.org/r/0123456789abcdef");
  ASSERT_TRUE(code);
  EXPECT_GE(code->size, 21 + 8);
  // The finder pattern of the first corner: seven dark modules in a row, behind the quiet zone.
  EXPECT_TRUE(code->path.starts_with("M4 4h7v1h-7z")) << code->path.substr(0, 20);
  EXPECT_EQ(code->path.find_first_not_of("Mhvz- 0123456789"), std::string::npos);
}

TEST(QrCode, too_long_an_address_is_refused) {
  auto const code = qr_code(std::string(5000, 'a'));
  ASSERT_FALSE(code);
  EXPECT_EQ(code.error().code, "qr.too_long");
}

}  // namespace essaim
