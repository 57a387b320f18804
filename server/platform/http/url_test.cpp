#include "platform/http/url.hpp"

#include <gtest/gtest.h>

namespace essaim::http {
namespace {

std::string read(std::string_view text, std::string_view base = {}) {
  if (base.empty()) {
    auto const url = parse_url(text);
    return url ? url->text() : url.error().code;
  }
  auto const from = parse_url(base);
  auto const url = parse_url(text, &*from);
  return url ? url->text() : url.error().code;
}

struct Case {
  std::string_view in, out;
};

TEST(Url, reads_as_browsers_do) {
  for (auto const& [in, out] : std::initializer_list<Case>{
           {"https://example.com", "https://example.com/"},
           {"  HTTPS://Example.COM:443/a/../b/./c?x=1#y  ", "https://example.com/b/c?x=1#y"},
           {"http://example.com:80", "http://example.com/"},
           {"http://example.com:8080", "http://example.com:8080/"},
           {"http:\\\\example.com\\a\\b", "http://example.com/a/b"},
           {"http:example.com", "http://example.com/"},
           {"http:///example.com", "http://example.com/"},
           {"http://ex\tam\nple.com/", "http://example.com/"},
           {"http://user:secret@example.com/", "http://example.com/"},
           {"http://a@b@example.com/", "http://example.com/"},
           {"http://127.1/", "http://127.0.0.1/"},
           {"http://0x7f000001/", "http://127.0.0.1/"},
           {"http://2130706433/", "http://127.0.0.1/"},
           {"http://0177.0.0.1/", "http://127.0.0.1/"},
           {"http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
           {"http://１２７.０.０.１/", "http://127.0.0.1/"},
           {"http://169.254.169.254./", "http://169.254.169.254/"},
           {"http://[::1]:81/", "http://[::1]:81/"},
           {"http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"},
           {"http://bücher.example/é?q=é", "http://xn--bcher-kva.example/%C3%A9?q=%C3%A9"},
           {"http://example.com/a b\"<>?c d'", "http://example.com/a%20b%22%3C%3E?c%20d%27"},
           {"http://example.com/%2e%2e/x", "http://example.com/x"},
           {"http://example.com./", "http://example.com/"},
           {"http://example.com?a#b", "http://example.com/?a#b"},
       })
    EXPECT_EQ(read(in), out) << in;
}

TEST(Url, refuses_what_is_none) {
  for (std::string_view in :
       {"", "   ", "/path", "example.com", "http://", "http://?", "http://a b/", "http://a..b/", "http://[::1/",
        "http://[fe80::1%25eth0]/", "http://256.256.256.256/", "http://1.2.3.4.5/", "http://example.com:99999/",
        "http://example.com:x/", "http://ex%00ample.com/", "http://exa<mple.com/", "http://xn--a/", "http://.../",
        "http://09.1.1.1/"})
    EXPECT_EQ(read(in), "url.malformed") << in;
  for (std::string_view in : {"javascript:alert(1)", "file:///etc/passwd", "gopher://a/", "data:text/html,x",
                              "ftp://a/", "mailto:a@b.c", "dict://127.0.0.1:11211/"})
    EXPECT_EQ(read(in), "url.unsupported") << in;
  EXPECT_EQ(read("http://a.com/" + std::string(9000, 'x')), "url.malformed");
  EXPECT_TRUE(parse_url("http://u@example.com/")->has_credentials);
}

TEST(Url, resolves_references) {
  std::string_view const base = "http://example.com/a/b/c?q=1#f";
  for (auto const& [in, out] : std::initializer_list<Case>{
           {"d", "http://example.com/a/b/d"},
           {"./d", "http://example.com/a/b/d"},
           {"../d", "http://example.com/a/d"},
           {"../../../../d", "http://example.com/d"},
           {"/d", "http://example.com/d"},
           {"//other.com/d", "http://other.com/d"},
           {"?x", "http://example.com/a/b/c?x"},
           {"#y", "http://example.com/a/b/c?q=1#y"},
           {"http:d", "http://example.com/a/b/d"},
           {"https://other.com", "https://other.com/"},
           {"", "http://example.com/a/b/c?q=1"},
           {"..", "http://example.com/a/"},
           {".", "http://example.com/a/b/"},
       })
    EXPECT_EQ(read(in, base), out) << in;
  EXPECT_EQ(resolve_url("/x", "http://a.com/y"), "http://a.com/x");
  EXPECT_EQ(resolve_url("javascript:alert(1)", "http://a.com/y"), "");
  EXPECT_EQ(resolve_url("/x", ""), "");
  EXPECT_EQ(resolve_url("  ", "http://a.com/"), "");
}

TEST(Url, reading_again_changes_nothing) {
  for (std::string_view in :
       {"http://a.com/%zz?%zz#%zz", "http://a.com/a//b/", "http://a.com/?a=b&c=%20", "http://é.com/é"}) {
    auto const once = read(in);
    EXPECT_EQ(read(once), once);
  }
}

}  // namespace
}  // namespace essaim::http
