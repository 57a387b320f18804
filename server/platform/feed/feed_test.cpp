#include "platform/feed/feed.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "platform/feed/shapes.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace essaim::feed {
namespace {

Feed read(std::string_view bytes, FeedOrigin const& origin = {}) {
  auto const feed = read_feed(bytes, origin);
  EXPECT_TRUE(feed) << feed.error().detail << "\n" << bytes.substr(0, 200);
  return feed ? *feed : Feed{};
}

std::string rss(std::string_view items, std::string_view head = "<title>T</title><link>https://a.example/</link>") {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\" "
         "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel>" +
         std::string(head) + std::string(items) + "</channel></rss>";
}

Item only_item(std::string_view item, FeedOrigin const& origin = {}) {
  auto const feed = read(rss("<item>" + std::string(item) + "</item>"), origin);
  EXPECT_EQ(feed.items.size(), 1u);
  return feed.items.empty() ? Item{} : feed.items.front();
}

std::string utf16(std::string_view text, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (char32_t c : to_utf32(text)) {
    out += big_endian ? char(c >> 8) : char(c & 255);
    out += big_endian ? char(c & 255) : char(c >> 8);
  }
  return out;
}

TEST(Feed, rss_2_whole) {
  auto const feed = read(rss(R"(<language>fr-FR</language><description>Des &lt;b&gt;mots&lt;/b&gt;</description>
    <image><url>/logo.png</url></image>
    <item><guid isPermaLink="false">tag:1</guid><link>/un</link><title>Un &amp;amp; deux</title>
      <pubDate>Tue, 24 Nov 2026 08:30:00 +0100</pubDate><description>Court</description>
      <content:encoded><![CDATA[<p>Long <img src="/i.png"> <a href="/x">x</a></p>]]></content:encoded>
      <dc:creator>Awa Diop</dc:creator><author>paul@example.com (Paul Martin)</author>
      <category>RH</category><category>RH</category><category>&lt;b&gt;IA&lt;/b&gt;</category></item>)"));
  EXPECT_EQ(feed.title, "T");
  EXPECT_EQ(feed.home_page_url, "https://a.example/");
  EXPECT_EQ(feed.description, "Des mots");
  EXPECT_EQ(feed.language, "fr-FR");
  EXPECT_EQ(feed.icon, "https://a.example/logo.png");
  ASSERT_EQ(feed.items.size(), 1u);
  auto const& item = feed.items[0];
  EXPECT_EQ(item.id, "tag:1");
  EXPECT_EQ(item.url, "https://a.example/un");
  EXPECT_EQ(item.title, "Un & deux");
  EXPECT_EQ(item.summary, "Court");
  EXPECT_EQ(item.image, "https://a.example/i.png");
  EXPECT_EQ(item.content_html,
            R"(<p>Long <img src="https://a.example/i.png"> <a href="https://a.example/x">x</a></p>)");
  EXPECT_EQ(to_rfc3339(item.published_at.value()), "2026-11-24T07:30:00Z");
  EXPECT_EQ(item.authors, (std::vector<std::string>{"Awa Diop", "Paul Martin"}));
  EXPECT_EQ(item.tags, (std::vector<std::string>{"RH", "IA"}));
  EXPECT_EQ(item.language, "fr-FR");
}

TEST(Feed, rss_1_and_0_90_keep_their_items_beside_the_channel) {
  auto const one =
      read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/rss"><title>R</title>
    <link>https://a.example/</link></channel><image><url>https://a.example/l.gif</url></image>
    <item rdf:about="https://a.example/1"><title>Un</title><link>https://a.example/1</link><dc:date>2026-11-24T08:30+01:00</dc:date>
    <dc:subject>x</dc:subject></item></rdf:RDF>)");
  ASSERT_EQ(one.items.size(), 1u);
  EXPECT_EQ(one.title, "R");
  EXPECT_EQ(one.icon, "https://a.example/l.gif");
  EXPECT_EQ(one.items[0].id, "https://a.example/1");
  EXPECT_EQ(to_rfc3339(one.items[0].published_at.value()), "2026-11-24T07:30:00Z");
  auto const zero = read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Z</title></channel><item><title>Un</title>
    <link>https://a.example/1</link></item></rdf:RDF>)");
  ASSERT_EQ(zero.items.size(), 1u);
  EXPECT_EQ(zero.items[0].url, "https://a.example/1");
  EXPECT_EQ(read("<!DOCTYPE rss PUBLIC \"x\" \"http://a/rss-0.91.dtd\"><rss version=\"0.91\"><channel><title>N</title>"
                 "<item><title>a &eacute; b</title></item></channel></rss>")
                .items[0]
                .title,
            "a é b");
}

TEST(Feed, atom_1_with_bases_and_types) {
  auto const feed = read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://a.example/blog/">
    <title type="html">A &amp;amp; B</title><subtitle>Sub</subtitle><link rel="self" href="feed.atom"/><link href="/"/>
    <author><name>Awa</name></author><icon>../f.ico</icon>
    <entry xml:base="2026/"><id>tag:a,1</id><title type="text">1 &lt; 2 &amp; 3</title><link href="post"/>
      <updated>2026-11-24T08:30:00Z</updated><category term="t" label="L"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <img src="i.png"/></p></div></content></entry>
    <entry><id>https://a.example/id</id><title type="html">&lt;b&gt;Bold&lt;/b&gt;</title><published>2026-01-01T00:00:00Z</published>
      <updated>2026-02-01T00:00:00Z</updated><summary type="html">&lt;p&gt;S&lt;/p&gt;</summary><author><name>Paul</name></author></entry>
    </feed>)",
                         {"https://a.example/blog/feed.atom", ""});
  EXPECT_EQ(feed.title, "A & B");
  EXPECT_EQ(feed.home_page_url, "https://a.example/");
  EXPECT_EQ(feed.icon, "https://a.example/f.ico");
  ASSERT_EQ(feed.items.size(), 2u);
  EXPECT_EQ(feed.items[0].url, "https://a.example/blog/2026/post");
  EXPECT_EQ(feed.items[0].title, "1 < 2 & 3");
  EXPECT_EQ(feed.items[0].summary, "Hi");
  EXPECT_EQ(feed.items[0].image, "https://a.example/blog/2026/i.png");
  EXPECT_EQ(feed.items[0].tags, std::vector<std::string>{"L"});
  EXPECT_EQ(feed.items[0].authors, std::vector<std::string>{"Awa"});
  EXPECT_EQ(feed.items[0].language, "en");
  EXPECT_EQ(feed.items[1].title, "Bold");
  EXPECT_EQ(feed.items[1].url, "https://a.example/id");
  EXPECT_EQ(feed.items[1].summary, "S");
  EXPECT_EQ(to_rfc3339(feed.items[1].published_at.value()), "2026-01-01T00:00:00Z");
  EXPECT_EQ(feed.items[1].authors, std::vector<std::string>{"Paul"});
}

