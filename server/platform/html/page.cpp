#include "platform/html/page.hpp"

#include "base/text.hpp"
#include "platform/feed/dates.hpp"
#include "platform/html/charset.hpp"
#include "platform/html/json_ld.hpp"
#include "platform/html/text.hpp"
#include "platform/html/tokens.hpp"
#include "platform/http/url.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

namespace essaim::html {
namespace {

constexpr size_t longest_title = 500, longest_description = 5000, most_feeds = 50;

// What the document says, gathered in one pass; the first saying of a name counts.
struct Sayings {
  std::map<std::string, std::vector<std::string>> meta;
  std::map<std::string, std::vector<std::string>> links;  // by rel
  std::vector<std::string> linked_data;
  std::vector<FeedLink> feeds;
  std::string title, heading, html_language, base, time;

  std::string first_meta(std::initializer_list<std::string_view> names) const {
    for (auto name : names)
      if (auto const found = meta.find(std::string(name)); found != meta.end())
        for (auto const& value : found->second)
          if (!trim(value).empty()) return value;
    return {};
  }
};

bool is_feed_type(std::string_view type) {
  return type == "application/rss+xml" || type == "application/atom+xml" || type == "application/rdf+xml" ||
         type == "application/feed+json" || type == "application/json" || type == "application/xml" ||
         type == "text/xml";
}

void hear_meta(Token const& tag, Sayings& said) {
  auto const* value = tag.find("content");
  if (value == nullptr) value = tag.find("value");  // seen in the wild on X cards
  if (value == nullptr) return;
  for (auto attribute : {"property", "name", "itemprop", "http-equiv"}) {
    auto const* names = tag.find(attribute);
    if (names == nullptr) continue;
    // RDFa allows several names at once: property="og:title twitter:title".
    auto const mentioned = ascii_lower(*names);
    for (auto name : split(mentioned, ' '))
      if (!name.empty() && said.meta.size() < 400) {
        auto& values = said.meta[std::string(name)];
        if (values.size() < 20) values.push_back(*value);
      }
  }
}

void hear_link(Token const& tag, Sayings& said) {
  auto const href = tag.value_of("href");
  if (trim(href).empty()) return;
  auto const mentioned = ascii_lower(tag.value_of("rel"));
  auto const type = ascii_lower(trim(split(tag.value_of("type"), ';').front()));
  for (auto rel : split(mentioned, ' ')) {
    if (rel.empty() || said.links.size() > 100) continue;
    auto& values = said.links[std::string(rel)];
    if (values.size() < 20) values.push_back(href);
    bool const feed = (rel == "alternate" && is_feed_type(type)) || rel == "feed";
    // WordPress offers its own API as application/json: no feed.
    bool const api = href.find("/wp-json/") != std::string::npos || href.find("oembed") != std::string::npos;
    if (feed && !api && said.feeds.size() < most_feeds) said.feeds.push_back({href, tag.value_of("title"), type});
  }
}

class Listener {
 public:
  void hear(Token const& token, Sayings& said) {
    if (token.kind == Token::Kind::text) return hear_text(token, said);
    bool const start = token.kind == Token::Kind::start;
    if (token.name == "svg" || token.name == "noscript") return;
    if (token.name == "title")
      inside_ = start && said.title.empty() && !seen_body_ ? Inside::title : Inside::nothing;
    else if (token.name == "h1")
      inside_ = start && said.heading.empty() ? Inside::heading : Inside::nothing;
    else if (token.name == "script")
      inside_ = start && is_linked_data(token) ? Inside::linked_data : Inside::nothing;
    if (start) hear_start(token, said);
  }

 private:
  enum class Inside { nothing, title, heading, linked_data };

  static bool is_linked_data(Token const& token) {
    return ascii_lower(token.value_of("type")).starts_with("application/ld+json");
  }

  void hear_text(Token const& token, Sayings& said) {
    if (inside_ == Inside::title) said.title += decode_entities(token.text);
    if (inside_ == Inside::heading && said.heading.size() < 4 * longest_title)
      said.heading += decode_entities(token.text);
    if (inside_ == Inside::linked_data && said.linked_data.size() < 50) said.linked_data.emplace_back(token.text);
  }

  void hear_start(Token const& token, Sayings& said) {
    if (token.name == "meta")
      hear_meta(token, said);
    else if (token.name == "link")
      hear_link(token, said);
    else if (token.name == "base" && said.base.empty())
      said.base = token.value_of("href");
    else if (token.name == "body")
      seen_body_ = true;
    else if (token.name == "time" && said.time.empty())
      said.time = token.value_of("datetime");
    else if (token.name == "html" && said.html_language.empty())
      said.html_language = token.find("lang") ? token.value_of("lang") : token.value_of("xml:lang");
  }

