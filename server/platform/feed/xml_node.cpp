#include "platform/feed/xml_node.hpp"

#include "base/text.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <array>
#include <mutex>

namespace essaim::feed {
namespace {

constexpr size_t longest_text = 1u << 20;

struct Space {
  std::string_view address_part;  // lower case
  std::string_view name;
};
constexpr std::array spaces = {
    Space{"purl.org/atom", "atom:"},
    Space{"www.w3.org/2005/atom", "atom:"},
    Space{"purl.org/rss/1.0/modules/content", "content:"},
    Space{"purl.org/rss/1.0/modules", "module:"},
    Space{"purl.org/rss/1.0", ""},
    Space{"my.netscape.com", ""},
    Space{"backend.userland.com", ""},
    Space{"blogs.law.harvard.edu", ""},
    Space{"cyber.law.harvard.edu", ""},
    Space{"purl.org/net/rss1.1", ""},
    Space{"purl.org/dc/elements", "dc:"},
    Space{"purl.org/dc/terms", "dcterms:"},
    Space{"search.yahoo.com/mrss", "media:"},
    Space{"itunes.com", "itunes:"},
    Space{"rssnamespace.org/feedburner", "feedburner:"},
    Space{"www.w3.org/1999/xhtml", "xhtml:"},
    Space{"1999/02/22-rdf-syntax-ns", "rdf:"},
};

std::string_view text_of(xmlChar const* text) {
  return text ? std::string_view(reinterpret_cast<char const*>(text)) : std::string_view();
}

std::string own(xmlChar* text) {
  std::string out(text_of(text));
  xmlFree(text);
  return out;
}

bool is_element(xmlNode const* node) { return node->type == XML_ELEMENT_NODE; }

xmlNode* next_element(xmlNode* node) {
  while (node != nullptr && !is_element(node)) node = node->next;
  return node;
}

void gather(xmlNode const* node, std::string& out, int depth) {
  for (; node != nullptr && out.size() < longest_text; node = node->next) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
      out += text_of(node->content).substr(0, longest_text - out.size());
    else if (is_element(node) && depth < 300)
      gather(node->children, out, depth + 1);
  }
}

void stay_silent(void*, xmlError*) {}

}  // namespace

std::string Node::name() const {
  if (node_ == nullptr) return {};
  auto local = ascii_lower(text_of(node_->name));
  if (node_->ns == nullptr || node_->ns->href == nullptr) return local;  // an undeclared prefix is part of the name
  auto const address = ascii_lower(text_of(node_->ns->href));
  for (auto const& space : spaces)
    if (address.find(space.address_part) != std::string::npos) return std::string(space.name) + local;
  // RSS 2.0 knows no namespace of its own; a default one that nobody knows is taken for it.
  auto const prefix = ascii_lower(text_of(node_->ns->prefix));
  return prefix.empty() ? local : prefix + ":" + local;
}

Node Node::first_child() const { return Node(node_ ? next_element(node_->children) : nullptr); }
Node Node::next() const { return Node(node_ ? next_element(node_->next) : nullptr); }
Node Node::parent() const {
  return Node(node_ && node_->parent && is_element(node_->parent) ? node_->parent : nullptr);
}

Node Node::child(std::string_view wanted) const {
  for (auto found = first_child(); found; found = found.next())
    if (found.is(wanted)) return found;
  return Node();
}

std::string Node::attribute(std::string_view local) const {
  if (node_ == nullptr) return {};
  for (auto const* at = node_->properties; at != nullptr; at = at->next) {
    if (ascii_lower(text_of(at->name)) != local) continue;
    std::string out;
    gather(at->children, out, 0);
    return out;
  }
  return {};
}

std::string Node::xml_attribute(std::string_view local) const {
  if (node_ == nullptr) return {};
  std::string const terminated(local);
  return own(xmlGetNsProp(node_, reinterpret_cast<xmlChar const*>(terminated.c_str()), XML_XML_NAMESPACE));
}

std::string Node::text() const {
  std::string out;
  if (node_ != nullptr) gather(node_->children, out, 0);
  return out;
}

std::string Node::inner_markup() const {
  std::string out;
  if (node_ == nullptr) return out;
  xmlBuffer* const buffer = xmlBufferCreate();
  for (auto* part = node_->children; part != nullptr && out.size() < longest_text; part = part->next) {
    xmlBufferEmpty(buffer);
    xmlNodeDump(buffer, node_->doc, part, 0, 0);
    out += text_of(xmlBufferContent(buffer));
  }
  xmlBufferFree(buffer);
  if (out.size() > longest_text) out = std::string(clip(out, longest_text / 4));
  return out;
}

Document::Document(std::string const& text) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  xmlSetStructuredErrorFunc(nullptr, stay_silent);  // per thread in libxml2
  // Recovering, without the network, without entities (none is left to expand) and without XML_PARSE_HUGE: 256 levels.
  int const options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                      XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
  document_ = xmlReadMemory(text.data(), int(text.size()), nullptr, "UTF-8", options);
}

Document::~Document() {
  if (document_ != nullptr) xmlFreeDoc(document_);
}

Node Document::root() const { return Node(document_ ? xmlDocGetRootElement(document_) : nullptr); }

}  // namespace essaim::feed
