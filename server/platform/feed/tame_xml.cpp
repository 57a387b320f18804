#include "base/text.hpp"
#include "platform/feed/shapes.hpp"
#include "platform/html/tokens.hpp"

#include <algorithm>

namespace essaim::feed {
namespace {

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Where a declaration ends, its internal subset and quoted parts included: nothing in it is for us (billion laughs and
// external entities are declared there), so nothing of it reaches the parser.
size_t end_of_declaration(std::string_view text, size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    char const c = text[at];
    if (c == '"' || c == '\'') {
      size_t const close = text.find(c, at + 1);
      if (close == std::string_view::npos) return text.size();
      at = close;
    } else if (c == '[') {
      ++depth;
    } else if (c == ']') {
      --depth;
    } else if (c == '>' && depth <= 0) {
      return at + 1;
    }
  }
  return text.size();
}

size_t past(std::string_view text, std::string_view mark, size_t at) {
  size_t const found = text.find(mark, at);
  return found == std::string_view::npos ? text.size() : found + mark.size();
}

// `text` begins with '&': answers what stands for it and how many bytes it took.
std::pair<std::string, size_t> tame_entity(std::string_view text) {
  size_t const end = text.substr(0, 40).find(';');
  if (end == std::string_view::npos || end < 2) return {"&amp;", 1};
  auto const name = text.substr(1, end - 1);
  for (std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
    if (name == known) return {std::string(text.substr(0, end + 1)), end + 1};
  if (name[0] == '#') {
    auto const meaning = html::decode_entities(text.substr(0, end + 1));
    return meaning.starts_with("&#") ? std::pair<std::string, size_t>{"&amp;", 1}
                                     : std::pair{html_escape(meaning), end + 1};
  }
  if (auto const meaning = html::entity(name); !meaning.empty()) return {html_escape(meaning), end + 1};
  return {"&amp;", 1};
}

// A '<' that opens nothing an XML document knows, like "a < b" in a title.
bool opens_markup(std::string_view text) {
  if (text.size() < 2) return false;
  return is_name_start(text[1]) || text[1] == '?' || text[1] == '!' ||
         (text[1] == '/' && text.size() > 2 && is_name_start(text[2]));
}

// libxml2 compares each attribute of a tag with all before it: a feed of 5 MB that is one tag would hold a worker for a
// quarter of an hour. No honest tag has as many; what is over is left out.
class TagWatch {
 public:
  void begin() { *this = TagWatch{true}; }
  /// True where this byte of the document begins the value of an attribute too many.
  bool is_over(char c) {
    if (!in_tag_) return false;
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '>') {
      in_tag_ = false;
    } else if (c == '=') {
      return ++attributes_ > most_attributes;
    }
    return false;
  }

  TagWatch() = default;

 private:
  static constexpr int most_attributes = 256;
  explicit TagWatch(bool in_tag) : in_tag_(in_tag) {}
  bool in_tag_ = false;
  char quote_ = 0;
  int attributes_ = 0;
};

}  // namespace

std::string tame_xml(std::string_view text) {
  size_t at = text.find('<');
  if (at == std::string_view::npos) return {};
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  TagWatch tag;
  while (at < text.size()) {
    auto const rest = text.substr(at);
    if (rest[0] == '&') {
      auto const [stands, taken] = tame_entity(rest);
      out += stands;
      at += taken;
    } else if (rest.starts_with("<![CDATA[")) {
      size_t const end = past(text, "]]>", at);
      out += text.substr(at, end - at);
      if (!text.substr(at, end - at).ends_with("]]>")) out += "]]>";  // the end cut it
      at = end;
    } else if (rest.starts_with("<!--")) {
      at = past(text, "-->", at + 4);
    } else if (rest.starts_with("<!")) {
      at = end_of_declaration(text, at + 2);
    } else if (rest.starts_with("<?")) {
      at = past(text, "?>", at);
    } else if (rest[0] == '<' && !opens_markup(rest)) {
      out += "&lt;";
      ++at;
    } else if (tag.is_over(rest[0])) {
      size_t const end = end_of_declaration(text, at);
      out += text.substr(0, end).ends_with("/>") ? "=\"\"/>" : "=\"\">";
      at = end;
      tag = {};
    } else {
      if (rest[0] == '<' && is_name_start(rest[1])) tag.begin();
      out += rest[0];
      ++at;
    }
  }
  return out;
}

}  // namespace essaim::feed
