#include "features/content/suggestions/rules.hpp"

#include "base/text.hpp"

#include <array>

namespace essaim::content::suggestions {
namespace {

constexpr std::array<std::string_view, 3> decisions{"kept", "published", "refused"};
constexpr std::array<std::string_view, 5> stages{"received", "looked_at", "published", "refused", "withdrawn"};
constexpr size_t longest_title = 120;

std::string_view first_line(std::string_view text) {
  text = trim(text);
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::string_view to_text(Decision decision) { return decisions[size_t(decision)]; }
std::string_view to_text(Stage stage) { return stages[size_t(stage)]; }

std::optional<Decision> read_decision(std::string_view text) {
  for (size_t i = 0; i < decisions.size(); ++i)
    if (decisions[i] == text) return Decision(i);
  return std::nullopt;
}

Stage stage_of(std::optional<Decision> decision, std::optional<StoryState> story, bool out) {
  if (!decision) return Stage::received;
  if (*decision == Decision::refused) return Stage::refused;
  if (story == StoryState::withdrawn) return Stage::withdrawn;
  return story == StoryState::published && out ? Stage::published : Stage::looked_at;
}

bool may_decide(std::optional<Decision> before, Decision next) {
  return !before || (*before == Decision::kept && next != Decision::kept);
}

std::string title_of(std::string_view title, std::string_view page_title, std::string_view words) {
  for (auto const candidate : {title, page_title, first_line(words)})
    if (auto line = one_line(candidate); !line.empty()) return std::string(clip(line, longest_title));
  return "";
}

}  // namespace essaim::content::suggestions
