#pragma once
// What the programme supplied over 30 days, and what another company story would make of it.

#include "features/content/content.hpp"
#include "features/content/store.hpp"

namespace essaim::content {

struct KindShare {
  static constexpr std::string_view dto = "KindShare";
  std::string kind;
  int64_t count = 0;
};
template <class V>
void describe(V& v, KindShare& k) {
  v("kind", k.kind);
  v("count", k.count);
}
/// What the programme supplied: not what members share, and not what one person shares.
struct SupplyMixView {
  static constexpr std::string_view dto = "Mix";
  int64_t days = 30, useful = 0, company = 0, target_useful_percent = 80;
  bool kept = true;
  std::string ceiling = "asks";
  int64_t company_room = 0;
  std::optional<int64_t> useful_needed;
  std::vector<KindShare> kinds;
  std::vector<std::string> missing_kinds;
};
template <class V>
void describe(V& v, SupplyMixView& m) {
  v("days", m.days);
  v("useful", m.useful);
  v("company", m.company);
  v("target_useful_percent", m.target_useful_percent);
  v("kept", m.kept);
  v("ceiling", m.ceiling, http::one_of({"asks", "stops"}));
  v("company_room", m.company_room);
  v("useful_needed", m.useful_needed);
  v("kinds", m.kinds);
  v("missing_kinds", m.missing_kinds);
}
SupplyMixView supply_mix(Content const& content, db::Tx& tx);

/// One more company story may be offered where the mix of the 30 days before it is seen is still kept with it. Else who
/// publishes is asked to think, and may confirm; or is stopped, where the organisation decided so.
enum class Thought { not_yet, confirmed };
Result<Done> check_ceiling(Content const& content, db::Tx& tx, store::StoryRow const& story, Thought thought,
                           Instant now);

}  // namespace essaim::content
