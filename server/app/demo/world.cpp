#include "app/demo/world.hpp"

#include "app/roles.hpp"
#include "base/random.hpp"

#include <algorithm>
#include <cmath>

namespace essaim::demo {

uint64_t Dice::next() {
  uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}
double Dice::fraction() { return double(next() >> 11) * 0x1.0p-53; }
double Dice::exponential(double mean) { return -mean * std::log(1 - fraction()); }

World::World(Clock const& real, std::unique_ptr<OpenOrganisation> organisation, std::shared_ptr<ManualClock> time)
    : now(real.now()), clock(std::move(time)), opened(std::move(organisation)), app{.organisation = **opened} {}

Result<Json> World::call(int64_t who, std::vector<std::string> const& roles, http::Method method,
                         std::string const& path, Json const& body) {
  http::Request request;
  request.method = method;
  request.target = request.path = "/api/v1" + path;
  request.host = organisation().hosts.front();
  request.headers = {{"x-essaim", "1"}, {"content-type", "application/json"}, {"idempotency-key", random_token()}};
  if (!body.is_null()) request.body = print_json(body);
  auto const response = app.router.answer(request, organisation(), [&](Organisation&, http::Request const&) {
    Viewer viewer;
    viewer.person = who;
    viewer.session = 1;
    viewer.is_member = true;
    viewer.permissions = permissions_of(roles);
    return viewer;
  });
  if (response.status >= 300) return fail(Fault::internal, "demo.refused", path + " answered " + response.body);
  return response.body.empty() ? Result<Json>(Json()) : parse_json(response.body);
}

Result<Done> World::live_through() {
  std::ranges::stable_sort(planned, {}, &Event::when);
  for (auto const& event : planned) {
    clock->set(event.when);
    CHECK_OK(event.what());
  }
  return Done{};
}

Instant World::at(int64_t days_ago, int hour, int minute) const {
  return zone.start_of(zone.at(now).day - days_ago) + hours(hour) + minutes(minute);
}

}  // namespace essaim::demo