TEST(Feed, atom_0_3_and_atom_without_its_namespace) {
  auto const old =
      read(R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">O &amp;eacute;</title>
    <tagline>T</tagline><link rel="alternate" type="text/html" href="https://a.example/"/><entry><title>Un</title>
    <link rel="alternate" type="text/html" href="https://a.example/1"/><issued>2004-01-02T03:04:05Z</issued>
    <content type="text/html" mode="escaped">&lt;p&gt;C&lt;/p&gt;</content></entry></feed>)");
  EXPECT_EQ(old.title, "O é");
  EXPECT_EQ(old.description, "T");
  ASSERT_EQ(old.items.size(), 1u);
  EXPECT_EQ(old.items[0].content_html, "<p>C</p>");
  EXPECT_EQ(to_rfc3339(old.items[0].published_at.value()), "2004-01-02T03:04:05Z");
  auto const bare =
      read("<feed><title>B</title><entry><title>Un</title><link href='https://a.example/1'/></entry></feed>");
  ASSERT_EQ(bare.items.size(), 1u);
  EXPECT_EQ(bare.items[0].url, "https://a.example/1");
}

TEST(Feed, json_feed) {
  auto const feed = read(
      "\xEF\xBB\xBF"
      R"({"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://a.example",
    "feed_url":"https://a.example/f.json","language":"fr","authors":[{"name":"Awa"}],"items":[
    {"id":7,"url":"/1","title":"Un","content_text":"a < b","date_published":"2026-11-24T08:30:00+01:00","tags":["x","x",3]},
    {"id":"2","external_url":"https://b.example/","content_html":"<img src=p.png>","author":{"name":"Paul"}}, 3, null]})");
  EXPECT_EQ(feed.title, "J");
  ASSERT_EQ(feed.items.size(), 2u);
  EXPECT_EQ(feed.items[0].id, "7");
  EXPECT_EQ(feed.items[0].url, "https://a.example/1");
  EXPECT_EQ(feed.items[0].summary, "a < b");
  EXPECT_EQ(feed.items[0].tags, std::vector<std::string>{"x"});
  EXPECT_EQ(feed.items[0].authors, std::vector<std::string>{"Awa"});
  EXPECT_EQ(feed.items[1].url, "https://b.example/");
  EXPECT_EQ(feed.items[1].image, "https://b.example/p.png");
  EXPECT_EQ(feed.items[1].authors, std::vector<std::string>{"Paul"});
  EXPECT_FALSE(read_feed(R"({"hello":"world"})"));
  EXPECT_FALSE(read_feed("[1,2]"));
}

