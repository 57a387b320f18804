#include "platform/http/preloads.hpp"

#include <gtest/gtest.h>

namespace essaim::http {
namespace {

Preloads const preloads{
    "/ </a.js>; rel=modulepreload\n"
    "/today </a.css>; rel=preload; as=style, </b.js>; rel=modulepreload\n"
    "/stories/[id] </c.js>; rel=modulepreload\n"
    "/stories/[id]/share </d.js>; rel=modulepreload\n"
    "/goodbye \n"};

TEST(Preloads, a_screens_address_names_its_files) {
  EXPECT_EQ(preloads.of("/"), "</a.js>; rel=modulepreload");
  EXPECT_EQ(preloads.of("/today"), "</a.css>; rel=preload; as=style, </b.js>; rel=modulepreload");
  EXPECT_EQ(preloads.of("/today/"), preloads.of("/today"));
}

TEST(Preloads, a_part_in_brackets_is_any_part) {
  EXPECT_EQ(preloads.of("/stories/0c5m2k"), "</c.js>; rel=modulepreload");
  EXPECT_EQ(preloads.of("/stories/0c5m2k/share"), "</d.js>; rel=modulepreload");
}

TEST(Preloads, what_is_no_screen_names_nothing) {
  EXPECT_EQ(preloads.of("/stories"), "");
  EXPECT_EQ(preloads.of("/stories/0c5m2k/share/again"), "");
  EXPECT_EQ(preloads.of("/goodbye"), "");
  EXPECT_EQ(Preloads{""}.of("/today"), "");
}

}  // namespace
}  // namespace essaim::http
