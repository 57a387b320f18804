#include "features/sharing/sharing.hpp"
#include "features/sharing/store.hpp"

namespace essaim::sharing {
namespace {

ShareToClose to_close(store::ShareRow const& share) {
  return {share.person,
          share.story,
          share.group.value_or(0),
          share.network,
          share.server.value_or(""),
          share.link,
          to_text(state_of(share.said, false))};
}

}  // namespace

std::vector<ShareToClose> shares_to_close(db::Tx& tx, Instant from, Instant to) {
  std::vector<ShareToClose> out;
  for (auto const& share : store::shares_of_all(tx, from, to)) out.push_back(to_close(share));
  return out;
}

std::vector<ShareToClose> shares_to_close(db::Tx& tx, std::span<int64_t const> links) {
  std::vector<ShareToClose> out;
  for (auto const& share : store::shares_of_links(tx, links)) out.push_back(to_close(share));
  return out;
}

}  // namespace essaim::sharing
