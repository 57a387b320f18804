#pragma once
// Markup as a flat stream of tags and texts (WHATWG HTML 13.2.5, the tokenizer). Reading cards and feeds needs no tree,
// and a tree is what a hostile page blows up: the stream takes one pass and no memory that grows with nesting.

#include <string>
#include <string_view>
#include <vector>

namespace essaim::html {

struct Attribute {
  std::string name;   // lower case
  std::string value;  // entities decoded
  size_t from = 0;    // where the raw value stands in the source, without its quotes
  size_t size = 0;
};

struct Token {
  enum class Kind { text, start, end } kind = Kind::text;
  std::string name;       // of a tag, lower case
  std::string_view text;  // raw: for a text, its characters; for a tag, all of it
  bool entities = true;   // false for the text of script and style
  bool self_closing = false;
  std::vector<Attribute> attributes;

  std::string const* find(std::string_view attribute) const;
  std::string value_of(std::string_view attribute) const;
};

class Tokens {
 public:
  explicit Tokens(std::string_view source) : source_(source) {}
  /// The next token, or false at the end. Comments, doctypes and a tag that the end cuts are skipped.
  bool next(Token& token);

 private:
  bool read_raw(Token& token);
  bool read_tag(Token& token);
  void skip_markup();
  void read_attributes(Token& token);
  bool read_attribute(Attribute& attribute);

  std::string_view source_;
  size_t at_ = 0;
  std::string raw_until_;  // the element whose content is text only
};

/// Decodes &amp; &#8217; &eacute; … once; what is no entity stays as it is.
std::string decode_entities(std::string_view text);
/// The characters of a named entity ("nbsp", "eacute"), or empty.
std::string entity(std::string_view name);
/// A name that HTML knows as an element: "<vector>" in a title is a word, "<b>" is markup.
bool is_element(std::string_view lower_name);
bool is_void(std::string_view lower_name);

}  // namespace essaim::html
