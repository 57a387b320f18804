#pragma once
// Reading a web page for a preview card: Open Graph, X cards, JSON-LD and what is left (ogp.me; schema.org). The page
// is hostile by assumption: one pass, no tree, every address resolved and http(s) only, every text plain.

#include "base/clock.hpp"
#include "base/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::html {

struct FeedLink {
  std::string url, title, type;
};

struct Page {
  std::optional<std::string> title, description, image, canonical_url, site_name;
  std::optional<std::string> language;  // two or three letters: "fr"
  std::optional<Instant> published_at;
  std::string type = "website";  // "article", "video", "job"…
  std::vector<FeedLink> feeds;   // <link rel=alternate> to RSS, Atom and JSON Feed, in the page's order
};

struct PageOrigin {
  std::string url;               // where it was found, after redirects
  std::string content_type;      // the header, with its charset
  std::string content_language;  // the header
};

Page read_page(std::string_view bytes, PageOrigin const& origin = {});

/// {"title","description","image","canonical_url","site_name","language","published_at","type"}, null where unknown.
Json as_json(Page const& page);

}  // namespace essaim::html
