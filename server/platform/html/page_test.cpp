#include "platform/html/page.hpp"

#include "base/text.hpp"
#include "platform/html/text.hpp"
#include "platform/html/tokens.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace essaim::html {
namespace {

Page read(std::string_view html, std::string url = "https://a.example/p/") {
  return read_page(html, {std::move(url), "", ""});
}
std::string or_null(std::optional<std::string> const& text) { return text.value_or("null"); }

TEST(Page, open_graph_goes_first) {
  auto const page = read(R"(<!doctype html><html lang="fr-FR"><head><title>Titre | Site</title>
    <meta property="og:title" content="Un titre"><meta name="twitter:title" content="autre">
    <meta property='og:description' content='Une &quot;description&quot;'><meta name="description" content="autre">
    <meta property="og:image" content="/i.png"><meta property="og:image" content="/j.png">
    <link rel="canonical" href="https://a.example/canonique"><meta property="og:url" content="https://b.example/">
    <meta property="og:site_name" content="Site"><meta property="og:type" content="article">
    <meta property="article:published_time" content="2026-11-24T08:30:00+01:00"></head>)");
  EXPECT_EQ(or_null(page.title), "Un titre");
  EXPECT_EQ(or_null(page.description), "Une “description”");
  EXPECT_EQ(or_null(page.image), "https://a.example/i.png");
  EXPECT_EQ(or_null(page.canonical_url), "https://a.example/canonique");
  EXPECT_EQ(or_null(page.site_name), "Site");
  EXPECT_EQ(or_null(page.language), "fr");
  EXPECT_EQ(to_rfc3339(page.published_at.value()), "2026-11-24T07:30:00Z");
  EXPECT_EQ(page.type, "article");
}

TEST(Page, each_falls_back_in_order) {
  EXPECT_EQ(or_null(read("<title>T</title><h1>H</h1>").title), "T");
  EXPECT_EQ(or_null(read("<h1>H <em>e</em></h1>").title), "H e");
  EXPECT_EQ(or_null(read("<meta name='twitter:title' content='X'><title>T</title>").title), "X");
  EXPECT_EQ(or_null(read("<meta name='twitter:title' value='X'>").title), "X");
  EXPECT_EQ(or_null(read("<meta name='og:title' content=''><meta name='og:title' content='N'>").title), "N");
  EXPECT_EQ(or_null(read("<meta name=description content=unquoted>").description), "unquoted");
  EXPECT_EQ(or_null(read("<link rel=image_src href=a.png>").image), "https://a.example/p/a.png");
  EXPECT_EQ(or_null(read("<link rel='apple-touch-icon' href=//b.example/t.png>").image), "https://b.example/t.png");
  EXPECT_EQ(or_null(read("<base href='https://c.example/d/'><meta property='og:image' content='x.png'>").image),
            "https://c.example/d/x.png");
  EXPECT_EQ(or_null(read("<meta property='og:url' content='/u'>").canonical_url), "https://a.example/u");
  EXPECT_EQ(or_null(read("", "https://a.example/p/?q#f").canonical_url), "https://a.example/p/?q");
  EXPECT_EQ(or_null(read("<meta property='og:locale' content='de_DE'>").language), "de");
  EXPECT_EQ(or_null(read_page("", {"", "", "es-ES, en"}).language), "es");
  EXPECT_EQ(to_rfc3339(read("<time datetime='2026-11-24'>hier</time>").published_at.value()), "2026-11-24T00:00:00Z");
  auto const nothing = read_page("", {});
  EXPECT_EQ(
      print_json(as_json(nothing)),
      R"({"title":null,"description":null,"image":null,"canonical_url":null,"site_name":null,"language":null,"published_at":null,"type":"website"})");
}

TEST(Page, json_ld_in_its_many_shapes) {
  auto const graph = read(R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
    {"@type":"WebSite","@id":"#site","name":"Le site","inLanguage":"fr-FR","publisher":{"@id":"#org"}},
    {"@type":"Organization","@id":"#org","name":"La maison"},
    {"@type":"ImageObject","@id":"#img","url":"https://a.example/i.jpg"},
    {"@type":"WebPage","name":"page","datePublished":"2020-01-01"},
    {"@type":["BlogPosting","Thing"],"headline":"L&#8217;article","description":"D","image":{"@id":"#img"},
     "datePublished":"2026-11-24T08:30:00+01:00","publisher":{"@id":"#org"}}]}</script>)");
  EXPECT_EQ(or_null(graph.title), "L’article");
  EXPECT_EQ(or_null(graph.description), "D");
  EXPECT_EQ(or_null(graph.image), "https://a.example/i.jpg");
  EXPECT_EQ(or_null(graph.site_name), "La maison");
  EXPECT_EQ(or_null(graph.language), "fr");
  EXPECT_EQ(to_rfc3339(graph.published_at.value()), "2026-11-24T07:30:00Z");
  EXPECT_EQ(graph.type, "article");
  auto const list = read(R"(<script type='application/ld+json; charset=utf-8'>[{"@type":"BreadcrumbList"},
    {"@type":"VideoObject","name":"V","thumbnailUrl":["/t.jpg"],"uploadDate":"2026-01-02"}]</script>)");
  EXPECT_EQ(or_null(list.title), "V");
  EXPECT_EQ(or_null(list.image), "https://a.example/t.jpg");
  EXPECT_EQ(list.type, "video");
  auto const broken = read(
      "<script "
      "type='application/ld+json'>\n//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"two\nlines\",}\n//]]>\n</"
      "script>"
      "<script type='application/ld+json'>{{{</script>");
  EXPECT_EQ(or_null(broken.title), "two lines");
}

