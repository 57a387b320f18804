#include "app/compose.hpp"

#include "app/backup/daily.hpp"
#include "app/backup/http.hpp"
#include "app/compose_stories.hpp"
#include "app/demo/demo.hpp"
#include "app/retention/http.hpp"
#include "app/roles.hpp"
#include "features/charter/charter.hpp"
#include "features/content/content.hpp"
#include "features/figures/figures.hpp"
#include "features/influence/influence.hpp"
#include "features/links/links.hpp"
#include "features/people/people.hpp"
#include "features/privacy/privacy.hpp"
#include "features/sharing/sharing.hpp"
#include "platform/config/config.hpp"
#include "platform/http/server.hpp"
#include "platform/i18n/catalogue.hpp"
#include "platform/jobs/jobs.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace essaim {
namespace {

void compose_operations(App& app) {
  auto& organisation = app.organisation;
  app.readiness.push_back([&organisation]() -> std::string {
    try {
      (void)organisation.jobs->health();
      return "";
    } catch (db::Broken const&) { return "the database does not answer"; }
  });
  app.metrics.push_back([&organisation](std::string& out) {
    auto const health = organisation.jobs->health();
    out += fmt::format(
        "# TYPE essaim_jobs gauge\nessaim_jobs{{state=\"waiting\"}} {}\nessaim_jobs{{state=\"late\"}} "
        "{}\nessaim_jobs{{state=\"dead\"}} {}\n",
        health.waiting, health.late, health.dead);
  });
}

// The redirect never leaves the event loop: the front door hands /r/ to it (platform/http/fast_lane.hpp).
Result<Done> compose_links(App& app) {
  auto& organisation = app.organisation;
  std::shared_ptr<links::Links> const opened = TRY(links::Links::open(organisation));
  app.links = opened.get();
  app.fast_lane = &opened->fast_lane();
  opened->on_click([&organisation](int64_t holder) {
    if (organisation.live)
      organisation.live->publish(fmt::format("shares/{}", holder), uint64_t(organisation.now().ms));
  });
  organisation.personal_data.push_back(opened->personal_data());
  links::add_jobs(organisation, *opened);
  app.metrics.push_back([links = opened.get()](std::string& out) { links->metrics(out); });
  app.held.push_back(opened);
  return Done{};
}

std::shared_ptr<people::Door> compose_people(App& app) {
  auto& organisation = app.organisation;
  people::Upward upward{.permissions_of = permissions_of,
                        .current_charter = charter::current_version,
                        .stories_meant_for = content::count_meant_for,
                        .networks = sharing::network_ids(),
                        .demo_logins = {}};
  if (organisation.config && organisation.config->demo) upward.demo_logins = demo::logins();
  auto const door = people::open_door(organisation, std::move(upward));
  people::add_routes(app.router, door);
  people::add_jobs(organisation, door);
  app.authenticate = people::authenticate_by(door);
  app.outside.push_back(
      [&organisation](http::Request const& request) { return people::serve_brand(organisation, request); });
  charter::add_routes(app.router);
  organisation.personal_data.push_back(people::personal_data());
  organisation.personal_data.push_back(charter::personal_data());
  app.greetings.push_back([&organisation](uint16_t) {
    if (auto const link = people::make_setup_link(organisation); !link.empty())
      fmt::print("Set up the organisation within 24 hours, once: {}\n", link);
    if (organisation.config && organisation.config->demo) demo::print_logins();
    std::fflush(stdout);
  });
  app.held.push_back(door);
  return door;
}

void compose_sharing(App& app) {
  sharing::add_routes(app.router, *app.content, *app.links, app.authenticate);
  sharing::add_jobs(app.organisation, *app.content);
  app.organisation.personal_data.push_back(sharing::personal_data());
}

void compose_influence(App& app) {
  auto const words = std::make_shared<Catalogue>(Catalogue::embedded());
  influence::add_routes(app.router, *app.content, *app.links, *words);
  influence::add_jobs(app.organisation);
  app.organisation.personal_data.push_back(influence::personal_data());
  app.held.push_back(words);
}

void compose_backups(App& app) {
  add_backup_routes(app.router);
  app.metrics.push_back([&organisation = app.organisation](std::string& out) {
    if (organisation.config) write_backup_metrics(*organisation.config, out);
  });
}

void compose_figures(App& app) {
  auto const words = std::make_shared<Catalogue>(Catalogue::embedded());
  figures::add_routes(app.router, *app.content, *words);
  figures::add_jobs(app.organisation, *app.content);
  app.organisation.personal_data.push_back(figures::personal_data());
  app.held.push_back(words);
}

// Last of all, since it tells of every route.
void compose_privacy(App& app, std::shared_ptr<people::Door> const& door) {
  auto& organisation = app.organisation;
  std::vector<privacy::RoleRights> rights;
  for (auto const& role : roles()) rights.push_back({role.name, role.permissions});
  privacy::add_routes(app.router, door, std::move(rights));
  privacy::add_jobs(organisation, door);
  organisation.personal_data.push_back(privacy::personal_data());
  app.witnesses.push_back(
      [&organisation](http::Request const& request, Viewer const& viewer, http::Response const& response) {
        privacy::note_access(organisation, request, viewer, response);
      });
}

}  // namespace

// In the order of server/LAYERS, from the lowest feature to the highest.
Result<Done> compose(App& app) {
  compose_operations(app);
  auto const door = compose_people(app);
  compose_content(app);
  CHECK_OK(compose_links(app));
  compose_sharing(app);
  compose_today(app);
  compose_influence(app);
  compose_backups(app);
  compose_figures(app);
  add_retention_routes(app.router);
  compose_privacy(app, door);
  return Done{};
}

}  // namespace essaim
