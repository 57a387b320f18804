#include "platform/log/log.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

namespace essaim::log {
namespace {
std::string last_line;
}

TEST(Log, promise_23_a_line_holds_only_fields_of_the_allowlist) {
  set_sink([](std::string_view line) { last_line = line; });
  info("http.answered", {{Field::route, "GET /api/v1/me"}, {Field::status, 200}});
  set_sink(nullptr);
  auto const line = parse_json(last_line);
  ASSERT_TRUE(line) << last_line;
  EXPECT_EQ(line->string_or("event"), "http.answered");
  EXPECT_EQ(*line->find("status")->integer(), 200);
  EXPECT_EQ(line->object()->size(), 5u);
  // The names themselves: none can carry who somebody is.
  for (int i = 0; i <= int(Field::key); ++i)
    for (std::string_view forbidden : {"person", "name", "email", "address", "group", "share", "ballot", "peer", "ip"})
      EXPECT_NE(to_text(Field(i)), forbidden);
}

TEST(Log, a_line_stays_one_line) {
  set_sink([](std::string_view line) { last_line = line; });
  warn("x", {{Field::code, "a\nb\"}"}});
  set_sink(nullptr);
  EXPECT_EQ(last_line.find('\n'), std::string::npos);
  EXPECT_TRUE(parse_json(last_line));
}

}  // namespace essaim::log
