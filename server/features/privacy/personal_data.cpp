#include "features/privacy/privacy.hpp"
#include "features/privacy/store.hpp"

namespace essaim::privacy {
namespace {

Json export_accesses(db::Tx& tx, int64_t person) {
  JsonArray about, by;
  for (auto const& line : store::lines_about(tx, person))
    about.push_back(JsonObject{{"day", to_iso_date(line.day)},
                               {"what", line.door},
                               {"role", line.role},
                               {"by", people::find_name(tx, people::PersonId{line.viewer})}});
  for (auto const& line : store::lines_by(tx, person))
    by.push_back(
        JsonObject{{"day", to_iso_date(line.day)}, {"what", line.door}, {"cut", line.cut}, {"role", line.role}});
  return Json(JsonObject{{"about_me", std::move(about)}, {"by_me", std::move(by)}});
}

}  // namespace

// A line that vanished with a membership would tell data protection who left.
PersonalData personal_data() {
  return {.feature = "privacy",
          .columns = {{"access_line.viewer_id", OnLeaving::kept,
                       "who looked at what is about persons is answered for; gone after a year"},
                      {"access_line.subject_id", OnLeaving::kept,
                       "a line that vanished with a membership would tell who left; gone after a year"}},
          .export_for = export_accesses,
          .erase = [](db::Tx&, int64_t, int64_t) {}};
}

}  // namespace essaim::privacy
