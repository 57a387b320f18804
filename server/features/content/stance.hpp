#pragma once
// What is said of a story beyond its stance: in what way it is useful or about the company, and what it is wished for.

#include "features/content/story.hpp"

#include <optional>
#include <string_view>

namespace essaim::content {

/// Useful: to the readers of our trade, or of personal interest. About the company: what it holds dear, what it knows,
/// what it offers, what it does.
enum class StanceTag { readers, personal, values, expertise, offers, projects };
std::string_view to_text(StanceTag tag);
std::optional<StanceTag> read_tag(std::string_view text);
constexpr Stance stance_of(StanceTag tag) {
  return tag == StanceTag::readers || tag == StanceTag::personal ? Stance::useful : Stance::company;
}

enum class Objective { visibility, employer_brand, sales, internal_communication, change };
std::string_view to_text(Objective objective);
std::optional<Objective> read_objective(std::string_view text);

/// Above the ceiling of company stories, who publishes one is asked to think again, or stopped.
enum class Ceiling { asks, stops };

/// How many company stories may still be published before the mix is not kept any more.
constexpr int64_t company_room(SupplyMix mix, int64_t target_percent) {
  if (target_percent <= 0) return INT64_MAX;
  int64_t const most = mix.useful * (100 - target_percent) / target_percent;
  return most > mix.company ? most - mix.company : 0;
}
/// How many useful stories must come before one company story may; nothing where none ever may.
constexpr std::optional<int64_t> useful_needed(SupplyMix mix, int64_t target_percent) {
  if (target_percent >= 100) return std::nullopt;
  int64_t const others = 100 - target_percent, least = ((mix.company + 1) * target_percent + others - 1) / others;
  return least > mix.useful ? least - mix.useful : 0;
}

}  // namespace essaim::content
