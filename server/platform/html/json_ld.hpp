#pragma once
// What schema.org JSON-LD says of a page (JSON-LD 1.1 as it is met: one object, an array, an @graph with @id links).

#include "base/json.hpp"

#include <string>
#include <vector>

namespace essaim::html {

struct LinkedData {
  std::string type;  // "NewsArticle", as it was said of the main thing
  std::string headline, description, image, published, language, site_name;
};

/// `scripts` are the texts of the page's application/ld+json elements; broken ones are mended or left out.
LinkedData read_linked_data(std::vector<std::string> const& scripts);

}  // namespace essaim::html
