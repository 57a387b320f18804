#include "features/influence/influence.hpp"
#include "features/influence/pictures/pictures.hpp"

namespace essaim::influence {
namespace {

// Ended ones as well, where the job has not come by yet.
constexpr Instant from_the_first{0};

Json export_pictures(db::Tx& tx, int64_t person) {
  JsonArray pictures;
  for (auto const& picture : store::pictures_of(tx, person, from_the_first)) {
    Json one;
    one.set("made_at", to_rfc3339({picture.made_at})).set("ends_at", to_rfc3339({picture.ends_at}));
    one.set("shown_to", picture.shown_to).set("content", parse_json(picture.content).value_or(Json()));
    JsonArray names;
    for (auto const id : store::viewers_of(tx, picture.id)) names.emplace_back(people::find_name(tx, {id}));
    one.set("people", Json(std::move(names)));
    pictures.push_back(std::move(one));
  }
  Json out;
  out.set("pictures", Json(std::move(pictures)));
  return out;
}

}  // namespace

// That somebody was picked is the act of the one who showed, who must not learn from it who has left (promise 1).
PersonalData personal_data() {
  using enum OnLeaving;
  return {
      "influence",
      {{"influence_picture.person_id", erased},
       {"influence_viewer.person_id", kept, "whom somebody showed a picture to; it opens nothing, and ends with it"}},
      export_pictures,
      [](db::Tx& tx, int64_t person, int64_t) { forget_person(tx, person, from_the_first); }};
}

}  // namespace essaim::influence
