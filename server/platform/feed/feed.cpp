#include "platform/feed/feed.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "platform/feed/shapes.hpp"
#include "platform/html/charset.hpp"
#include "platform/html/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace essaim::feed {
namespace {

std::string digest(std::string_view text) {
  std::array<unsigned char, 16> out{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(), nullptr,
                     0);
  return "urn:essaim:" + hex(std::string_view(reinterpret_cast<char const*>(out.data()), out.size()));
}

void set_if(Json& into, std::string_view name, std::string const& text) {
  if (!text.empty()) into.set(name, text);
}

Json as_json(Item const& item) {
  Json out;
  out.set("id", item.id);
  set_if(out, "url", item.url);
  set_if(out, "title", item.title);
  if (item.content_html)
    out.set("content_html", *item.content_html);
  else
    out.set("content_text", item.summary.empty() ? item.title : item.summary);
  set_if(out, "summary", item.summary);
  set_if(out, "image", item.image);
  if (item.published_at) out.set("date_published", to_rfc3339(*item.published_at));
  JsonArray authors, tags;
  for (auto const& name : item.authors) authors.push_back(Json(JsonObject{{"name", name}}));
  for (auto const& tag : item.tags) tags.emplace_back(tag);
  if (!authors.empty()) out.set("authors", std::move(authors));
  if (!tags.empty()) out.set("tags", std::move(tags));
  set_if(out, "language", item.language);
  return out;
}

}  // namespace

std::string_view to_text(Kind kind) {
  switch (kind) {
    case Kind::rss: return "rss";
    case Kind::atom: return "atom";
    case Kind::json: break;
  }
  return "json";
}

std::string language_tag(std::string_view text) {
  auto tag = replace_all(std::string(trim(text)), "_", "-");
  if (tag.size() < 2 || tag.size() > 35) return {};
  auto const primary = tag.find('-') == std::string::npos ? tag.size() : tag.find('-');
  if (primary < 2 || primary > 3) return {};
  for (size_t i = 0; i < tag.size(); ++i) {
    char const c = tag[i];
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && (i < primary || !((c >= '0' && c <= '9') || c == '-'))) return {};
  }
  return ascii_lower(tag.substr(0, primary)) + tag.substr(primary);
}

void add_tag(Item& item, std::string_view tag) {
  auto line = std::string(clip(html::plain_line(tag), 100));
  if (line.empty() || item.tags.size() >= most_tags) return;
  if (std::find(item.tags.begin(), item.tags.end(), line) == item.tags.end()) item.tags.push_back(std::move(line));
}

// RSS 2.0 asks for an e-mail address, "awa@example.com (Awa Diop)"; only the name is wanted, an address is nobody's
// to show.
void add_author(Item& item, std::string_view author) {
  auto line = html::plain_line(author);
  size_t const open = line.find('('), close = line.rfind(')');
  bool const named = line.find('@') != std::string::npos && open != std::string::npos && close > open;
  if (named) line = line.substr(open + 1, close - open - 1);
  line = std::string(clip(trim(line), 200));
  if (line.empty() || item.authors.size() >= most_authors) return;
  if (line.find('@') != std::string::npos && line.find(' ') == std::string::npos) return;
  if (std::find(item.authors.begin(), item.authors.end(), line) == item.authors.end())
    item.authors.push_back(std::move(line));
}

void complete(Item& item, std::string const& base) {
  auto const from = item.url.empty() ? base : item.url;
  if (item.content_html) {
    if (item.image.empty()) item.image = html::first_picture(*item.content_html, from);
    if (item.summary.empty()) item.summary = html::plain_text(*item.content_html);
    item.content_html = html::with_absolute_links(*item.content_html, from);
  }
  item.title = std::string(clip(item.title, longest_title));
  item.summary = std::string(clip(item.summary, longest_summary));
  item.id = std::string(clip(one_line(item.id), 2000));
  if (item.id.empty()) item.id = item.url;
  if (item.id.empty())
    item.id = digest(item.title + "\n" + item.summary + "\n" +
                     (item.published_at ? to_rfc3339(*item.published_at) : std::string()));
}

Result<Feed> read_feed(std::string_view bytes, FeedOrigin const& origin) {
  if (bytes.size() > largest_feed) return fail(Fault::too_large, "feed.too_large");
  auto const header = html::charset_of(origin.content_type);
  auto text = html::decode(bytes, html::xml_label(bytes, header));
  auto const start = text.find_first_not_of(" \t\r\n");
  if (start == std::string::npos) return fail(Fault::invalid, "feed.not_a_feed", "the document is empty");
  if (text[start] == '{') return read_json_feed(std::string_view(text).substr(start), origin.url);
  return read_xml_feed(std::move(text), origin.url);
}

std::string print_json_feed(Feed const& feed) {
  Json out;
  out.set("version", "https://jsonfeed.org/version/1.1");
  out.set("title", feed.title);
  set_if(out, "home_page_url", feed.home_page_url);
  set_if(out, "feed_url", feed.feed_url);
  set_if(out, "description", feed.description);
  set_if(out, "language", feed.language);
  set_if(out, "icon", feed.icon);
  JsonArray items;
  items.reserve(feed.items.size());
  for (auto const& item : feed.items) items.push_back(as_json(item));
  out.set("items", std::move(items));
  return print_json_pretty(out);
}

}  // namespace essaim::feed
