#include "platform/feed/opml.hpp"

#include "base/text.hpp"
#include "platform/feed/shapes.hpp"
#include "platform/feed/xml_node.hpp"
#include "platform/html/charset.hpp"
#include "platform/html/text.hpp"

namespace essaim::feed {
namespace {

constexpr int deepest_folder = 16;

std::string title_of(Node outline) {
  auto const title = html::plain_line(outline.attribute("title"));
  return title.empty() ? html::plain_line(outline.attribute("text")) : title;
}

void gather(Node parent, std::vector<std::string> const& folders, std::vector<Outline>& out) {
  for (auto node = parent.first_child(); node && out.size() < most_items; node = node.next()) {
    if (!node.is("outline")) continue;
    auto const address = std::string(trim(node.attribute("xmlurl")));
    auto const title = title_of(node);
    if (!address.empty()) {
      Outline outline{
          title, address, std::string(trim(node.attribute("htmlurl"))), ascii_lower(node.attribute("type")), {}};
      auto const categories = node.attribute("category");
      for (auto category : split(categories, ','))
        if (auto name = one_line(category.substr(category.rfind('/') + 1)); !name.empty())
          outline.categories.push_back(name);
      outline.categories.insert(outline.categories.end(), folders.begin(), folders.end());
      out.push_back(std::move(outline));
    }
    if (node.first_child() && folders.size() < deepest_folder) {
      auto below = folders;
      if (address.empty() && !title.empty()) below.push_back(title);
      gather(node, below, out);
    }
  }
}

void add_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out += " " + std::string(name) + "=\"" + html_escape(value) + "\"";
}

}  // namespace

Result<std::vector<Outline>> read_opml(std::string_view bytes) {
  if (bytes.size() > largest_feed) return fail(Fault::too_large, "opml.too_large");
  Document const document(tame_xml(html::decode(bytes, html::xml_label(bytes, {}))));
  auto const root = document.root();
  if (!root.is("opml")) return fail(Fault::invalid, "opml.not_opml", "no <opml> document");
  std::vector<Outline> out;
  gather(root.child("body"), {}, out);
  if (out.empty()) return fail(Fault::invalid, "opml.not_opml", "no outline with an xmlUrl");
  return out;
}

std::string write_opml(std::string_view title, std::vector<Outline> const& outlines, Instant now) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>" +
                    html_escape(title) + "</title>\n    <dateCreated>" + to_rfc3339(now) +
                    "</dateCreated>\n  </head>\n  <body>\n";
  for (auto const& outline : outlines) {
    out += "    <outline type=\"rss\"";  // the specification's word for any feed
    add_attribute(out, "text", outline.title);
    add_attribute(out, "title", outline.title);
    add_attribute(out, "xmlUrl", outline.feed_address);
    add_attribute(out, "htmlUrl", outline.site_address);
    add_attribute(out, "category", join(outline.categories, ","));
    out += "/>\n";
  }
  return out + "  </body>\n</opml>\n";
}

}  // namespace essaim::feed
