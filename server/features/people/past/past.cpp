#include "features/people/imports/store.hpp"
#include "features/people/past/store.hpp"

namespace essaim::people {

std::vector<MemberThen> members_then(db::Tx& tx, Instant at) { return store::members_then(tx, at); }
std::vector<GroupThen> groups_then(db::Tx& tx, Instant at) { return store::groups_then(tx, at); }
std::vector<Heads> heads_on(db::Tx& tx, int64_t day) { return store::heads_on(tx, day); }
std::vector<ConsentsThen> consents_then(db::Tx& tx, Instant before) { return store::consents_then(tx, before); }
void count_heads(db::Tx& tx, int64_t day) { store::count_heads(tx, day); }

}  // namespace essaim::people
