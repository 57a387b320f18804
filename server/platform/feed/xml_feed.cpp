#include "base/text.hpp"
#include "platform/feed/dates.hpp"
#include "platform/feed/shapes.hpp"
#include "platform/feed/xml_node.hpp"
#include "platform/html/text.hpp"
#include "platform/html/tokens.hpp"
#include "platform/http/url.hpp"

#include <algorithm>
#include <array>

namespace essaim::feed {
namespace {

// xml:base applies to what is below, each relative to the one above (XML Base, W3C 2009).
std::string base_of(Node node, std::string const& document) {
  std::vector<std::string> chain;
  for (; node && chain.size() < 32; node = node.parent())
    if (auto base = node.xml_attribute("base"); !base.empty()) chain.push_back(std::move(base));
  auto base = document;
  for (auto it = chain.rbegin(); it != chain.rend(); ++it)
    if (auto const absolute = http::resolve_url(*it, base); !absolute.empty()) base = absolute;
  return base;
}

std::string language_of(Node node) {
  for (int depth = 0; node && depth < 8; node = node.parent(), ++depth)
    if (auto tag = language_tag(node.xml_attribute("lang")); !tag.empty()) return tag;
  return {};
}

// The values of the first of these children that has any, in the feed's own order of preference.
std::string first_text(Node node, std::initializer_list<std::string_view> names) {
  for (auto name : names)
    if (auto text = node.child_text(name); !trim(text).empty()) return text;
  return {};
}

std::optional<Instant> first_date(Node node, std::initializer_list<std::string_view> names) {
  for (auto name : names)
    if (auto const at = read_date(node.child_text(name))) return at;
  return std::nullopt;
}

// Plain text that still holds markup or entities was escaped once too often, which is what most writers do.
bool looks_like_markup(std::string_view text) {
  if (html::decode_entities(text) != text) return true;
  html::Tokens tokens(text);
  for (html::Token token; tokens.next(token);)
    if (token.kind != html::Token::Kind::text && html::is_element(token.name)) return true;
  return false;
}

// An Atom text construct (RFC 4287 section 3.1), Atom 0.3's `mode` with it: as markup.
std::string markup_of(Node node) {
  if (!node) return {};
  auto const type = ascii_lower(node.attribute("type")), mode = ascii_lower(node.attribute("mode"));
  bool const inline_markup = type == "xhtml" || mode == "xml" || (type == "application/xhtml+xml" && mode.empty());
  if (inline_markup && node.first_child()) return node.inner_markup();
  auto const text = node.first_child() && type == "html" ? node.inner_markup() : node.text();
  bool const escaped = type == "html" || type == "text/html" || mode == "escaped" || looks_like_markup(text);
  return escaped ? text : html_escape(text);
}

bool is_picture_type(std::string_view type) { return ascii_lower(type).starts_with("image/"); }

bool is_picture_name(std::string_view url) {
  auto const path = ascii_lower(url.substr(0, url.find_first_of("?#")));
  for (std::string_view ending : {".jpg", ".jpeg", ".png", ".webp", ".gif"})
    if (path.ends_with(ending)) return true;
  return false;
}

// Media RSS, iTunes, enclosures: the first picture, groups opened.
std::string picture_in(Node node, std::string const& base, int depth = 0) {
  std::string thumbnail;
  for (auto child = node.first_child(); child; child = child.next()) {
    auto const name = child.name();
    std::string found;
    if (name == "media:content" || name == "enclosure" || name == "atom:link") {
      auto const url = child.attribute(name == "atom:link" ? "href" : "url");
      bool const attached = name != "atom:link" || ascii_lower(child.attribute("rel")) == "enclosure";
      bool const picture = is_picture_type(child.attribute("type")) || child.attribute("medium") == "image" ||
                           (child.attribute("type").empty() && is_picture_name(url));
      if (attached && picture) found = http::resolve_url(url, base);
    } else if (name == "itunes:image") {
      found = http::resolve_url(child.attribute("href"), base);
    } else if (name == "image") {
      auto const url = child.child_text("url");
      found = http::resolve_url(trim(url.empty() ? child.text() : url), base);
    }
    if (found.empty() && (name == "media:group" || name == "media:content") && depth < 3)
      found = picture_in(child, base, depth + 1);
    if (!found.empty()) return found;
    if (name == "media:thumbnail" && thumbnail.empty()) thumbnail = http::resolve_url(child.attribute("url"), base);
  }
  return thumbnail;
}

// The link that leads to a person's page: rel alternate, HTML before other types.
std::string alternate_link(Node node, std::string const& base) {
  std::string other;
  for (auto child = node.first_child(); child; child = child.next()) {
    if (!child.is("atom:link") && !child.is("link")) continue;
    auto const rel = ascii_lower(trim(child.attribute("rel"))), type = ascii_lower(child.attribute("type"));
    auto const href = child.attribute("href");
    if (trim(href).empty() || (!rel.empty() && rel != "alternate")) continue;
    auto url = http::resolve_url(href, base_of(child, base));
    if (url.empty()) continue;
    if (type.empty() || type.find("html") != std::string::npos) return url;
    if (other.empty()) other = std::move(url);
  }
  return other;
}

std::string self_link(Node node, std::string const& base) {
  for (auto child = node.first_child(); child; child = child.next())
    if (child.is("atom:link") && ascii_lower(child.attribute("rel")) == "self")
      return http::resolve_url(child.attribute("href"), base);
  return {};
}

void add_media_words(Node node, Item& item) {
  for (auto name : {"itunes:keywords", "media:keywords"}) {
    auto const words = node.child_text(name);
    for (auto word : split(words, ',')) add_tag(item, word);
  }
}

void add_people_and_tags(Node node, Item& item) {
  for (auto child = node.first_child(); child; child = child.next()) {
    auto const name = child.name();
    if (name == "dc:creator" || name == "author" || name == "itunes:author" || name == "atom:author") {
      auto const named = first_text(child, {"name", "atom:name"});
      add_author(item, named.empty() && !child.first_child() ? child.text() : named);
    } else if (name == "category" || name == "dc:subject") {
      add_tag(item, child.text());
    } else if (name == "atom:category") {
      auto const label = child.attribute("label");
      add_tag(item, label.empty() ? child.attribute("term") : label);
    }
  }
  add_media_words(node, item);
  if (auto const group = node.child("media:group")) add_media_words(group, item);
}

std::string rss_link(Node node, std::string const& base) {
  for (auto name : {"feedburner:origlink", "link"})
    if (auto url = http::resolve_url(trim(node.child_text(name)), base); !url.empty()) return url;
  if (auto url = alternate_link(node, base); !url.empty()) return url;
  auto const guid = node.child("guid");
  auto const text = guid.text();
  bool const permanent = ascii_lower(guid.attribute("ispermalink")) != "false";
  return permanent && trim(text).starts_with("http") ? http::resolve_url(trim(text), base) : std::string();
}

Item read_rss_item(Node node, std::string const& document) {
  auto const base = base_of(node, document);
  Item item;
  item.url = rss_link(node, base);
  item.id = first_text(node, {"guid", "dc:identifier", "atom:id"});
  if (item.id.empty()) item.id = node.attribute("about");  // rdf:about, RSS 1.0 section 5.5
  item.title = html::plain_line(first_text(node, {"title", "media:title", "dc:title", "itunes:title"}));
  auto const described = first_text(node, {"description", "dc:description", "itunes:summary", "media:description"});
  auto content = first_text(node, {"content:encoded", "xhtml:body", "content"});
  if (content.empty() && node.child("xhtml:body")) content = node.child("xhtml:body").inner_markup();
  item.summary = html::plain_text(described);
  if (!content.empty())
    item.content_html = content;
  else if (looks_like_markup(described))
    item.content_html = described;
  item.published_at = first_date(node, {"pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published",
                                        "dcterms:modified", "atom:updated", "date"});
  item.image = picture_in(node, base);
  if (item.image.empty()) item.image = html::first_picture(described, base);
  item.language = language_tag(node.child_text("dc:language"));
  if (item.language.empty()) item.language = language_of(node);
  add_people_and_tags(node, item);
  complete(item, base);
  return item;
}

Item read_atom_entry(Node node, std::string const& document) {
  auto const base = base_of(node, document);
  Item item;
  item.id = node.child_text("atom:id");
  item.url = alternate_link(node, base);
  if (auto const original = http::resolve_url(trim(node.child_text("feedburner:origlink")), base); !original.empty())
    item.url = original;
  if (item.url.empty() && trim(item.id).starts_with("http")) item.url = http::resolve_url(trim(item.id), base);
  item.title = html::plain_line(markup_of(node.child("atom:title")));
  item.summary = html::plain_text(markup_of(node.child("atom:summary")));
  auto const group = node.child("media:group");
  if (item.summary.empty() && group)
    item.summary = html::plain_text(html_escape(group.child_text("media:description")));
  if (auto const content = node.child("atom:content")) {
    auto markup = markup_of(content);
    if (!trim(markup).empty()) item.content_html = html::with_absolute_links(markup, base_of(content, base));
  }
  item.published_at = first_date(
      node, {"atom:published", "atom:issued", "atom:created", "dc:date", "pubdate", "atom:updated", "atom:modified"});
  item.image = picture_in(node, base);
  item.language = language_of(node.child("atom:content") ? node.child("atom:content") : node);
  add_people_and_tags(node, item);
  complete(item, base);
  return item;
}

bool is_item(Node node) { return node.is("item") || node.is("atom:entry") || node.is("entry"); }

void add_items(Node parent, Feed& feed, std::string const& base) {
  for (auto node = parent.first_child(); node && feed.items.size() < most_items; node = node.next())
    if (is_item(node)) feed.items.push_back(node.is("item") ? read_rss_item(node, base) : read_atom_entry(node, base));
}

void read_rss_head(Node channel, Node root, std::string const& base, Feed& feed) {
  feed.title = html::plain_line(first_text(channel, {"title", "dc:title"}));
  feed.description =
      html::plain_text(first_text(channel, {"description", "itunes:summary", "dc:description", "tagline"}));
  feed.home_page_url = rss_link(channel, base);
  feed.language = language_tag(first_text(channel, {"language", "dc:language"}));
  if (feed.language.empty()) feed.language = language_of(channel);
  auto picture = channel.child("image");
  if (!picture.child("url")) picture = root.child("image");  // RSS 1.0: beside the channel
  feed.icon = http::resolve_url(trim(picture.child_text("url")), base);
  if (feed.icon.empty()) feed.icon = http::resolve_url(channel.child("itunes:image").attribute("href"), base);
}

void read_atom_head(Node root, std::string const& base, Feed& feed) {
  feed.title = html::plain_line(markup_of(root.child("atom:title")));
  auto const subtitle = root.child("atom:subtitle") ? root.child("atom:subtitle") : root.child("atom:tagline");
  feed.description = html::plain_text(markup_of(subtitle));
  feed.home_page_url = alternate_link(root, base);
  feed.language = language_of(root);
  for (auto name : {"atom:icon", "atom:logo"})
    if (feed.icon.empty()) feed.icon = http::resolve_url(trim(root.child_text(name)), base);
}

// The element that the feed hangs on, wherever a broken document put it.
Node find_root(Node node, int depth = 0) {
  for (; node; node = node.next()) {
    auto const name = node.name();
    if (name == "rss" || name == "rdf:rdf" || name == "channel" || name == "atom:feed" || name == "feed") return node;
    if (name == "html" || name == "xhtml:html") return Node();
    if (depth < 3)
      if (auto const inner = find_root(node.first_child(), depth + 1)) return inner;
  }
  return Node();
}

// Atom without its namespace is still Atom: the prefix is given back before anything is read.
std::string with_atom_namespace(std::string const& text) {
  size_t const at = text.find("<feed");
  return at == std::string::npos
             ? text
             : text.substr(0, at) + "<feed xmlns=\"http://www.w3.org/2005/Atom\"" + text.substr(at + 5);
}

void inherit(Feed& feed, Node root) {
  Item above;
  add_people_and_tags(root, above);
  for (auto& item : feed.items) {
    if (item.authors.empty() && root.is("atom:feed")) item.authors = above.authors;
    if (item.language.empty()) item.language = feed.language;
  }
}

}  // namespace

Result<Feed> read_xml_feed(std::string text, std::string const& url) {
  auto tamed = tame_xml(text);
  text.clear();
  auto document = std::make_unique<Document>(tamed);
  auto root = find_root(document->root());
  if (root.is("feed")) {
    document = std::make_unique<Document>(with_atom_namespace(tamed));
    root = find_root(document->root());
  }
  if (!root) return fail(Fault::invalid, "feed.not_a_feed");
  Feed feed;
  bool const atom = root.is("atom:feed");
  feed.kind = atom ? Kind::atom : Kind::rss;
  auto const channel = atom || root.is("channel") ? root : root.child("channel");
  auto const head = channel ? channel : root;
  auto const self = self_link(head, url);
  feed.feed_url = url.empty() ? self : url;
  auto base = feed.feed_url;
  if (base.empty() && !atom) base = rss_link(head, "");
  base = base_of(head, base);
  if (atom)
    read_atom_head(root, base, feed);
  else
    read_rss_head(head, root, base, feed);
  add_items(head, feed, base);
  if (head.is("channel") && !root.is("channel")) add_items(root, feed, base);  // RSS 0.90 and 1.0: beside the channel
  if (!atom && !channel && feed.items.empty())
    return fail(Fault::invalid, "feed.not_a_feed", "a root and nothing in it");
  inherit(feed, head);
  return feed;
}

}  // namespace essaim::feed