TEST(Page, charsets) {
  EXPECT_EQ(or_null(read_page("<title>\xE9t\xE9</title>", {"", "text/html; charset=ISO-8859-1", ""}).title), "été");
  EXPECT_EQ(or_null(read_page("<meta charset=windows-1251><title>\xCC\xE8\xF0</title>", {}).title), "Мир");
  EXPECT_EQ(
      or_null(
          read_page(
              "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><title>\x93\xFA\x96\x7B</title>",
              {})
              .title),
      "日本");
  EXPECT_EQ(or_null(read_page("<meta charset=utf-8><title>\xE9t\xE9 \x93x\x94</title>", {}).title), "été “x”");
  EXPECT_EQ(or_null(read_page("<title>été</title>", {}).title), "été");
  EXPECT_EQ(or_null(read_page("\xEF\xBB\xBF<meta charset=latin1><title>été</title>", {}).title), "été");
  EXPECT_EQ(or_null(read_page(std::string("\xFF\xFE<\0t\0i\0t\0l\0e\0>\0\xE9\0", 18), {}).title), "é");
  EXPECT_EQ(
      or_null(read_page("<meta charset=latin1><title>\xE9</title>", {"", "text/html; charset=windows-1251", ""}).title),
      "й");
  EXPECT_EQ(or_null(read_page("<meta charset=utf-7><title>+ADw-script+AD4-</title>", {}).title), "+ADw-script+AD4-");
}

TEST(Page, hostile_markup) {
  EXPECT_EQ(or_null(read("<title>a</title><svg><title>b</title></svg>").title), "a");
  EXPECT_EQ(or_null(read("<body><svg><title>b</title></svg><h1>c</h1>").title), "c");
  EXPECT_EQ(or_null(read("<!-- <title>no</title> --><title>yes</title>").title), "yes");
  EXPECT_EQ(or_null(read("<script>var x='<title>no</title>';</script><title>yes</title>").title), "yes");
  EXPECT_EQ(or_null(read("<title>never closed").title), "never closed");
  EXPECT_EQ(or_null(read("<meta property=og:title content=\"never closed").title), "null");
  EXPECT_EQ(or_null(read("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>").title), "<script>alert(1)</script>");
  EXPECT_EQ(or_null(read("<meta property=og:title content='<img src=x onerror=alert(1)>Hi'>").title), "Hi");
  EXPECT_EQ(
      or_null(read("<meta property=og:image content='javascript:alert(1)'><meta property=og:image content='/ok.png'>")
                  .image),
      "https://a.example/ok.png");
  EXPECT_EQ(or_null(read("<meta property=og:image content='data:image/png;base64,AAAA'>").image), "null");
  EXPECT_EQ(or_null(read("<link rel=canonical href='file:///etc/passwd'>").canonical_url), "https://a.example/p/");
  std::string deep = "<title>t</title>";
  for (int i = 0; i < 200000; ++i) deep += "<div><font a" + std::to_string(i) + "><p>";
  EXPECT_EQ(or_null(read(deep).title), "t");
  EXPECT_LE(read("<title>" + std::string(100000, 'x') + "</title>").title->size(), 500u);
  std::string attributes = "<meta property=og:title content=x";
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i) + "=1";
  EXPECT_EQ(or_null(read(attributes + ">").title), "x");
}

