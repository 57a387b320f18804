#include "features/content/sources/sources.hpp"
#include "features/content/sources/store.hpp"

namespace essaim::content::sources {

// What an editor decided of the inbox and which sources they added: for their own eyes; the acts stay, the name goes.
PersonalData personal_data(Sources&) {
  return {"content.sources",
          {{"source.made_by", OnLeaving::erased}, {"watch_decision.person_id", OnLeaving::erased}},
          [](db::Tx& tx, int64_t person) {
            JsonArray deeds;
            for (auto const& deed : store::deeds_of(tx, person))
              deeds.push_back(Json(JsonObject{{"what", deed.what}, {"at", to_rfc3339(deed.at)}}));
            return Json(JsonObject{{"watch", std::move(deeds)}});
          },
          [](db::Tx& tx, int64_t person, int64_t) { store::forget_person(tx, person); }};
}

}  // namespace essaim::content::sources
