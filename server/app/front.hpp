#pragma once
// The outermost handler: which host is asked, what lies outside the API, what every answer carries.

#include "app/compose.hpp"
#include "platform/http/server.hpp"

namespace essaim {

/// Answers everything but the fast lane.
http::Handler make_front(App& app);
/// Only /metrics, for its own listener.
http::Handler make_metrics_front(App& app);

}  // namespace essaim
