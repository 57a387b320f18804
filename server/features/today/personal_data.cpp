#include "features/today/store.hpp"
#include "features/today/today.hpp"

namespace essaim::today {

// What one kept, put aside and wants less of is one's own and goes with one; no closed figure is made of it.
PersonalData personal_data(Organisation& organisation) {
  auto export_for = [&organisation](db::Tx& tx, int64_t person) {
    auto const& ids = organisation.ids;
    JsonArray kept, aside, less;
    for (auto const& row : store::kept_before(tx, person, {INT64_MAX, {INT64_MAX}}, INT64_MAX))
      kept.push_back(JsonObject{{"story", ids.show(row.story)}, {"at", to_rfc3339(row.at)}});
    for (auto const& row : store::asides(tx, person))
      aside.push_back(JsonObject{{"story", ids.show(row.story)}, {"reason", row.reason}, {"at", to_rfc3339(row.at)}});
    for (auto theme : store::less_of(tx, person)) less.push_back(ids.show(theme));
    JsonArray offered;
    for (auto const& [story, times] : store::offered_before(tx, person, INT64_MIN, INT64_MAX))
      offered.push_back(JsonObject{{"story", ids.show(story)}, {"days", times}});
    return Json(JsonObject{{"kept", std::move(kept)},
                           {"put_aside", std::move(aside)},
                           {"less_of_themes", std::move(less)},
                           {"offered", std::move(offered)}});
  };
  auto erase = [](db::Tx& tx, int64_t person, int64_t) { store::forget_person(tx, person); };
  return {"today",
          {{"keeping.person_id", OnLeaving::erased},
           {"aside.person_id", OnLeaving::erased},
           {"less_of.person_id", OnLeaving::erased},
           {"today_choice.person_id", OnLeaving::erased}},
          export_for,
          erase};
}

}  // namespace essaim::today
