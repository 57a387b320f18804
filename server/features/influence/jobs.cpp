#include "platform/jobs/jobs.hpp"

#include "features/influence/influence.hpp"
#include "features/influence/pictures/pictures.hpp"

namespace essaim::influence {

void add_jobs(Organisation& organisation) {
  organisation.jobs->every("influence.forget_pictures", hours(1), [&organisation](jobs::Job const&) -> Result<Done> {
    organisation.db->write([&](db::Tx& tx) { forget_ended(tx, organisation.now()); });
    return Done{};
  });
}

}  // namespace essaim::influence
