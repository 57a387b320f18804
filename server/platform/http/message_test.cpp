#include "platform/http/message.hpp"

#include <gtest/gtest.h>

namespace essaim::http {
namespace {

TEST(HttpMessage, reads_query_parameters) {
  Request request;
  request.query = "a=1&b=caf%C3%A9+au+lait&a=2&bad=%zz&flag&=x";
  EXPECT_EQ(request.parameter("a"), "1");
  EXPECT_EQ(request.parameter("b"), "café au lait");
  EXPECT_EQ(request.parameter("flag"), "");
  EXPECT_EQ(request.parameter("bad"), std::nullopt);
  EXPECT_EQ(request.parameter("missing"), std::nullopt);
}

TEST(HttpMessage, reads_cookies_by_their_whole_name) {
  Request request;
  request.headers = {{"cookie", "xa=0; a=1;b=2"}, {"cookie", "c=x=y"}};
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.cookie("c"), "x=y");
  EXPECT_EQ(request.cookie("d"), std::nullopt);
}

TEST(HttpMessage, names_methods_both_ways) {
  for (auto const method :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del, Method::options})
    EXPECT_EQ(read_method(to_text(method)), method);
  EXPECT_EQ(read_method("get"), Method::other) << "methods are case-sensitive (RFC 9110 section 9.1)";
}

}  // namespace
}  // namespace essaim::http
