#include "platform/feed/opml.hpp"

#include <gtest/gtest.h>

namespace essaim::feed {
namespace {

TEST(Opml, reads_what_readers_export) {
  auto const read = read_opml(R"(<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
    <outline text="Industrie"><outline text="Un &amp; deux" title="" type="rss" xmlUrl="https://a.example/f?a=1&b=2" htmlUrl="https://a.example/"/>
      <outline text="Sous"><outline title="Trois" xmlURL="https://b.example/f" category="/x/Veille,RH"/></outline></outline>
    <outline text="un lien" type="link" url="https://c.example/"/></body></opml>)");
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0].title, "Un & deux");
  EXPECT_EQ((*read)[0].feed_address, "https://a.example/f?a=1&b=2");
  EXPECT_EQ((*read)[0].site_address, "https://a.example/");
  EXPECT_EQ((*read)[0].categories, std::vector<std::string>{"Industrie"});
  EXPECT_EQ((*read)[1].categories, (std::vector<std::string>{"Veille", "RH", "Industrie", "Sous"}));
}

TEST(Opml, refuses_what_is_none_and_survives_what_is_hostile) {
  for (std::string_view in : {"", "hello", "<html/>", "<opml/>", "<opml><body><outline text='x'/></body></opml>", "{}"})
    EXPECT_EQ(read_opml(in) ? "" : read_opml(in).error().code, "opml.not_opml") << in;
  EXPECT_TRUE(
      read_opml("<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body><outline text='&x;' "
                "xmlUrl='https://a.example/f'/>"));
  std::string deep = "<opml><body>";
  for (int i = 0; i < 100000; ++i) deep += "<outline text='x'>";
  EXPECT_FALSE(read_opml(deep));
}

TEST(Opml, writes_what_it_reads) {
  std::vector<Outline> const outlines{
      {"A \"<&>\" é", "https://a.example/f?x=1&y=2", "https://a.example/", "rss", {"RH", "IA"}}};
  auto const text = write_opml("Veille <1>", outlines, Instant{1795509000000});
  auto const back = read_opml(text);
  ASSERT_TRUE(back) << text;
  ASSERT_EQ(back->size(), 1u);
  EXPECT_EQ(back->front().title, outlines[0].title);
  EXPECT_EQ(back->front().feed_address, outlines[0].feed_address);
  EXPECT_EQ(back->front().categories, outlines[0].categories);
  EXPECT_NE(text.find("<dateCreated>2026-11-24T08:30:00Z</dateCreated>"), std::string::npos);
}

}  // namespace
}  // namespace essaim::feed
