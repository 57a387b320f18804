#include "features/privacy/privacy.hpp"
#include "features/privacy/requests/store.hpp"
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
  JsonArray files;
  if (auto const file = store::find_file(tx, person))
    files.push_back(JsonObject{{"made_at", to_rfc3339(file->made_at)}, {"ends_at", to_rfc3339(file->ends_at)}});
  return Json(
      JsonObject{{"about_me", std::move(about)}, {"by_me", std::move(by)}, {"prepared_files", std::move(files)}});
}

}  // namespace

// A line that vanished with a membership would tell data protection who left.
PersonalData personal_data() {
  return {.feature = "privacy",
          .columns = {{"access_line.viewer_id", OnLeaving::kept,
                       "who looked at what is about persons is answered for; gone after a year"},
                      {"access_line.subject_id", OnLeaving::kept,
                       "a line that vanished with a membership would tell who left; gone after a year"},
                      {"prepared_file.person_id", OnLeaving::erased},
                      {"person_request.sealed_email", OnLeaving::kept,
                       "what the operator was asked, sealed; gone when it was done, within a day"}},
          .export_for = export_accesses,
          .erase = [](db::Tx& tx, int64_t person, int64_t) { store::forget_file(tx, person); }};
}

}  // namespace essaim::privacy
