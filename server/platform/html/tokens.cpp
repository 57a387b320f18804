#include "platform/html/tokens.hpp"

#include "base/text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace essaim::html {
namespace {

constexpr size_t most_attributes = 128;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

template <size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 8> raw_elements = {"script", "style",  "title",   "textarea",
                                                          "xmp",    "iframe", "noembed", "noframes"};
constexpr std::array<std::string_view, 14> void_elements = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                            "input", "link", "meta", "param", "source", "track", "wbr"};
// What came after HTML 4, which is what libxml2 knows.
constexpr std::array<std::string_view, 34> newer_elements = {
    "article",    "aside",  "audio",   "bdi",      "canvas",   "data", "datalist", "details",  "dialog",
    "figcaption", "figure", "footer",  "header",   "hgroup",   "main", "mark",     "menuitem", "meter",
    "nav",        "output", "picture", "progress", "rp",       "rt",   "ruby",     "search",   "section",
    "slot",       "source", "summary", "svg",      "template", "time", "video"};
// Common names of HTML 5 that HTML 4 has not.
constexpr std::array<std::pair<std::string_view, std::string_view>, 34> newer_entities = {
    {{"apos", "'"},      {"colon", ":"},       {"comma", ","},       {"period", "."},    {"excl", "!"},
     {"quest", "?"},     {"num", "#"},         {"dollar", "$"},      {"percnt", "%"},    {"lpar", "("},
     {"rpar", ")"},      {"ast", "*"},         {"plus", "+"},        {"equals", "="},    {"sol", "/"},
     {"bsol", "\\"},     {"semi", ";"},        {"commat", "@"},      {"lsqb", "["},      {"rsqb", "]"},
     {"lbrack", "["},    {"rbrack", "]"},      {"lowbar", "_"},      {"grave", "`"},     {"lbrace", "{"},
     {"rbrace", "}"},    {"lcub", "{"},        {"rcub", "}"},        {"verbar", "|"},    {"hyphen", "\u2010"},
     {"dash", "\u2010"}, {"rsquor", "\u2019"}, {"rdquor", "\u201D"}, {"check", "\u2713"}}};

// Numbers 0x80 to 0x9F mean windows-1252 (WHATWG HTML 13.2.5.80).
constexpr std::array<char32_t, 32> c1_numbers = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::string numbered(std::string_view digits, int base) {
  uint32_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size()) value = 0xFFFD;
  if (value >= 0x80 && value < 0xA0) value = c1_numbers[value - 0x80];
  bool const control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
  if (control || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  return to_utf8(std::u32string(1, char32_t(value)));
}

// `text` begins with '&'. Answers how many bytes were an entity, 0 for none, and appends its meaning.
size_t read_entity(std::string_view text, std::string& out) {
  constexpr size_t longest = 32;
  size_t const end = text.substr(0, longest).find(';');
  if (text.size() > 2 && text[1] == '#') {
    bool const hexadecimal = text[2] == 'x' || text[2] == 'X';
    size_t const from = hexadecimal ? 3 : 2;
    size_t to = from;
    auto digit = [&](char c) {
      return (c >= '0' && c <= '9') || (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    while (to < text.size() && digit(text[to])) ++to;
    if (to == from) return 0;
    out += numbered(text.substr(from, to - from), hexadecimal ? 16 : 10);
    return to < text.size() && text[to] == ';' ? to + 1 : to;
  }
  if (end == std::string_view::npos) return 0;
  auto const meaning = entity(text.substr(1, end - 1));
  out += meaning;
  return meaning.empty() ? 0 : end + 1;
}

}  // namespace

std::string const* Token::find(std::string_view attribute) const {
  for (auto const& a : attributes)
    if (a.name == attribute) return &a.value;
  return nullptr;
}

std::string Token::value_of(std::string_view attribute) const {
  auto const* value = find(attribute);
  return value ? *value : std::string();
}

bool is_void(std::string_view name) { return among(void_elements, name); }

bool is_element(std::string_view name) {
  if (name.size() > 16) return false;
  std::string const terminated(name);
  return htmlTagLookup(reinterpret_cast<xmlChar const*>(terminated.c_str())) != nullptr || among(newer_elements, name);
}

std::string entity(std::string_view name) {
  if (name.empty() || name.size() > 24) return {};
  for (auto const& [known, meaning] : newer_entities)
    if (known == name) return std::string(meaning);
  std::string const terminated(name);
  auto const* found = htmlEntityLookup(reinterpret_cast<xmlChar const*>(terminated.c_str()));
  return found ? to_utf8(std::u32string(1, char32_t(found->value))) : std::string();
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    size_t const amp = text.find('&', at);
    out += text.substr(at, amp == std::string_view::npos ? amp : amp - at);
    if (amp == std::string_view::npos) break;
    size_t const taken = read_entity(text.substr(amp), out);
    if (taken == 0) out += '&';
    at = amp + std::max<size_t>(taken, 1);
  }
  return out;
}