TEST(Feed, broken_titles_and_entities) {
  for (auto const& [in, out] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"a&nbsp;b &hellip; &eacute; &unknown; c", "a\u00A0b … é &unknown; c"},
           {"<![CDATA[<b>gras</b> &amp; AT&T]]>", "gras & AT&T"},
           {"&lt;i&gt;x&lt;/i&gt; &#8217; &#x2019; &#146;", "x ’ ’ ’"},
           {"&amp;lt;script&amp;gt;", "<script>"},
           {"AT&T & co", "AT&T & co"},
           {"1 < 2", "1 < 2"},
           {"std::vector&lt;int&gt; explained", "std::vector<int> explained"},
           {"Foo <b>bar</b> baz", "Foo bar baz"},
           {"  two\n  lines\t", "two lines"},
           {"&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"},
           {"t\u202Exet\u200B", "txet"},
           {"nul\x01 and \x0c control", "nul and control"},
           {"&#0;&#xD800;&#x110000;x", "\uFFFD\uFFFD\uFFFDx"},
       })
    EXPECT_EQ(only_item("<title>" + std::string(in) + "</title><link>https://a.example/1</link>").title, out) << in;
}

TEST(Feed, links_that_are_no_links) {
  EXPECT_EQ(only_item("<title>x</title><link>javascript:alert(1)</link>").url, "");
  EXPECT_EQ(only_item("<title>x</title><link> \n https://a.example/1 \n</link>").url, "https://a.example/1");
  EXPECT_EQ(only_item("<title>x</title><guid>https://a.example/g</guid>").url, "https://a.example/g");
  EXPECT_EQ(only_item("<title>x</title><guid isPermaLink='false'>https://a.example/g</guid>").url, "");
  EXPECT_EQ(only_item("<title>x</title><link>post</link>", {"https://b.example/f/rss.xml", ""}).url,
            "https://b.example/f/post");
  auto const nothing = only_item("<title>only a title</title>");
  EXPECT_TRUE(nothing.id.starts_with("urn:essaim:")) << nothing.id;
  EXPECT_EQ(nothing.id, only_item("<title>only a title</title>").id);
  EXPECT_EQ(only_item("<description>no title at all</description>").summary, "no title at all");
}

TEST(Feed, pictures) {
  for (std::string_view in : {"<media:thumbnail url='https://a.example/p.jpg'/>",
                              "<media:group><media:content url='/p.jpg' medium='image'/></media:group>",
                              "<enclosure url='https://a.example/p.jpg' type='image/jpeg' length='1'/>",
                              "<itunes:image href='https://a.example/p.jpg'/>",
                              "<description>&lt;img src='x.gif' width='1'&gt;&lt;img src='/p.jpg'&gt;</description>",
                              "<enclosure url='/a.mp3' type='audio/mpeg'/><media:thumbnail url='/p.jpg'/>"})
    EXPECT_EQ(only_item(in).image, "https://a.example/p.jpg") << in;
}

TEST(Feed, encodings) {
  std::string const latin =
      "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><title>\xC9t\xE9 \x80</title></channel></rss>";
  EXPECT_EQ(read(latin).title, "Été €");
  std::string const lying =
      "<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>\xC9t\xE9 \x93x\x94 é</title></channel></rss>";
  EXPECT_EQ(read(lying).title, "Été “x” é");
  std::string const text = "<?xml version='1.0' encoding='UTF-16'?><rss><channel><title>Été</title></channel></rss>";
  EXPECT_EQ(read(utf16(text, true)).title, "Été");
  EXPECT_EQ(read(utf16(text, false)).title, "Été");
  EXPECT_EQ(read(utf16(text, false).substr(2)).title, "Été");
  EXPECT_EQ(read(text).title, "Été");
  EXPECT_EQ(read("\xEF\xBB\xBF" + text).title, "Été");
  EXPECT_EQ(read("\n\n  " + text).title, "Été");
  std::string const bare = "<rss><channel><title>\xC9t\xE9</title></channel></rss>";
  EXPECT_EQ(read(bare, {"", "text/xml; charset=windows-1252"}).title, "Été");
  std::string const cyrillic =
      "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>\xCC\xE8\xF0</title></channel></rss>";
  EXPECT_EQ(read(cyrillic, {"", "text/xml; charset=iso-8859-1"}).title, "Мир");
}

