#include "features/content/suggestions/store.hpp"
#include "features/content/suggestions/suggestions.hpp"
#include "platform/blobs/blobs.hpp"

namespace essaim::content::suggestions {
namespace {

Json text_or_nothing(std::optional<std::string> const& text) { return text ? Json(*text) : Json(); }

Json show(store::Row const& row) {
  Json one;
  one.set("at", to_rfc3339(row.at)).set("address", text_or_nothing(row.address));
  one.set("title", row.title).set("words", row.words).set("named", row.named);
  one.set("decision", row.decision ? Json(to_text(*row.decision)) : Json()).set("reason", row.reason);
  return one;
}

}  // namespace

// What was proposed is its proposer's: on leaving it goes, with its photo, unless a story was made of it; that one
// stays without the name.
PersonalData personal_data(Organisation& organisation) {
  auto export_for = [](db::Tx& tx, int64_t person) {
    JsonArray proposed;
    for (auto const& row : store::all_of(tx, person)) proposed.push_back(show(row));
    Json out;
    out.set("suggestions", Json(std::move(proposed)));
    auto const trusted = store::find_contributor(tx, person);
    out.set("publishes_directly_since", trusted && !trusted->ended_at ? Json(to_rfc3339(trusted->from)) : Json());
    return out;
  };
  auto erase = [&organisation](db::Tx& tx, int64_t person, int64_t) {
    auto const gone = store::forget_person(tx, person);
    if (!gone.empty() && organisation.blobs)
      tx.after_commit([&blobs = *organisation.blobs, gone] {
        for (auto const& file : gone) blobs.erase(file);
      });
  };
  return {"content.suggestions",
          {{"suggestion.person_id", OnLeaving::erased},
           {"suggestion.decided_by", OnLeaving::erased},
           {"contributor.person_id", OnLeaving::erased},
           {"contributor.ended_by", OnLeaving::erased},
           {"library_rules.author_id", OnLeaving::erased}},
          export_for,
          erase};
}

}  // namespace essaim::content::suggestions
