#pragma once
// The rules of sharing, pure. Each comment is the sentence that people are told.

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::sharing {

/// What a person says when back from the network's own composer.
enum class Outcome : uint8_t { done, changed, not_this_time };
std::optional<Outcome> read_outcome(std::string_view text);
std::string_view to_text(Outcome outcome);

/// How a share is known, never mixed: we opened the composer; the person says it went out; somebody who is not the
/// author clicked on it there.
enum class ShareState : uint8_t { opened, declared, proved, not_this_time };
std::string_view to_text(ShareState state);

/// The last word counts; a reader's click on that network proves more than any word.
ShareState state_of(std::optional<Outcome> last_said, bool seen_there);

/// The gentle cap: the smaller of the programme's and one's own. Reaching it asks once, and a yes is enough.
std::optional<int64_t> daily_cap(std::optional<int64_t> programme, std::optional<int64_t> own);
Result<Done> check_cap(int64_t opened_today, std::optional<int64_t> cap, bool confirmed);

/// A story that is already on its way on this network asks "again?"; one that did not go out may be tried at once.
Result<Done> check_again(std::span<ShareState const> earlier, bool confirmed);

/// 0 (nothing is said), 5, 10, 20 or 50.
int64_t people_class(int64_t people);

/// Line ends become \n, other control characters go, the ends are trimmed; inner white space is the author's.
std::string clean_text(std::string_view typed);

}  // namespace essaim::sharing
