#include "base/json.hpp"

#include <gtest/gtest.h>

namespace essaim {

TEST(Json, goes_there_and_back) {
  for (auto const* text : {"null", "true", "-7", "0.5", R"("é\n")", "[]", "{}", R"({"a":[1,{"b":null}],"c":"d"})"})
    EXPECT_EQ(print_json(*parse_json(text)), text);
}

TEST(Json, refuses_what_is_not_json) {
  for (std::string_view text : {"", "{", "{]", "01", "'a'", "{\"a\":1,}", "1 2", "\"\xFF\"", "nul"})
    EXPECT_FALSE(parse_json(text)) << text;
  EXPECT_FALSE(parse_json(std::string(40, '[') + std::string(40, ']'))) << "too deep";
}

TEST(Json, quoted_text_is_inert_inside_a_script_element) {
  EXPECT_EQ(json_quote("</script>"), R"("\u003c/script>")");
  EXPECT_EQ(json_quote("\u2028"), R"("\u2028")");
}

}  // namespace essaim
