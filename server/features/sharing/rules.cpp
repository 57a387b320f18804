#include "features/sharing/rules.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace essaim::sharing {

std::optional<Outcome> read_outcome(std::string_view text) {
  for (auto outcome : {Outcome::done, Outcome::changed, Outcome::not_this_time})
    if (to_text(outcome) == text) return outcome;
  return std::nullopt;
}

std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::done: return "done";
    case Outcome::changed: return "changed";
    case Outcome::not_this_time: return "not_this_time";
  }
  return "not_this_time";
}

std::string_view to_text(ShareState state) {
  switch (state) {
    case ShareState::opened: return "opened";
    case ShareState::declared: return "declared";
    case ShareState::proved: return "proved";
    case ShareState::not_this_time: return "not_this_time";
  }
  return "opened";
}

ShareState state_of(std::optional<Outcome> last_said, bool seen_there) {
  if (seen_there) return ShareState::proved;
  if (!last_said) return ShareState::opened;
  return *last_said == Outcome::not_this_time ? ShareState::not_this_time : ShareState::declared;
}

std::optional<int64_t> daily_cap(std::optional<int64_t> programme, std::optional<int64_t> own) {
  if (programme && own) return std::min(*programme, *own);
  return programme ? programme : own;
}

Result<Done> check_cap(int64_t opened_today, std::optional<int64_t> cap, bool confirmed) {
  if (!confirmed && cap && opened_today >= *cap) return fail(Fault::conflict, "sharing.cap_reached");
  return Done{};
}

Result<Done> check_again(std::span<ShareState const> earlier, bool confirmed) {
  bool const on_its_way =
      std::any_of(earlier.begin(), earlier.end(), [](ShareState state) { return state != ShareState::not_this_time; });
  if (on_its_way && !confirmed) return fail(Fault::conflict, "sharing.already_open");
  return Done{};
}

int64_t people_class(int64_t people) {
  for (int64_t const floor : {50, 20, 10, 5})
    if (people >= floor) return floor;
  return 0;
}

std::string clean_text(std::string_view typed) {
  std::string out;
  auto const text = replace_all(std::string(typed), "\r\n", "\n");
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '\r') c = '\n';
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) continue;
    out += c;
  }
  return std::string(trim(out));
}

}  // namespace essaim::sharing
