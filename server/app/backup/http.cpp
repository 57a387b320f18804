#include "app/backup/http.hpp"

#include "app/backup/daily.hpp"
#include "app/backup/restore.hpp"
#include "features/people/people.hpp"
#include "platform/http/describe.hpp"

namespace essaim {
namespace {

struct BackupReport {
  static constexpr std::string_view dto = "BackupReport";
  std::string state;
  std::optional<std::string> good_at, restored_at, restored_from;
};
template <class V>
void describe(V& v, BackupReport& b) {
  v("state", b.state, http::one_of({"off", "none", "good", "old", "failing"}));
  v("good_at", b.good_at);
  v("restored_at", b.restored_at);
  v("restored_from", b.restored_from);
}

BackupReport report_of(Organisation const& organisation) {
  auto const& config = *organisation.config;
  auto const state = read_backup_state(organisation.folder);
  BackupReport report{std::string(standing_of(config, state, organisation.now())), {}, {}, {}};
  if (state.good_at.ms) report.good_at = to_rfc3339({state.good_at.ms / 1000 * 1000});
  if (auto const epoch = last_restore(*organisation.db)) {
    report.restored_at = to_rfc3339({epoch->opened_at.ms / 1000 * 1000});
    report.restored_from = to_rfc3339({epoch->taken_at.ms / 1000 * 1000});
  }
  return report;
}

}  // namespace

void add_backup_routes(http::Router& router) {
  router.get<BackupReport>("/backup", people::read_settings, "When the last backup was made, and whether one fails",
                           [](http::Call& call) -> Result<BackupReport> { return report_of(call.organisation); });
}

}  // namespace essaim