  Inside inside_ = Inside::nothing;
  bool seen_body_ = false;
};

Sayings listen_to(std::string_view html) {
  Sayings said;
  Listener listener;
  Tokens tokens(html);
  for (Token token; tokens.next(token);) listener.hear(token, said);
  return said;
}

// The first of these that says something, as one plain line.
std::optional<std::string> first_line(std::initializer_list<std::string> candidates, size_t limit) {
  for (auto const& candidate : candidates)
    if (auto line = curly_quotes(plain_line(candidate)); !line.empty()) return std::string(clip(line, limit));
  return std::nullopt;
}

// A page that writes its own markup into its description leaves a stray quotation mark and a bracket.
std::string if_it_says_something(std::string candidate) {
  auto const points = to_utf32(plain_line(candidate));
  bool const speaks = std::ranges::any_of(points, [](char32_t c) {
    return u_isalnum(UChar32(c)) || u_charType(UChar32(c)) == U_OTHER_SYMBOL;  // a picture of its own is a word too
  });
  return speaks ? candidate : std::string();
}

std::optional<std::string> first_address(std::vector<std::string> const& candidates, std::string_view base) {
  for (auto const& candidate : candidates)
    if (auto address = http::resolve_url(candidate, base); !address.empty()) return address;
  return std::nullopt;
}

std::vector<std::string> all_of(std::map<std::string, std::vector<std::string>> const& said,
                                std::initializer_list<std::string_view> names) {
  std::vector<std::string> out;
  for (auto name : names)
    if (auto const found = said.find(std::string(name)); found != said.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  return out;
}

// "en-US", "fr_FR", "de, en": the primary language subtag of the first (BCP 47).
std::optional<std::string> first_language(std::initializer_list<std::string> candidates) {
  for (auto const& candidate : candidates) {
    auto const text = ascii_lower(trim(candidate));
    auto const primary = text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    bool const whole =
        primary.size() == text.size() || std::string_view("-_,; ").find(text[primary.size()]) != std::string_view::npos;
    if (whole && (primary.size() == 2 || primary.size() == 3) && primary != "und" && primary != "mul") return primary;
  }
  return std::nullopt;
}

std::optional<Instant> first_date(std::initializer_list<std::string> candidates) {
  for (auto const& candidate : candidates)
    if (auto const at = feed::read_date(candidate)) return at;
  return std::nullopt;
}

std::string type_of(Sayings const& said, LinkedData const& linked) {
  auto const stated = ascii_lower(trim(said.first_meta({"og:type"})));
  auto const family = stated.substr(0, stated.find_first_of(".:"));
  for (std::string_view known : {"article", "video", "music", "book", "profile", "product"})
    if (family == known) return std::string(known);
  if (family == "blog" || family == "news" || family == "post") return "article";
  auto const& type = linked.type;
  if (type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report") return "article";
  if (type == "VideoObject") return "video";
  if (type == "JobPosting") return "job";
  if (type == "Event" || type == "Product" || type == "Book") return ascii_lower(type);
  if (type == "PodcastEpisode") return "podcast";
  bool const dated = !said.first_meta({"article:published_time"}).empty();
  return dated && family.empty() ? "article" : "website";
}

std::vector<FeedLink> feeds_of(Sayings const& said, std::string_view base) {
  std::vector<FeedLink> out;
  for (auto const& link : said.feeds) {
    auto url = http::resolve_url(link.url, base);
    bool const known = std::any_of(out.begin(), out.end(), [&](FeedLink const& other) { return other.url == url; });
    if (!url.empty() && !known) out.push_back({std::move(url), plain_line(link.title), link.type});
  }
  return out;
}

std::string without_fragment(std::string_view url) {
  auto parsed = http::parse_url(url);
  if (!parsed) return {};
  parsed->fragment.reset();
  return parsed->text();
}

}  // namespace

Page read_page(std::string_view bytes, PageOrigin const& origin) {
  auto const html = decode(bytes, html_label(bytes, charset_of(origin.content_type)));
  auto const said = listen_to(html);
  auto const linked = read_linked_data(said.linked_data);
  auto base = said.base.empty() ? origin.url : http::resolve_url(said.base, origin.url);
  if (base.empty()) base = origin.url;
  auto canonical = all_of(said.links, {"canonical"});
  for (auto& address : all_of(said.meta, {"og:url"})) canonical.push_back(std::move(address));
  canonical.push_back(without_fragment(origin.url));
  if (base.empty()) base = first_address(canonical, "").value_or("");

  auto images =
      all_of(said.meta, {"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"});
  images.push_back(linked.image);
  for (auto& address : all_of(said.links, {"image_src", "apple-touch-icon", "apple-touch-icon-precomposed"}))
    images.push_back(std::move(address));

  Page page;
  page.title = first_line({said.first_meta({"og:title"}), said.first_meta({"twitter:title"}), linked.headline,
                           html_escape(said.title), html_escape(said.heading)},
                          longest_title);
  page.description =
      first_line({if_it_says_something(said.first_meta({"og:description"})),
                  if_it_says_something(said.first_meta({"twitter:description"})),
                  if_it_says_something(said.first_meta({"description"})), if_it_says_something(linked.description)},
                 longest_description);
  page.image = first_address(images, base);
  page.canonical_url = first_address(canonical, base);
  page.site_name = first_line({said.first_meta({"og:site_name"}), linked.site_name,
                               said.first_meta({"application-name", "apple-mobile-web-app-title"})},
                              longest_title);
  page.language = first_language({said.html_language, said.first_meta({"og:locale"}), origin.content_language,
                                  said.first_meta({"content-language", "language", "dc.language"}), linked.language});
  page.published_at =
      first_date({said.first_meta({"article:published_time", "og:article:published_time"}), linked.published,
                  said.first_meta({"datepublished", "date", "dc.date", "dcterms.created", "pubdate"}), said.time});
  page.type = type_of(said, linked);
  page.feeds = feeds_of(said, base);
  return page;
}

Json as_json(Page const& page) {
  auto maybe = [](std::optional<std::string> const& text) { return text ? Json(*text) : Json(); };
  Json out;
  out.set("title", maybe(page.title));
  out.set("description", maybe(page.description));
  out.set("image", maybe(page.image));
  out.set("canonical_url", maybe(page.canonical_url));
  out.set("site_name", maybe(page.site_name));
  out.set("language", maybe(page.language));
  out.set("published_at", page.published_at ? Json(to_rfc3339(*page.published_at)) : Json());
  out.set("type", page.type);
  return out;
}

}  // namespace essaim::html
