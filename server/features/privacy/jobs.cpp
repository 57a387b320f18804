#include "platform/jobs/jobs.hpp"

#include "features/privacy/privacy.hpp"
#include "features/privacy/register.hpp"
#include "features/privacy/store.hpp"

namespace essaim::privacy {

void add_jobs(Organisation& organisation) {
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