TEST(Page, a_description_of_nothing_but_punctuation_is_none) {
  std::string const stray = "<meta property=\"og:description\" content=\"“><script>alert(1)\">";
  EXPECT_EQ(or_null(read(stray).description), "null");
  EXPECT_EQ(or_null(read(stray + "<meta name=\"description\" content=\"L’usine ouvre\">").description),
            "L’usine ouvre");
  EXPECT_EQ(
      or_null(read("<meta name=\"description\" content=\"“><script>alert(1)</script> L’usine ouvre\">").description),
      "“> L’usine ouvre")
      << "what stands behind the markup is kept";
  EXPECT_EQ(or_null(read("<meta name=\"description\" content=\"🎉\">").description), "🎉");
}

TEST(Page, feeds_are_found) {
  auto const page = read(R"(<link rel=alternate type="application/rss+xml" title="Tout" href="/feed/">
    <link rel="alternate" type="application/atom+xml" href="//b.example/a"><link rel="alternate" hreflang="en" href="/en">
    <link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
    <link rel="ALTERNATE home" type="application/feed+json; charset=utf-8" href="f.json"><link rel=alternate type=application/rss+xml href=/feed/>)");
  ASSERT_EQ(page.feeds.size(), 3u);
  EXPECT_EQ(page.feeds[0].url, "https://a.example/feed/");
  EXPECT_EQ(page.feeds[0].title, "Tout");
  EXPECT_EQ(page.feeds[1].url, "https://b.example/a");
  EXPECT_EQ(page.feeds[2].url, "https://a.example/p/f.json");
}

TEST(Text, plain_text_of_markup) {
  EXPECT_EQ(plain_text("<p>Un</p><p>Deux<br>trois</p><script>x</script><style>y</style>quatre"),
            "Un\nDeux\ntrois\nquatre");
  EXPECT_EQ(plain_text("a &lt;b&gt; &amp;amp;"), "a <b> &amp;");
  EXPECT_EQ(plain_text("<ul><li>un<li>deux</ul>"), "un\ndeux");
  EXPECT_EQ(plain_line("a < b && c > d"), "a < b && c > d");
  EXPECT_EQ(plain_line("<3 you"), "<3 you");
  EXPECT_EQ(plain_line("Vec<T> and <b>bold</b>"), "Vec<T> and bold");
  EXPECT_EQ(plain_line("<p title='>'>x</p>"), "x");
}

TEST(Text, curly_quotes_as_a_printer_sets_them) {
  for (auto const& [in, out] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"VC: Time to 'come out as a woman'", "VC: Time to ‘come out as a woman’"},
           {"you'll love it", "you’ll love it"},
           {"retailers' battle", "retailers’ battle"},
           {"\"Hello,\" she said", "“Hello,” she said"},
           {"(\"so\")", "(“so”)"},
           {"l'été d'Awa", "l’été d’Awa"},
           {"the '90s", "the ’90s"},
           {"5'10\" tall", "5'10\" tall"},
           {"already ‘curly’ “too”", "already ‘curly’ “too”"},
           {"'", "’"},
           {"no quotes", "no quotes"},
           {"\"'nested' quote\"", "“‘nested’ quote”"},
           {"« 'x' »", "« ‘x’ »"}})
    EXPECT_EQ(curly_quotes(in), out) << in;
}

std::string file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Page, real_pages_say_what_a_reader_sees) {
  auto const* named = std::getenv("ESSAIM_SHARED");
  auto const folder =
      (named ? std::filesystem::path(named) : std::filesystem::path(ESSAIM_SOURCE_DIR) / ".." / "shared") / "samples" /
      "pages";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  auto const cases = parse_json(file(folder / "expected.json"));
  ASSERT_TRUE(cases);
  ASSERT_FALSE(cases->array()->empty());
  for (auto const& one : *cases->array()) {
    SCOPED_TRACE(one.string_or("file"));
    auto const page = read_page(file(folder / one.string_or("file")), {one.string_or("url"), "text/html", ""});
    auto const& expected = *one.find("expected");
    EXPECT_EQ(or_null(page.title), expected.string_or("title", "null"));
    EXPECT_EQ(or_null(page.description), expected.string_or("description", "null"));
    EXPECT_EQ(or_null(page.image), expected.string_or("image", "null"));
    EXPECT_EQ(or_null(page.canonical_url), expected.string_or("url", "null"));
    EXPECT_EQ(or_null(page.site_name), expected.string_or("publisher", "null"));
    EXPECT_EQ(or_null(page.language), expected.string_or("lang", "null"));
  }
}

}  // namespace
}  // namespace essaim::html
