#pragma once
// One page of metrics from those of several organisations: each sample says whose it is by the random id, and each
// family stands once, as the format asks (https://prometheus.io/docs/instrumenting/exposition_formats/).

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace essaim {

/// Ids and their pages, in order.
std::string label_metrics(std::vector<std::pair<std::string, std::string>> const& pages);

}  // namespace essaim
