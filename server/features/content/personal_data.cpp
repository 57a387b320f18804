#include "features/content/content.hpp"
#include "features/content/store.hpp"

namespace essaim::content {

// Stories belong to the programme and stay; what goes is by whose hand they came.
PersonalData personal_data(Organisation& organisation) {
  auto export_for = [&organisation](db::Tx& tx, int64_t person) {
    JsonArray deeds;
    for (auto const& deed : store::deeds_of(tx, person)) {
      Json one;
      one.set("what", deed.what).set("at", to_rfc3339(deed.at));
      one.set("story", deed.story == 0 ? Json() : Json(organisation.ids.show(deed.story)));
      deeds.push_back(std::move(one));
    }
    return Json(JsonObject{{"deeds", std::move(deeds)}});
  };
  auto erase = [](db::Tx& tx, int64_t person, int64_t) { store::forget_person(tx, person); };
  return {"content",
          {{"story.made_by", OnLeaving::erased},
           {"story_history.person_id", OnLeaving::erased},
           {"story_relabel.person_id", OnLeaving::erased},
           {"media.made_by", OnLeaving::erased}},
          export_for,
          erase};
}

}  // namespace essaim::content
