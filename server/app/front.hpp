#pragma once
// The outermost handler: which host is asked, and so which organisation answers; what lies outside the API, what every
// answer carries.

#include "app/compose.hpp"
#include "platform/http/server.hpp"

#include <optional>
#include <vector>

namespace essaim {

/// The organisations of one process, found by their exact hosts. A host is one organisation's only; the header that
/// names it is the only thing of a request that says whose it is (promise 10).
class Front {
 public:
  explicit Front(std::vector<App*> apps);

  /// Answers everything but the fast lane.
  http::Response answer(http::Request const& request) const;
  /// Only /metrics, for its own listener: with several organisations each line bears the random id of its own.
  http::Response metrics(http::Request const& request) const;
  /// The place of the one with this host (lower case) among the apps.
  std::optional<size_t> place_of(std::string_view host) const;

 private:
  std::vector<App*> apps_;
};

}  // namespace essaim
