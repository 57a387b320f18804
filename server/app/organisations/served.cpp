#include "app/organisations/served.hpp"

#include "app/demo/demo.hpp"
#include "app/internal_hosts.hpp"
#include "app/organisations/registry.hpp"
#include "app/runtime_folder.hpp"
#include "platform/db/postgres_schema.hpp"
#include "platform/jobs/jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace essaim {
namespace {

Result<std::unique_ptr<db::Claim>> claim_database(Config const& config) {
  try {
    return db::claim_postgres(config.postgres);
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "app.database", broken.what()); }
}

// The first one's role is the operator's own affair (the doctor looks at it); one that was added promises to be apart.
Result<Done> check_role(Config const& config) {
  if (config.organisation.empty() || config.postgres.empty()) return Done{};
  try {
    auto const place = db::look_at_postgres(config.postgres);
    if (place.reads_also.empty()) return Done{};
    return fail(Fault::conflict, "organisation.reaches_others",
                fmt::format("its PostgreSQL role {} may read the schema {} of another organisation: take that right "
                            "away, or give it a role of its own",
                            place.role, place.reads_also.front()));
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "app.database", broken.what()); }
}

// Others' clocks are the machine's; what this organisation holds goes by its own.
void keep_runtime_clean(Organisation& organisation) {
  auto const sweep = [&organisation](jobs::Job const&) -> Result<Done> {
    wipe_past_salts(organisation.runtime, organisation.now());
    if (organisation.config->runtime_folder.empty())
      sweep_dead_folders(organisation.runtime.parent_path(), organisation.runtime, SystemClock().now());
    return Done{};
  };
  (void)sweep({});
  organisation.jobs->every("app.sweep_runtime", hours(1), sweep);
}

}  // namespace

Result<ServedOrganisations::Served> ServedOrganisations::open_one(Config config, Clock const& clock) {
  Served one;
  one.claim = TRY(claim_database(config));
  CHECK_OK(check_role(config));
  if (config.demo) (void)TRY(demo::fill(config, clock));
  one.organisation = TRY(OpenOrganisation::open(std::move(config), clock));
  one.app = std::unique_ptr<App>(new App{.organisation = **one.organisation});
  CHECK_OK(compose(*one.app));
  record_internal_hosts(one.app->organisation);
  keep_runtime_clean(one.app->organisation);
  return one;
}

Result<std::unique_ptr<ServedOrganisations>> ServedOrganisations::open(std::vector<Config> configs,
                                                                       Clock const& clock) {
  std::unique_ptr<ServedOrganisations> served(new ServedOrganisations);
  bool const several = configs.size() > 1;
  for (auto& config : configs) {
    auto const name = name_of(config);
    auto one = open_one(std::move(config), clock);
    if (!one && several) one.error().detail = name + ": " + one.error().detail;
    served->all_.push_back(TRY(std::move(one)));
  }
  CHECK_OK(served->tell_apart());
  std::vector<App*> apps;
  std::vector<LanesByHost::Lane> lanes;
  for (auto& one : served->all_) {
    apps.push_back(one.app.get());
    lanes.push_back({one.app->organisation.hosts, one.app->fast_lane});
  }
  served->front_.emplace(std::move(apps));
  if (several) served->lanes_.emplace(std::move(lanes));
  return served;
}

// A copied folder is the same organisation twice: its links, letters and backups would be both's.
Result<Done> ServedOrganisations::tell_apart() {
  std::set<std::string> ids, claimed;
  for (auto& one : all_) {
    auto const& organisation = one.app->organisation;
    if (!ids.insert(organisation.id).second)
      return fail(Fault::conflict, "organisation.twice",
                  fmt::format("{} is a copy of another organisation here (id {}): remove one of the two",
                              name_of(one.organisation->config()), organisation.id));
    for (auto const& host : hosts_of(one.organisation->config())) claimed.insert(host);
  }
  // The names of loopback, which nobody had to configure, give way.
  for (auto& one : all_) {
    auto const own = hosts_of(one.organisation->config());
    std::erase_if(one.app->organisation.hosts, [&](std::string const& host) {
      return claimed.contains(host) && std::ranges::find(own, host) == own.end();
    });
  }
  return Done{};
}

ServedOrganisations::~ServedOrganisations() = default;

http::FastLane* ServedOrganisations::lane() { return lanes_ ? &*lanes_ : all_.front().app->fast_lane; }

std::vector<std::string> ServedOrganisations::hosts() const {
  std::vector<std::string> hosts;
  for (auto const& one : all_)
    hosts.insert(hosts.end(), one.app->organisation.hosts.begin(), one.app->organisation.hosts.end());
  return hosts;
}

std::string ServedOrganisations::address_of(size_t place) const { return all_[place].app->organisation.base_url; }

Result<Done> ServedOrganisations::start(http::EventHub& events, Clock const& clock) {
  for (auto& one : all_) one.daily = TRY(DailyBackup::start(one.organisation->config(), clock));
  for (auto& one : all_) {
    auto& organisation = one.app->organisation;
    one.live = std::make_unique<LiveUpdates>(events, organisation.id);
    organisation.live = one.live.get();
    one.organisation->jobs().start(2);
  }
  return Done{};
}

void ServedOrganisations::greet(uint16_t port) {
  for (auto const& one : all_)
    for (auto const& greet : one.app->greetings) greet(port);
}

void ServedOrganisations::stop() {
  for (auto& one : all_) one.organisation->jobs().stop();
  for (auto& one : all_)
    for (auto const& end : one.app->farewells) end();
  for (auto& one : all_)
    if (one.live) one.live->end();
}

}  // namespace essaim
