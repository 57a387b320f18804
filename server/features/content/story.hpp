#pragma once
// The words of stories, for this feature and for those above it (through content.hpp).

#include "base/id.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content {

using StoryId = Id<struct StoryTag>;
using ThemeId = Id<struct ThemeTag>;
using VariantId = Id<struct VariantTag>;
using MediaId = Id<struct MediaTag>;

enum class StoryState { draft, published, withdrawn };
enum class Stance { useful, company };
enum class StoryKind { article, infographic, white_paper, analysis, job, event, video, image, document, text };

std::string_view to_text(StoryState state);
std::string_view to_text(Stance stance);
std::string_view to_text(StoryKind kind);
std::optional<StoryState> read_state(std::string_view text);
std::optional<Stance> read_stance(std::string_view text);
std::optional<StoryKind> read_kind(std::string_view text);
std::span<StoryKind const> all_kinds();

/// Whom a story is for. Nothing said is for all. A group stands for itself and all groups below it; group and site are
/// alternatives ("the Rennes team, or whoever works in Brest"); the language must be one the person reads.
struct Audience {
  std::vector<int64_t> groups, sites;
  std::vector<std::string> languages;
  bool restricted() const { return !groups.empty() || !sites.empty() || !languages.empty(); }
};
/// A person as an audience sees one: their group with all groups above it, their site, the languages they read.
struct Reader {
  std::vector<int64_t> groups;
  std::optional<int64_t> site;
  std::vector<std::string> languages;
};
bool is_for(Audience const& audience, Reader const& reader);

/// Three mixes exist and are never confused: what the programme supplies, what members share, what I share. Their types
/// differ, so they cannot be compared or added by mistake.
template <class Whose>
struct Mix {
  int64_t useful = 0, company = 0;
  constexpr int64_t total() const { return useful + company; }
  /// Percent useful, rounded down; nothing at all is as good as kept.
  constexpr int64_t useful_percent() const { return total() == 0 ? 100 : useful * 100 / total(); }
  constexpr bool keeps(int64_t target_percent) const {
    return total() == 0 || useful * 100 >= target_percent * total();
  }
};
using SupplyMix = Mix<struct SuppliedByTheProgramme>;

}  // namespace essaim::content