bool Tokens::next(Token& token) {
  token = Token{};
  if (!raw_until_.empty() && read_raw(token)) return true;
  while (at_ < source_.size()) {
    size_t const open = source_.find('<', at_);
    size_t const stop = open == std::string_view::npos ? source_.size() : open;
    if (stop > at_) {
      token.text = source_.substr(at_, stop - at_);
      at_ = stop;
      return true;
    }
    char const mark = at_ + 1 < source_.size() ? source_[at_ + 1] : ' ';
    bool const closing = mark == '/' && at_ + 2 < source_.size() && is_letter(source_[at_ + 2]);
    if (is_letter(mark) || closing) {
      if (read_tag(token)) return true;
      continue;
    }
    if (mark == '!' || mark == '?' || mark == '/') {
      skip_markup();
      continue;
    }
    token.text = source_.substr(at_++, 1);  // "a < b"
    return true;
  }
  return false;
}

// The content of script, style, title…: up to its own end tag.
bool Tokens::read_raw(Token& token) {
  size_t end = at_;
  for (;; ++end) {
    end = source_.find("</", end);
    if (end == std::string_view::npos) {
      end = source_.size();
      break;
    }
    auto const name = source_.substr(end + 2, raw_until_.size());
    char const after = end + 2 + raw_until_.size() < source_.size() ? source_[end + 2 + raw_until_.size()] : '>';
    if (ascii_iequals(name, raw_until_) && (is_space(after) || after == '>' || after == '/')) break;
  }
  token.entities = raw_until_ == "title" || raw_until_ == "textarea";
  token.text = source_.substr(at_, end - at_);
  at_ = end;
  raw_until_.clear();
  return !token.text.empty();
}

void Tokens::skip_markup() {
  bool const comment = source_.substr(at_).starts_with("<!--");
  bool const cdata = source_.substr(at_).starts_with("<![CDATA[");
  size_t const end = comment ? source_.find("-->", at_ + 2) : cdata ? source_.find("]]>", at_) : source_.find('>', at_);
  at_ = end == std::string_view::npos ? source_.size() : end + (comment || cdata ? 3 : 1);
}

bool Tokens::read_tag(Token& token) {
  size_t const begin = at_;
  bool const closing = source_[at_ + 1] == '/';
  at_ += closing ? 2 : 1;
  size_t const from = at_;
  while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != '/' && source_[at_] != '>') ++at_;
  token.kind = closing ? Token::Kind::end : Token::Kind::start;
  token.name = ascii_lower(source_.substr(from, std::min<size_t>(at_ - from, 64)));
  read_attributes(token);
  if (at_ >= source_.size()) return false;  // the end cut the tag
  ++at_;
  token.text = source_.substr(begin, at_ - begin);
  token.self_closing = token.text.size() > 2 && token.text[token.text.size() - 2] == '/';
  if (!closing && among(raw_elements, token.name)) raw_until_ = token.name;
  return true;
}

// Leaves the reader on the '>' or at the end of the source.
void Tokens::read_attributes(Token& token) {
  while (at_ < source_.size()) {
    while (at_ < source_.size() && (is_space(source_[at_]) || source_[at_] == '/')) ++at_;
    if (at_ >= source_.size() || source_[at_] == '>') return;
    Attribute attribute;
    if (!read_attribute(attribute)) return;
    if (token.attributes.size() < most_attributes) token.attributes.push_back(std::move(attribute));
  }
}

bool Tokens::read_attribute(Attribute& attribute) {
  auto ends_name = [](char c) { return is_space(c) || c == '/' || c == '>' || c == '='; };
  size_t const from = at_++;  // a leading '=' belongs to the name
  while (at_ < source_.size() && !ends_name(source_[at_])) ++at_;
  attribute.name = ascii_lower(source_.substr(from, at_ - from));
  size_t ahead = at_;
  while (ahead < source_.size() && is_space(source_[ahead])) ++ahead;
  if (ahead >= source_.size() || source_[ahead] != '=') return true;
  at_ = ahead + 1;
  while (at_ < source_.size() && is_space(source_[at_])) ++at_;
  if (at_ >= source_.size()) return false;
  char const quote = source_[at_];
  if (quote == '"' || quote == '\'') {
    size_t const end = source_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
      at_ = source_.size();
      return false;
    }
    attribute.from = at_ + 1;
    attribute.size = end - at_ - 1;
    at_ = end + 1;
  } else {
    attribute.from = at_;
    while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != '>') ++at_;
    attribute.size = at_ - attribute.from;
  }
  attribute.value = decode_entities(source_.substr(attribute.from, attribute.size));
  return true;
}

}  // namespace essaim::html
