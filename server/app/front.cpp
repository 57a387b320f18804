#include "app/front.hpp"

#include "base/text.hpp"
#include "platform/config/config.hpp"
#include "platform/http/reply.hpp"
#include "platform/http/static_files.hpp"

#include <algorithm>

namespace essaim {
namespace {

http::Response plain(int status, std::string body) {
  http::Response response{.status = status, .headers = {}, .body = std::move(body), .stream = {}};
  return response.with("content-type", "text/plain; charset=utf-8").with("cache-control", "no-store");
}

http::Response ready(App& app) {
  std::string reasons;
  for (auto const& ask : app.readiness)
    if (auto const reason = ask(); !reason.empty()) reasons += reason + "\n";
  return reasons.empty() ? plain(200, "ready\n") : plain(503, reasons);
}

http::Response metrics(App& app) {
  std::string text;
  for (auto const& write : app.metrics) write(text);
  http::Response response{.status = 200, .headers = {}, .body = std::move(text), .stream = {}};
  return response.with("content-type", "text/plain; version=0.0.4; charset=utf-8").with("cache-control", "no-store");
}

http::Response dispatch(App& app, http::Request const& request) {
  if (request.path == "/healthz") return plain(200, "ok\n");
  if (request.path == "/readyz") return ready(app);
  auto const serial = std::to_string(request.serial);
  auto const& hosts = app.organisation.hosts;
  if (std::find(hosts.begin(), hosts.end(), request.host) == hosts.end())
    return http::refusal_of(421, "request.unknown_host",
                            "this server does not answer for that host: add it to ESSAIM_HOSTS, or set ESSAIM_BASE_URL",
                            serial);
  if (request.path == "/metrics")
    return app.organisation.config->metrics_public ? metrics(app) : plain(404, "not found\n");
  if (request.path.starts_with(app.router.prefix() + "/") || request.path == app.router.prefix())
    return app.router.answer(request, app.organisation, app.authenticate);
  if (request.path.starts_with("/api/"))
    return http::refusal_of(404, "request.not_found", "the API lives under " + std::string(app.router.prefix()),
                            serial);
  if (request.path.starts_with("/r/"))  // what the fast lane did not take: another method, or a body
    return http::refusal_of(405, "request.method", "a link is read with GET", serial).with("allow", "GET, HEAD");
  for (auto const& answer : app.outside)
    if (auto response = answer(request)) return std::move(*response);
  return http::serve_web(request);
}

}  // namespace

http::Handler make_front(App& app) {
  return [&app](http::Request const& request) {
    auto response = dispatch(app, request);
    http::add_security_headers(request, response);
    return response;
  };
}

http::Handler make_metrics_front(App& app) {
  return [&app](http::Request const& request) {
    return request.path == "/metrics" ? metrics(app) : plain(404, "not found\n");
  };
}

}  // namespace essaim
