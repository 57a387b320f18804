#pragma once
// Lists of feeds as readers exchange them (OPML 2.0, opml.org/spec2.opml): hostile by assumption, like feeds.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace essaim::feed {

struct Outline {
  std::string title, feed_address, site_address, kind;
  std::vector<std::string> categories;  // its own, and the titles of the folders it stands in
};

/// `opml.not_opml` where no outline is found in an <opml>; 2,000 outlines at most.
Result<std::vector<Outline>> read_opml(std::string_view bytes);
std::string write_opml(std::string_view title, std::vector<Outline> const& outlines, Instant now);

}  // namespace essaim::feed
