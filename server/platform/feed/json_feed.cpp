#include "base/json.hpp"
#include "base/text.hpp"
#include "platform/feed/dates.hpp"
#include "platform/feed/shapes.hpp"
#include "platform/html/text.hpp"
#include "platform/http/url.hpp"

namespace essaim::feed {
namespace {

// A document that the end cuts: what follows the last whole value is dropped and what is open is closed.
std::string close_what_is_open(std::string_view text) {
  std::string open, closers_at_cut;
  size_t cut = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{') open += '}';
    if (c == '[') open += ']';
    if ((c == '}' || c == ']') && !open.empty()) open.pop_back();
    // A whole member or element ends before a comma and at a closing bracket.
    if (c == ',' || c == '}' || c == ']') {
      cut = c == ',' ? i : i + 1;
      closers_at_cut = open;
    }
  }
  return std::string(text.substr(0, cut)) + std::string(closers_at_cut.rbegin(), closers_at_cut.rend());
}

std::string text_or_number(Json const& value, std::string_view name) {
  auto const* member = value.find(name);
  if (member == nullptr) return {};
  if (auto const* text = member->string()) return *text;
  if (member->integer() || member->real()) return print_json(*member);  // seen in the wild, against the specification
  return {};
}

void add_authors(Json const& value, Item& item) {
  if (auto const* many = value.find("authors"); many && many->array())
    for (auto const& author : *many->array()) add_author(item, html_escape(author.string_or("name")));
  if (auto const* one = value.find("author")) add_author(item, html_escape(one->string_or("name")));
}

std::string picture_of(Json const& value, std::string const& base) {
  for (auto name : {"image", "banner_image"})
    if (auto url = http::resolve_url(value.string_or(name), base); !url.empty()) return url;
  if (auto const* files = value.find("attachments"); files && files->array())
    for (auto const& file : *files->array())
      if (file.string_or("mime_type").starts_with("image/"))
        if (auto url = http::resolve_url(file.string_or("url"), base); !url.empty()) return url;
  return {};
}

Item read_item(Json const& value, std::string const& base) {
  Item item;
  item.id = text_or_number(value, "id");
  for (auto name : {"url", "external_url"})
    if (item.url.empty()) item.url = http::resolve_url(value.string_or(name), base);
  if (item.url.empty() && item.id.starts_with("http")) item.url = http::resolve_url(item.id, base);
  auto const title = value.string_or("title");
  item.title = html::plain_line(title);
  auto const markup = value.string_or("content_html"), plain = value.string_or("content_text");
  if (!markup.empty()) item.content_html = markup;
  item.summary = html::plain_text(html_escape(value.string_or("summary")));
  if (item.summary.empty() && !plain.empty()) item.summary = html::plain_text(html_escape(plain));
  for (auto name : {"date_published", "date_modified"})
    if (!item.published_at) item.published_at = read_date(value.string_or(name));
  item.image = picture_of(value, base);
  item.language = language_tag(value.string_or("language"));
  add_authors(value, item);
  if (auto const* tags = value.find("tags"); tags && tags->array())
    for (auto const& tag : *tags->array())
      if (auto const* text = tag.string()) add_tag(item, html_escape(*text));
  complete(item, base);
  return item;
}

}  // namespace

Result<Feed> read_json_feed(std::string_view text, std::string const& url) {
  auto parsed = parse_json(text);
  if (!parsed) parsed = parse_json(close_what_is_open(text));
  if (!parsed) return fail(Fault::invalid, "feed.not_a_feed", parsed.error().detail);
  auto const* items = parsed->find("items");
  bool const declared = parsed->string_or("version").find("jsonfeed.org/version/") != std::string::npos;
  if (!declared && (items == nullptr || items->array() == nullptr))
    return fail(Fault::invalid, "feed.not_a_feed", "JSON, but no JSON Feed");
  Feed feed;
  feed.kind = Kind::json;
  feed.feed_url = url.empty() ? http::resolve_url(parsed->string_or("feed_url"), "") : url;
  feed.home_page_url = http::resolve_url(parsed->string_or("home_page_url"), feed.feed_url);
  auto const base = feed.feed_url.empty() ? feed.home_page_url : feed.feed_url;
  feed.title = html::plain_line(html_escape(parsed->string_or("title")));
  feed.description = html::plain_text(html_escape(parsed->string_or("description")));
  feed.language = language_tag(parsed->string_or("language"));
  for (auto name : {"icon", "favicon"})
    if (feed.icon.empty()) feed.icon = http::resolve_url(parsed->string_or(name), base);
  Item above;
  add_authors(*parsed, above);
  if (items && items->array())
    for (auto const& value : *items->array()) {
      if (value.object() == nullptr || feed.items.size() >= most_items) continue;
      feed.items.push_back(read_item(value, base));
      auto& item = feed.items.back();
      if (item.authors.empty()) item.authors = above.authors;
      if (item.language.empty()) item.language = feed.language;
    }
  return feed;
}

}  // namespace essaim::feed
