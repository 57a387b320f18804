#pragma once
// Private to feed/: a thin view of libxml2's tree in which namespaces have one short name each, whatever prefix or
// address a feed gave them.

#include <memory>
#include <string>
#include <string_view>

struct _xmlDoc;
struct _xmlNode;

namespace essaim::feed {

/// An element, or none. Names are "title", "atom:link", "media:thumbnail": RSS has no prefix, in any of its versions.
class Node {
 public:
  Node() = default;
  explicit Node(_xmlNode* node) : node_(node) {}
  explicit operator bool() const { return node_ != nullptr; }

  std::string name() const;
  bool is(std::string_view wanted) const { return node_ != nullptr && name() == wanted; }
  Node first_child() const;
  Node next() const;
  Node parent() const;
  /// The first child of that name.
  Node child(std::string_view wanted) const;
  std::string attribute(std::string_view local) const;
  /// xml:base or xml:lang, of this element only.
  std::string xml_attribute(std::string_view local) const;
  /// All text below, cut at 1 MiB.
  std::string text() const;
  std::string child_text(std::string_view wanted) const { return child(wanted).text(); }
  /// The children as markup: for content that stands in the document unescaped.
  std::string inner_markup() const;

 private:
  _xmlNode* node_ = nullptr;
};

class Document {
 public:
  /// Never fails: what cannot be read is left out. `text` is UTF-8 without a declaration.
  explicit Document(std::string const& text);
  ~Document();
  Document(Document const&) = delete;
  Document& operator=(Document const&) = delete;
  Node root() const;

 private:
  _xmlDoc* document_;
};

}  // namespace essaim::feed
