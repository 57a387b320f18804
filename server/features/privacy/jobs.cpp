#include "platform/jobs/jobs.hpp"

#include "features/privacy/privacy.hpp"
#include "features/privacy/register.hpp"
#include "features/privacy/requests/requests.hpp"
#include "features/privacy/store.hpp"
#include "platform/retention/retention.hpp"

namespace essaim::privacy {

void add_jobs(Organisation& organisation, std::shared_ptr<people::Door> const& door) {
  organisation.jobs->handle(std::string(request_job), [&organisation, door](jobs::Job const& job) -> Result<Done> {
    auto const* id = job.payload.find("request");
    return id && id->integer() ? carry_out(*door, organisation, *id->integer()) : Result<Done>(Done{});
  });
  auto const steady = std::make_shared<retention::Steadiness>(*organisation.clock);
  organisation.jobs->every("privacy.forget_files", hours(1), [&organisation, steady](jobs::Job const&) -> Result<Done> {
    if (steady->in_doubt()) return fail(Fault::unavailable, "retention.clock_in_doubt");
    organisation.db->write([&](db::Tx& tx) { forget_what_nobody_opened(tx, organisation.now()); });
    return Done{};
  });
  organisation.jobs->every("privacy.close_months", hours(1), [&organisation](jobs::Job const&) -> Result<Done> {
    close_months(organisation);
    return Done{};
  });
  organisation.jobs->every("privacy.forget_accesses", hours(24), [&organisation](jobs::Job const&) -> Result<Done> {
    auto const oldest = utc_day(organisation.now()) - access_log_days;
    organisation.db->write([&](db::Tx& tx) { return store::forget_lines_before(tx, oldest); });
    return Done{};
  });
}

}  // namespace essaim::privacy
