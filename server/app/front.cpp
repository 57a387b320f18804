#include "app/front.hpp"

#include "app/organisations/labels.hpp"
#include "app/organisations/live.hpp"
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

http::Response ready(std::vector<App*> const& apps) {
  std::string reasons;
  for (auto* const app : apps)
    for (auto const& ask : app->readiness)
      if (auto const reason = ask(); !reason.empty()) reasons += reason + "\n";
  return reasons.empty() ? plain(200, "ready\n") : plain(503, reasons);
}

std::string metrics_of(App const& app) {
  std::string text;
  for (auto const& write : app.metrics) write(text);
  return text;
}

http::Response metrics_page(std::string text) {
  http::Response response{.status = 200, .headers = {}, .body = std::move(text), .stream = {}};
  return response.with("content-type", "text/plain; version=0.0.4; charset=utf-8").with("cache-control", "no-store");
}

http::Response unknown_host(std::string const& serial) {
  return http::refusal_of(421, "request.unknown_host",
                          "this server does not answer for that host: add it to ESSAIM_HOSTS, or set ESSAIM_BASE_URL",
                          serial);
}

// Its live updates are its own, whatever the ids of its people.
http::Response in_its_realm(http::Response response, Organisation const& organisation) {
  if (response.stream)
    for (auto& topic : response.stream->topics) topic = in_realm(organisation.id, topic);
  return response;
}

http::Response answer_api(App& app, http::Request const& request) {
  Viewer viewer;
  auto const authenticate = [&](Organisation& organisation, http::Request const& asked) {
    return viewer = app.authenticate(organisation, asked);
  };
  auto response = app.router.answer(request, app.organisation, authenticate);
  for (auto const& witness : app.witnesses) witness(request, viewer, response);
  return in_its_realm(std::move(response), app.organisation);
}

http::Response dispatch(App& app, http::Request const& request) {
  auto const serial = std::to_string(request.serial);
  if (request.path == "/metrics")
    return app.organisation.config->metrics_public ? metrics_page(metrics_of(app)) : plain(404, "not found\n");
  if (request.path.starts_with(app.router.prefix() + "/") || request.path == app.router.prefix())
    return answer_api(app, request);
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

Front::Front(std::vector<App*> apps) : apps_(std::move(apps)) {}

std::optional<size_t> Front::place_of(std::string_view host) const {
  for (size_t i = 0; i < apps_.size(); ++i) {
    auto const& hosts = apps_[i]->organisation.hosts;
    if (std::find(hosts.begin(), hosts.end(), host) != hosts.end()) return i;
  }
  return std::nullopt;
}

http::Response Front::answer(http::Request const& request) const {
  auto const place = place_of(request.host);
  http::Response response;
  if (request.path == "/healthz")
    response = plain(200, "ok\n");
  else if (request.path == "/readyz")  // by another name (a load balancer's address): the process as a whole
    response = ready(place ? std::vector{apps_[*place]} : apps_);
  else
    response = place ? dispatch(*apps_[*place], request) : unknown_host(std::to_string(request.serial));
  http::add_security_headers(request, response);
  return response;
}

http::Response Front::metrics(http::Request const& request) const {
  if (request.path != "/metrics") return plain(404, "not found\n");
  if (apps_.size() == 1) return metrics_page(metrics_of(*apps_.front()));
  std::vector<std::pair<std::string, std::string>> pages;
  for (auto const* app : apps_) {
    try {
      pages.emplace_back(app->organisation.id, metrics_of(*app));
    } catch (db::Broken const&) { /* the others' are still there to see; its own readiness says why */
    }
  }
  return metrics_page(label_metrics(pages));
}

}  // namespace essaim
