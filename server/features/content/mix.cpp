#include "features/content/mix.hpp"

#include "features/content/stance.hpp"

#include <algorithm>

namespace essaim::content {
namespace {

constexpr int64_t days_of_mix = 30;
// What a reader of the API is told instead of "without end".
constexpr int64_t most_room = 1'000;

SupplyMix count(std::vector<store::KindCount> const& rows) {
  SupplyMix mix;
  for (auto const& row : rows) (row.stance == Stance::useful ? mix.useful : mix.company) += row.count;
  return mix;
}

}  // namespace

SupplyMixView supply_mix(Content const& content, db::Tx& tx) {
  auto const now = content.organisation().now();
  auto const rows = store::supplied_since(tx, now - days(days_of_mix), now);
  auto const mix = count(rows);
  SupplyMixView view;
  view.days = days_of_mix;
  std::vector<StoryKind> present;
  for (auto const& row : rows) {
    if (auto const kind = read_kind(row.kind)) present.push_back(*kind);
    if (!view.kinds.empty() && view.kinds.back().kind == row.kind)
      view.kinds.back().count += row.count;
    else
      view.kinds.push_back({row.kind, row.count});
  }
  view.useful = mix.useful;
  view.company = mix.company;
  view.target_useful_percent = content.faces().useful_percent(tx);
  view.kept = mix.keeps(view.target_useful_percent);
  view.ceiling = content.faces().ceiling(tx) == Ceiling::stops ? "stops" : "asks";
  view.company_room = std::min(most_room, company_room(mix, view.target_useful_percent));
  view.useful_needed = useful_needed(mix, view.target_useful_percent);
  for (auto kind : missing_kinds(present)) view.missing_kinds.emplace_back(to_text(kind));
  return view;
}

Result<Done> check_ceiling(Content const& content, db::Tx& tx, store::StoryRow const& story, Thought thought,
                           Instant now) {
  if (story.stance != Stance::company) return Done{};
  auto const seen = visible_from(now, story.term);
  auto mix = count(store::supplied_since(tx, seen - days(days_of_mix), seen));
  ++mix.company;
  if (mix.keeps(content.faces().useful_percent(tx))) return Done{};
  if (content.faces().ceiling(tx) == Ceiling::stops) return fail(Fault::conflict, "content.mix_stopped");
  if (thought == Thought::confirmed) return Done{};
  return fail(Fault::conflict, "content.mix_above", "above_ceiling_confirmed publishes all the same");
}

}  // namespace essaim::content
