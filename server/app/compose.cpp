#include "app/compose.hpp"

#include <fmt/format.h>

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

}  // namespace

// In the order of server/LAYERS, from the lowest feature to the highest.
Result<Done> compose(App& app) {
  compose_operations(app);
  return Done{};
}

}  // namespace essaim
