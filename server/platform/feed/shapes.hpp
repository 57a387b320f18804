#pragma once
// Private to feed/: the three readers, and what they do alike to an item.

#include "base/result.hpp"
#include "platform/feed/feed.hpp"

#include <string>
#include <string_view>

namespace essaim::feed {

constexpr size_t most_items = 2000, most_tags = 50, most_authors = 20;
constexpr size_t longest_title = 500, longest_summary = 4000;

/// `text` is UTF-8.
Result<Feed> read_xml_feed(std::string text, std::string const& url);
Result<Feed> read_json_feed(std::string_view text, std::string const& url);

/// Well-formed enough for libxml2: no document type, no entity but the five and numbers, no bare '&' or '<'.
std::string tame_xml(std::string_view text);

/// Fills what can be told from the rest (id, summary, picture) and cuts what is too long.
void complete(Item& item, std::string const& base);
void add_tag(Item& item, std::string_view tag);
void add_author(Item& item, std::string_view author);
/// "fr-FR" and "fr_FR" to "fr-FR"; empty for what is no language tag (BCP 47).
std::string language_tag(std::string_view text);

}  // namespace essaim::feed
