#include "platform/html/text.hpp"

#include "base/text.hpp"
#include "platform/html/tokens.hpp"
#include "platform/http/url.hpp"

#include <algorithm>
#include <array>

namespace essaim::html {
namespace {

constexpr std::array<std::string_view, 36> block_elements = {
    "address", "article",  "aside",      "blockquote", "br",     "dd",   "details", "div", "dl",
    "dt",      "fieldset", "figcaption", "figure",     "footer", "form", "h1",      "h2",  "h3",
    "h4",      "h5",       "h6",         "header",     "hr",     "li",   "main",    "nav", "ol",
    "p",       "pre",      "section",    "summary",    "table",  "td",   "th",      "tr",  "ul"};
constexpr std::array<std::string_view, 10> silent_elements = {"script",   "style", "template", "iframe", "noembed",
                                                              "noframes", "xmp",   "svg",      "object", "select"};

template <size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

enum class UnknownTags { drop, keep };

// Line ends stand where a block begins or ends; the caller folds them.
std::string words_of(std::string_view html, UnknownTags unknown) {
  std::string out;
  std::string silent;  // the element we wait out
  Tokens tokens(html);
  for (Token token; tokens.next(token);) {
    if (!silent.empty()) {
      if (token.kind == Token::Kind::end && token.name == silent) silent.clear();
      continue;
    }
    if (token.kind == Token::Kind::text) {
      out += token.entities ? decode_entities(token.text) : std::string(token.text);
    } else if (unknown == UnknownTags::keep && !is_element(token.name)) {
      out += token.text;
    } else if (among(block_elements, token.name)) {
      out += '\n';
    } else if (token.kind == Token::Kind::start && !token.self_closing && among(silent_elements, token.name)) {
      silent = token.name;
    }
  }
  return out;
}

// What may stand in a text without being seen: byte order marks, zero-width spaces, and the overrides of direction that
// make a title read otherwise than it is written (Unicode TR 36, 2.5).
bool is_unseen(char32_t c) {
  return c < 0x20 || c == 0x7F || c == 0xFEFF || c == 0x200B || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_breaking_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x3000;
}

// Runs of white space become one space. A run of no-break spaces alone stays one of them: French sets it before
// a colon and inside « ».
std::string fold(std::string_view text) {
  std::u32string out;
  char32_t gap = 0;
  for (char32_t c : to_utf32(text)) {
    if (is_breaking_space(c))
      gap = ' ';
    else if (c == 0xA0 || c == 0x202F)
      gap = gap == 0 ? c : gap;
    else if (!is_unseen(c)) {
      if (gap != 0 && !out.empty()) out += gap;
      gap = 0;
      out += c;
    }
  }
  return to_utf8(out);
}

char32_t const open_single = 0x2018, close_single = 0x2019, open_double = 0x201C, close_double = 0x201D;

bool opens(char32_t before) {
  return before == 0 || before == ' ' || before == '\n' || before == '\t' || before == 0xA0 || before == '(' ||
         before == '[' || before == '{' || before == 0x2014 || before == 0x2013 || before == '/' || before == '-' ||
         before == open_single || before == open_double || before == 0xAB || before == 0x202F;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

char32_t curly(std::u32string const& text, size_t at) {
  char32_t const before = at > 0 ? text[at - 1] : 0, after = at + 1 < text.size() ? text[at + 1] : 0;
  bool const single = text[at] == '\'';
  // 6' 2", 45°12'03": minutes, feet and inches stay as they are.
  if (is_digit(before) && (!single || !(after >= 'a' && after <= 'z'))) {
    bool const opened = text.substr(0, at).find_last_of(single ? open_single : open_double) != std::u32string::npos;
    if (!opened) return text[at];
  }
  // '90s: the apostrophe of an omission.
  if (single && opens(before) && is_digit(after)) return close_single;
  bool const opening = opens(before) && after != 0 && after != ' ' && after != 0xA0;
  if (single) return opening ? open_single : close_single;
  return opening ? open_double : close_double;
}

}  // namespace

std::string plain_text(std::string_view html) {
  std::string out;
  auto const text = words_of(html, UnknownTags::drop);
  for (auto line : split(text, '\n')) {
    auto const folded = fold(line);
    if (folded.empty()) continue;
    if (!out.empty()) out += '\n';
    out += folded;
  }
  return out;
}

std::string main_text(std::string_view html) {
  for (std::string_view wanted : {"article", "main", "p"}) {
    std::string inside;
    int depth = 0;
    Tokens tokens(html);
    for (Token token; tokens.next(token);) {
      if (token.kind == Token::Kind::start && token.name == wanted) depth = wanted == "p" ? 1 : depth + 1;
      if (token.kind == Token::Kind::end && token.name == wanted && depth > 0) --depth;
      if (depth > 0 || token.name == wanted) inside += token.text;
    }
    if (auto text = plain_text(inside); text.size() > 200) return text;
  }
  return {};
}

std::string plain_line(std::string_view html) { return fold(words_of(html, UnknownTags::keep)); }

std::string curly_quotes(std::string_view text) {
  if (text.find_first_of("'\"") == std::string_view::npos) return std::string(text);
  auto points = to_utf32(text);
  for (size_t at = 0; at < points.size(); ++at)
    if (points[at] == '\'' || points[at] == '"') points[at] = curly(points, at);
  return to_utf8(points);
}

std::string with_absolute_links(std::string_view html, std::string_view base) {
  if (base.empty()) return std::string(html);
  std::string out;
  size_t copied = 0;
  Tokens tokens(html);
  for (Token token; tokens.next(token);) {
    if (token.kind != Token::Kind::start) continue;
    for (auto const& attribute : token.attributes) {
      if (attribute.name != "href" && attribute.name != "src" && attribute.name != "poster") continue;
      auto const absolute = http::resolve_url(attribute.value, base);
      if (absolute.empty() || attribute.value.starts_with('#')) continue;
      out += html.substr(copied, attribute.from - copied);
      out += html_escape(absolute);
      copied = attribute.from + attribute.size;
    }
  }
  out += html.substr(copied);
  return out;
}

std::string first_picture(std::string_view html, std::string_view base) {
  Tokens tokens(html);
  for (Token token; tokens.next(token);) {
    if (token.kind != Token::Kind::start || token.name != "img") continue;
    auto const width = token.value_of("width"), height = token.value_of("height");
    if (width == "1" || height == "1" || width == "0" || height == "0") continue;
    for (auto name : {"src", "data-src", "data-original"}) {
      auto const source = token.value_of(name);
      if (source.empty() || source.starts_with("data:")) continue;
      if (auto address = http::resolve_url(source, base); !address.empty()) return address;
    }
  }
  return {};
}

}  // namespace essaim::html