TEST(Feed, a_cut_feed_answers_what_came) {
  auto const whole =
      rss("<item><title>Un</title><link>https://a.example/1</link></item>"
          "<item><title>Deux é</title><link>https://a.example/2</link></item>");
  for (size_t cut = 0; cut < whole.size(); ++cut) {
    auto const feed = read_feed(std::string_view(whole).substr(0, cut));
    if (feed && cut > whole.find("</item>") + 7) { EXPECT_GE(feed->items.size(), 1u) << cut; }
  }
  EXPECT_EQ(read(std::string_view(whole).substr(0, whole.find("Deux") + 4)).items.size(), 2u);
  std::string const json =
      R"({"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":"1","title":"a"},{"id":"2","tit)";
  auto const feed = read(json);
  EXPECT_EQ(feed.title, "J");
  ASSERT_EQ(feed.items.size(), 2u);
  EXPECT_EQ(feed.items[0].title, "a");
}

TEST(Feed, entities_and_documents_from_outside_are_inert) {
  std::string laughs = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'>";
  for (int i = 1; i < 10; ++i) {
    laughs += "<!ENTITY lol" + std::to_string(i) + " '";
    for (int j = 0; j < 10; ++j) laughs += "&lol" + (i == 1 ? std::string() : std::to_string(i - 1)) + ";";
    laughs += "'>";
  }
  laughs += "]><rss><channel><title>&lol9;</title></channel></rss>";
  EXPECT_EQ(read(laughs).title, "&lol9;");
  EXPECT_EQ(
      read("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>a&x;b</title></channel></rss>")
          .title,
      "a&x;b");
  EXPECT_EQ(
      read(
          "<!DOCTYPE r [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'> %x;]><rss><channel><title>a</title></channel></rss>")
          .title,
      "a");
}

TEST(Feed, sizes_and_depths_have_an_end) {
  EXPECT_EQ(read_feed(std::string(largest_feed + 1, ' ')).error().code, "feed.too_large");
  std::string deep = "<rss><channel><title>ok</title><item><title>Un</title></item><item><description>";
  for (int i = 0; i < 200000; ++i) deep += "<a>";
  auto const feed = read_feed(deep);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->title, "ok");
  std::string many = "<rss><channel>";
  for (int i = 0; i < 5000; ++i) many += "<item><title>x</title></item>";
  EXPECT_EQ(read(many).items.size(), 2000u);
  EXPECT_LE(only_item("<title>" + std::string(100000, 'x') + "</title>").title.size(), 500u);
  std::string nested = "{\"items\":";
  for (int i = 0; i < 100000; ++i) nested += "[";
  EXPECT_FALSE(read_feed(nested));
}

TEST(Feed, a_tag_of_countless_attributes_costs_no_more_than_another) {
  std::string tag = "<a";
  for (int i = 0; i < 100000; ++i) tag += " b" + std::to_string(i) + "=\"1>\"";
  for (std::string_view end : {"/>", "></a>"}) {
    auto const text = "<rss><channel><title>ok</title>" + tag + std::string(end) +
                      "<item><title a='=' b=\"='\">Un = un</title></item></channel></rss>";
    auto const tamed = tame_xml(text);
    EXPECT_LT(tamed.size(), 6000u) << "libxml2 compares each attribute with all before it";
    EXPECT_NE(tamed.find("<title a='=' b=\"='\">Un = un</title>"), std::string::npos) << "what follows is as it was";
    auto const feed = read_feed(text);
    ASSERT_TRUE(feed);
    ASSERT_EQ(feed->items.size(), 1u) << end;
    EXPECT_EQ(feed->items[0].title, "Un = un");
  }
}

TEST(Feed, what_is_no_feed_says_so) {
  for (std::string_view in :
       {"", "   ", "hello", "<html><body>404</body></html>", "<?xml version='1.0'?>", "<svg/>", "{", "{}", "%PDF-1.7",
        "\x89PNG\r\n\x1a\n", "<", "<!", "<![CDATA[", "<rss", "&", "\xff\xfe", "<!DOCTYPE html><html><rss/></html>"})
    EXPECT_EQ(read_feed(in) ? "a feed" : read_feed(in).error().code, "feed.not_a_feed") << in;
}

