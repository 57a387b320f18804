#include "features/sharing/sharing.hpp"
#include "features/sharing/store.hpp"

namespace essaim::sharing {
namespace {

Json export_shares(db::Tx& tx, int64_t person) {
  JsonArray shares, drafts;
  for (auto const& share : store::shares_between(tx, person, {0}, {INT64_MAX})) {
    Json one;
    one.set("network", share.network).set("text", share.text).set("opened_at", to_rfc3339(share.opened_at));
    one.set("state", to_text(state_of(share.said, false)));
    if (share.said_at) one.set("said_at", to_rfc3339(*share.said_at));
    if (share.server) one.set("server", *share.server);
    shares.push_back(std::move(one));
  }
  for (auto const& draft : store::all_drafts(tx, person)) {
    Json one;
    one.set("network", draft.network).set("text", draft.text).set("saved_at", to_rfc3339({draft.saved_at}));
    drafts.push_back(std::move(one));
  }
  Json out;
  out.set("shares", std::move(shares)).set("drafts", std::move(drafts));
  return out;
}

}  // namespace

PersonalData personal_data() {
  return {"sharing",
          {{"draft.person_id", OnLeaving::erased}, {"share.person_id", OnLeaving::replaced}},
          export_shares,
          [](db::Tx& tx, int64_t person, int64_t stand_in) { store::forget_person(tx, person, stand_in); }};
}

}  // namespace essaim::sharing
