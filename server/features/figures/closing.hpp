#pragma once
// The close of periods: the only place where figures about others are computed (promises.md 1).

#include "features/content/content.hpp"
#include "features/figures/rules.hpp"
#include "features/figures/store.hpp"
#include "platform/access/organisation.hpp"

#include <set>
#include <vector>

namespace essaim::figures {

/// Closes what is due, the oldest first: the weeks since the organisation was founded, and each block with its last
/// week. Notes who is a member when a block begins. What is closed stays as it is.
void close_due(Organisation& organisation, content::Content const& content);

/// What everybody made in a week, from the facts as they stand now.
std::vector<store::GrainRow> gather_week(db::Tx& tx, content::Content const& content, int64_t monday);

/// Everything about a block that is decided together; the caller publishes it.
struct BlockFacts {
  int64_t block = 0;
  std::vector<store::RosterRow> roster;
  std::vector<store::GrainRow> grains;
  std::vector<TreeGroup> tree;
  Units units;
  std::vector<int64_t> themes;  // 0 among them
  std::vector<std::string> networks;
  std::set<int64_t> company_stories;               // of those shared, as they count when the block is closed
  std::vector<int64_t> shown_weeks, hidden_weeks;  // whose clicks are published, and are not
};
/// Clicks, shares and people who shared, decided and ready to be published.
std::vector<store::Published> figures_of_block(BlockFacts const& facts, Care care = Care::whole);

}  // namespace essaim::figures
