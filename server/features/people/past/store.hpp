#pragma once
// What was so at a moment that is over, as dated rows tell it.

#include "features/people/people.hpp"

namespace essaim::people::store {

std::vector<MemberThen> members_then(db::Tx& tx, Instant at);
std::vector<GroupThen> groups_then(db::Tx& tx, Instant at);
std::vector<Heads> heads_on(db::Tx& tx, int64_t day);
std::vector<ConsentsThen> consents_then(db::Tx& tx, Instant before);

}  // namespace essaim::people::store
