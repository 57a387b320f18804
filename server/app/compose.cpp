#include "app/compose.hpp"

#include <fmt/format.h>

#include "features/links/links.hpp"
#include "platform/http/server.hpp"
#include "platform/jobs/jobs.hpp"

namespace essaim {
namespace {

void compose_operations(App& app) {
  auto& organisation = app.organisation;
  app.readiness.push_back([&organisation]() -> std::string {
    try {
      (void)organisation.jobs->health();
      return "";
    } catch (db::Broken const&) {
      return "the database does not answer";
    }
  });
  app.metrics.push_back([&organisation](std::string& out) {
    auto const health = organisation.jobs->health();
    out += fmt::format("# TYPE essaim_jobs gauge\nessaim_jobs{{state=\"waiting\"}} {}\nessaim_jobs{{state=\"late\"}} {}\nessaim_jobs{{state=\"dead\"}} {}\n",
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
    if (organisation.live) organisation.live->publish(fmt::format("shares/{}", holder), uint64_t(organisation.now().ms));
  });
  organisation.personal_data.push_back(opened->personal_data());
  app.metrics.push_back([links = opened.get()](std::string& out) { links->metrics(out); });
  app.held.push_back(opened);
  return Done{};
}

}  // namespace

// In the order of server/LAYERS, from the lowest feature to the highest.
Result<Done> compose(App& app) {
  compose_operations(app);
  CHECK_OK(compose_links(app));
  return Done{};
}

}  // namespace essaim
