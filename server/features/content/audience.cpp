// Groups and sites end, stories meant for them go on.

#include "features/content/content.hpp"
#include "features/content/store.hpp"

#include <algorithm>
#include <set>

namespace essaim::content {
namespace {

std::string mark_of_group(int64_t id) { return "g" + std::to_string(id); }
std::string mark_of_site(int64_t id) { return "s" + std::to_string(id); }

// The audience never becomes empty here: that would be everybody.
void replace(std::vector<int64_t>& ids, int64_t from, int64_t into) {
  std::erase(ids, into);
  std::ranges::replace(ids, from, into);
}

void move(db::Tx& tx, std::string const& mark, std::vector<int64_t> Audience::*places, int64_t from, int64_t into) {
  for (int64_t const id : store::meant_for(tx, mark)) {
    auto story = store::recall(tx, id);
    if (!story) continue;
    replace(story->marks.audience.*places, from, into);
    store::set_marks(tx, *story);
    store::index(tx, *story);
  }
}

}  // namespace

int64_t count_meant_for(db::Tx& tx, std::span<int64_t const> groups, std::span<int64_t const> sites) {
  std::set<int64_t> stories;
  auto const take = [&](std::string const& mark) {
    for (int64_t const story : store::meant_for(tx, mark)) stories.insert(story);
  };
  for (int64_t const id : groups) take(mark_of_group(id));
  for (int64_t const id : sites) take(mark_of_site(id));
  return int64_t(stories.size());
}

void move_group_audience(db::Tx& tx, int64_t group, int64_t into) {
  move(tx, mark_of_group(group), &Audience::groups, group, into);
}

void move_site_audience(db::Tx& tx, int64_t site, int64_t into) {
  move(tx, mark_of_site(site), &Audience::sites, site, into);
}

}  // namespace essaim::content
