#include "features/figures/figures.hpp"
#include "features/figures/store.hpp"

namespace essaim::figures {

// Closed figures never move: who leaves is replaced at once, by the key that stands in their shares as well.
PersonalData personal_data() {
  return {"figures",
          {{"figure_roster.person_id", OnLeaving::replaced}, {"figure_grain.person_id", OnLeaving::replaced}},
          [](db::Tx& tx, int64_t person) {
            JsonArray blocks;
            for (auto const block : store::blocks_of(tx, person)) blocks.emplace_back(to_iso_date(block));
            Json out;
            out.set("counted_as_member_from", Json(std::move(blocks)));
            return out;
          },
          [](db::Tx& tx, int64_t person, int64_t stand_in) { store::replace_person(tx, person, stand_in); }};
}

}  // namespace essaim::figures
