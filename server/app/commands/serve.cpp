#include "app/commands/serve.hpp"

#include "app/commands/options.hpp"
#include "app/commands/stop_signals.hpp"
#include "app/organisations/registry.hpp"
#include "app/organisations/served.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"

#include <fmt/format.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>

namespace essaim {
namespace {

struct Address {
  std::string host;
  uint16_t port;
};

Result<Address> read_address(std::string const& text) {
  auto const colon = text.rfind(':');
  Address address{text.substr(0, colon), 0};
  if (address.host.starts_with('[') && address.host.ends_with(']'))
    address.host = address.host.substr(1, address.host.size() - 2);
  auto const* first = text.data() + colon + 1;
  auto const* last = text.data() + text.size();
  if (colon == std::string::npos || std::from_chars(first, last, address.port).ptr != last)
    return fail(Fault::invalid, "config.listen", "ADDRESS:PORT is expected, not " + text);
  return address;
}

std::unique_ptr<http::Server> open_server(ServedOrganisations& served, Config const& config, Address const& address) {
  http::ServerOptions options;
  options.address = address.host;
  options.port = address.port;
  options.workers = config.workers;
  options.trusted_proxies = config.trusted_proxies;
  options.lane_hosts = served.hosts();
  options.queues = served.size();
  // What no organisation answers for waits with the first one's.
  options.queue_of = [&front = served.front()](std::string_view host) { return front.place_of(host).value_or(0); };
  // The text of an exception may hold what somebody wrote; the serial joins this line to the answer's request_id.
  options.on_exception = [](uint64_t serial, std::string_view) {
    log::error("http.handler_failed", {{log::Field::request, int64_t(serial)}});
  };
  options.larger_bodies = {
      {"/api/v1/people/import-previews", 64u << 20}, {"/api/v1/media", 24u << 20}, {"/api/v1/sources/opml", 4u << 20}};
  auto const answer = [&front = served.front()](http::Request const& request) { return front.answer(request); };
  return http::listen(std::move(options), answer, served.lane());
}

template <class Open>
Result<std::unique_ptr<http::Server>> open_or_say(Open open, std::string_view mend) {
  try {
    return open();
  } catch (std::system_error const& error) {
    return fail(Fault::unavailable, "app.listen",
                fmt::format("{}; another server may have that address: {}", error.what(), mend));
  }
}

std::string metrics_host(Config const& config) {
  return config.metrics_listen.substr(0, config.metrics_listen.rfind(':'));
}

Result<std::unique_ptr<http::Server>> open_metrics(Front const& front, Config const& config) {
  if (config.metrics_listen.empty()) return std::unique_ptr<http::Server>();
  auto const address = TRY(read_address(config.metrics_listen));
  auto const answer = [&front](http::Request const& request) { return front.metrics(request); };
  return open_or_say(
      [&] { return http::listen({.address = address.host, .port = address.port, .workers = 1}, answer, nullptr); },
      "metrics are served there; choose another with ESSAIM_METRICS_LISTEN (metrics_listen in a file), or leave it "
      "empty for none");
}

void stop_on_signal(StopSignals const& signals, http::Server& server) {
  log::info("app.stopping", {{log::Field::signal, signals.wait()}});
  server.stop();
}

Result<Done> serve(Config config) {
  StopSignals const signals;
  std::signal(SIGPIPE, SIG_IGN);
  log::set_level(log::read_level(config.log_level));

  auto const address = TRY(read_address(config.listen));
  static SystemClock const clock;
  auto organisations = TRY(served_organisations(config));
  auto const served = TRY(ServedOrganisations::open(std::move(organisations), clock));
  auto const server = TRY(
      open_or_say([&] { return open_server(*served, config, address); }, "choose one with --listen or ESSAIM_LISTEN"));
  auto const metrics = TRY(open_metrics(served->front(), config));
  for (size_t i = 0; i < served->size(); ++i) fmt::print("Essaim is at {}\n", served->address_of(i));
  if (metrics && config.metrics_listen.ends_with(":0"))
    fmt::print("Its metrics are at http://{}:{}/metrics\n", metrics_host(config), metrics->port());
  CHECK_OK(served->start(server->events(), clock));
  served->greet(server->port());
  std::fflush(stdout);
  log::info("app.listening", {{log::Field::port, int64_t(server->port())}});
  std::jthread waiter([&] { stop_on_signal(signals, *server); });
  std::jthread metrics_thread([&] {
    if (metrics) metrics->run();
  });
  signals.unblock_here();
  server->run();
  if (metrics) metrics->stop();
  served->stop();
  log::info("app.stopped");
  return Done{};
}

}  // namespace

int run_serve(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  if (!options->rest.empty()) {
    fmt::print(stderr, "essaim serve: '{}' is no option; see essaim serve --help\n", options->rest.front());
    return 2;
  }
  auto const done = serve(std::move(options->config));
  return done ? 0 : complain(done.error());
}

}  // namespace essaim
