#include "platform/jobs/jobs.hpp"

#include "features/content/sources/sources.hpp"
#include "platform/retention/retention.hpp"

namespace essaim::content::sources {
namespace {

int64_t number_in(jobs::Job const& job, std::string_view name) {
  auto const* value = job.payload.find(name);
  auto const* number = value ? value->integer() : nullptr;
  return number ? *number : 0;
}

}  // namespace

void add_jobs(jobs::Queue& queue, Sources& sources) {
  queue.every("sources.due", minutes(1), [&](jobs::Job const&) -> Result<Done> {
    sources.enqueue_due();
    return Done{};
  });
  auto const steady = std::make_shared<retention::Steadiness>(*sources.organisation().clock);
  queue.every("sources.prune", days(1), [&sources, steady](jobs::Job const&) -> Result<Done> {
    if (steady->in_doubt()) return fail(Fault::unavailable, "retention.clock_in_doubt");
    sources.prune();
    return Done{};
  });
  queue.handle("sources.poll", [&](jobs::Job const& job) { return sources.poll({number_in(job, "source")}); });
  queue.handle("sources.pictures",
               [&](jobs::Job const& job) { return sources.copy_pictures({number_in(job, "source")}); });
  queue.handle("sources.illustrate", [&](jobs::Job const& job) { return sources.illustrate(number_in(job, "item")); });
}

}  // namespace essaim::content::sources
