#pragma once
// Wires all features: their routes, their jobs, what they hear of each other, what they hold on a person.

#include "platform/access/organisation.hpp"
#include "platform/http/router.hpp"

#include <functional>
#include <string>
#include <vector>

namespace essaim::http {
class FastLane;
}
namespace essaim::links {
class Links;
}
namespace essaim::content {
class Content;
}

namespace essaim {

/// What the server's outermost handler needs beside the API's routes.
struct App {
  Organisation& organisation;
  http::Router router;
  http::Authenticate authenticate = [](Organisation&, http::Request const&) { return Viewer{}; };
  /// Told of each answer of the API before it goes out.
  std::vector<std::function<void(http::Request const&, Viewer const&, http::Response const&)>> witnesses;
  /// Paths outside /api: the first that answers wins.
  std::vector<std::function<std::optional<http::Response>(http::Request const&)>> outside;
  /// Lines of Prometheus text (https://prometheus.io/docs/instrumenting/exposition_formats/).
  std::vector<std::function<void(std::string&)>> metrics;
  /// Reasons why the server is not ready; an empty text is no reason.
  std::vector<std::function<std::string()>> readiness;
  /// Said on standard output once the address is open: the set-up link, the demo's logins.
  std::vector<std::function<void(uint16_t port)>> greetings;
  /// After the last request and the last job: flush, close.
  std::vector<std::function<void()>> farewells;
  http::FastLane* fast_lane = nullptr;
  links::Links* links = nullptr;  // for the features above it
  content::Content const* content = nullptr;
  /// Keeps alive what features hold in memory.
  std::vector<std::shared_ptr<void>> held;
};

/// Refuses where a feature cannot start (a store that does not open).
Result<Done> compose(App& app);

}  // namespace essaim
