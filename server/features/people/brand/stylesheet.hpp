#pragma once
// The stylesheet that dresses the app in an organisation's own colour and mark before the first paint. Pure.

#include "features/people/brand/rules.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace essaim::people {

struct MarkFace {
  std::string url;
  int64_t width = 1, height = 1;
  Ink ink;
};

/// Only custom properties, so that whatever stands in the settings can restyle nothing else. Its selectors weigh more
/// than those of tokens.css, which the browser may read later.
std::string write_stylesheet(std::string_view version, std::optional<Palette> const& palette,
                             std::optional<MarkFace> const& mark);

}  // namespace essaim::people
