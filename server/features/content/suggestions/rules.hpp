#pragma once
// The rules of suggestions, pure. Each comment is the sentence that people are told.

#include "features/content/story.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace essaim::content::suggestions {

enum class Decision { kept, published, refused };
std::string_view to_text(Decision decision);
std::optional<Decision> read_decision(std::string_view text);

/// What the proposer sees. Received until an editor decides; looked at while its story is being prepared; published
/// once everybody it is for may see it; withdrawn when it is offered no more; refused, with the editor's reason.
enum class Stage { received, looked_at, published, refused, withdrawn };
std::string_view to_text(Stage stage);
/// `story`: the state of what became of it; `out`: it may be seen by now (no embargo waits).
Stage stage_of(std::optional<Decision> decision, std::optional<StoryState> story, bool out);

/// One decision is changed into another only from "kept", where nobody was told anything yet; else it is taken back
/// first.
bool may_decide(std::optional<Decision> before, Decision next);

/// As many were published as the programme asks for; 0 turns it off.
constexpr bool earns_trust(int64_t published, int64_t needed) { return needed > 0 && published >= needed; }

/// The title that a story of it begins with: what the proposer called it, what its page says, else the first line of
/// their words. Empty: there is none, somebody has to find one.
std::string title_of(std::string_view title, std::string_view page_title, std::string_view words);

}  // namespace essaim::content::suggestions
