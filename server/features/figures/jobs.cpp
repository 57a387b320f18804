#include "platform/jobs/jobs.hpp"

#include "features/figures/closing.hpp"
#include "features/figures/figures.hpp"

namespace essaim::figures {

void add_jobs(Organisation& organisation, content::Content const& content) {
  organisation.jobs->every("figures.close", hours(1), [&organisation, &content](jobs::Job const&) -> Result<Done> {
    close_due(organisation, content);
    return Done{};
  });
}

}  // namespace essaim::figures