TEST(Feed, prints_json_feed_1_1_that_reads_back) {
  Feed feed;
  feed.title = "T <b>";
  feed.items.push_back(
      {"1", "https://a.example/1", "Un", "Résumé", std::nullopt, "", Instant{1795509000000}, {"Awa"}, {"x"}, "fr"});
  feed.items.push_back({"2", "", "", "", "<p>&amp;</p>", "https://a.example/i", std::nullopt, {}, {}, ""});
  auto const text = print_json_feed(feed);
  auto const json = parse_json(text);
  ASSERT_TRUE(json);
  EXPECT_EQ(json->string_or("version"), "https://jsonfeed.org/version/1.1");
  auto const& items = *json->find("items")->array();
  EXPECT_EQ(items[0].string_or("content_text"), "Résumé");
  EXPECT_EQ(items[0].string_or("date_published"), "2026-11-24T08:30:00Z");
  EXPECT_EQ(items[1].string_or("content_html"), "<p>&amp;</p>");
  EXPECT_EQ(items[1].find("date_published"), nullptr);
  auto const back = read(text);
  EXPECT_EQ(back.items[0].title, "Un");
  EXPECT_EQ(back.items[1].content_html, "<p>&amp;</p>");
}

std::string file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path shared_folder() {
  if (auto const* named = std::getenv("ESSAIM_SHARED")) return named;
  return std::filesystem::path(ESSAIM_SOURCE_DIR) / ".." / "shared";
}

TEST(Feed, real_feeds_are_understood) {
  auto const folder = shared_folder() / "samples" / "feeds";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  struct Expected {
    char const *file, *title, *first_title, *first_url, *first_date;
    size_t items;
  };
  for (auto const& expected :
       {Expected{"AmazonWebServicesBlog.xml", "Amazon Web Services Blog",
                 "AWS Job: Architect & Designer Position in Turkey",
                 "http://aws.typepad.com/aws/2009/01/aws-job-architect-designer-position-in-turkey.html",
                 "2009-01-16T18:21:00Z", 10},
        Expected{"HuffPostCanada.xml", "HuffPost Canada - Athena2 - All Posts",
                 "Winnipeg High School Orders Custom Hijabs For Muslim Athletes", nullptr, nullptr, 0},
        Expected{"SamRuby.xml", "Sam Ruby", "Plex", "http://intertwingly.net/blog/2013/01/30/Plex", nullptr, 0},
        Expected{"TechCrunch.xml", "TechCrunch", nullptr, nullptr, nullptr, 20},
        Expected{
            "google_alerts_atom.xml", "Google Alert - Slack",
            "Report offers Prediction of Automotive Slack Market by Top key players like Haldex, Meritor, Bendix ...",
            nullptr, "2019-07-10T11:53:37Z", 0},
        Expected{"json_feed.json", "inessential.com", "James Dempsey and the Breakpoints Benefit App Camp for Girls",
                 "http://inessential.com/2017/06/02/james_dempsey_and_the_breakpoints_benefi", "2017-06-03T05:05:47Z",
                 0},
        Expected{"youtube_atom.xml", "Google", "The Google app: Questions Title",
                 "http://www.youtube.com/watch?v=5shykyfmb28", "2015-05-04T00:01:27Z", 15}}) {
    SCOPED_TRACE(expected.file);
    auto const feed = read(file(folder / expected.file));
    ASSERT_FALSE(feed.items.empty());
    EXPECT_EQ(feed.title, expected.title);
    auto const& first = feed.items.front();
    if (expected.first_title) { EXPECT_EQ(first.title, expected.first_title); }
    if (expected.first_url) { EXPECT_EQ(first.url, expected.first_url); }
    if (expected.first_date) { EXPECT_EQ(to_rfc3339(first.published_at.value()), expected.first_date); }
    if (expected.items) { EXPECT_EQ(feed.items.size(), expected.items); }
    for (auto const& item : feed.items) {
      EXPECT_FALSE(item.id.empty() || item.url.empty() || item.title.empty() || item.summary.empty()) << item.id;
      EXPECT_TRUE(item.published_at) << item.id;
      EXPECT_TRUE(is_utf8(item.title) && is_utf8(item.summary));
      EXPECT_EQ(item.title.find("&amp;"), std::string::npos) << item.title;
    }
    EXPECT_TRUE(parse_json(print_json_feed(feed)));
  }
}

}  // namespace
}  // namespace essaim::feed
