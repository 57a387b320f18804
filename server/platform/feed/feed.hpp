#pragma once
// Reading RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and JSON Feed 1.0 and 1.1 into one shape. The bytes are hostile and
// broken by assumption: no network, no document type, no entity expansion, a cap on everything that could grow.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::feed {

constexpr size_t largest_feed = 5u << 20;

struct Item {
  std::string id;       // never empty; what the feed said, else the address, else a digest of the text
  std::string url;      // absolute http(s), or empty
  std::string title;    // one plain line, or empty
  std::string summary;  // plain text, or empty
  std::optional<std::string> content_html;  // as it came, links made absolute: to be cleaned before it is shown
  std::string image;                        // absolute http(s), or empty
  std::optional<Instant> published_at;
  std::vector<std::string> authors, tags;
  std::string language;
};

enum class Kind { rss, atom, json };
std::string_view to_text(Kind kind);

struct Feed {
  Kind kind = Kind::rss;
  std::string title, home_page_url, feed_url, description, language, icon;
  std::vector<Item> items;
};

struct FeedOrigin {
  std::string url;           // where it was found: relative links start there
  std::string content_type;  // the header, with its charset
};

/// `feed.not_a_feed`, `feed.too_large`. A feed that the end cuts answers the items that came whole, and the one that
/// was cut as far as it is understood.
Result<Feed> read_feed(std::string_view bytes, FeedOrigin const& origin = {});

/// JSON Feed 1.1 (jsonfeed.org/version/1.1), pretty, one line end at the end.
std::string print_json_feed(Feed const& feed);

}  // namespace essaim::feed
