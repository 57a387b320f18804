#pragma once
// Who clicked: pure rules. A click by a person is one that nothing speaks against; all others are kept with their
// reason and never shown as people's.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace essaim::links {

/// Stored as these numbers; never renumbered.
enum class ClickClass : uint8_t {
  person = 0,
  robot = 1,
  preview = 2,   // a network or a chat fetched the page to show a card
  prefetch = 3,  // a browser loaded ahead of a click that may not come
  head = 4,      // asked for the head only
  empty_agent = 5,
  scanner = 6,    // a mail security product opened the link
  author = 7,     // the author's own browser
  repeat = 8,     // the same visitor within half an hour
  too_early = 9,  // within two seconds after the link was made: nobody can have read it
};
constexpr size_t click_classes = 10;
std::string_view to_text(ClickClass reason);

enum class Agent : uint8_t { person, robot, preview };
enum class Device : uint8_t { unknown = 0, phone = 1, tablet = 2, desktop = 3 };

/// All that is known of a click when it comes.
struct Signs {
  bool head = false;
  bool empty_agent = false;
  Agent agent = Agent::person;
  bool prefetch = false;
  bool scanner = false;  // by where it comes from, or by opening link after link
  bool author = false;
  bool too_early = false;
  bool repeat = false;
};

/// What a machine did is no visit, whatever else is true of it; then whose visit; then whether it counts again.
constexpr ClickClass class_of(Signs const& signs) {
  if (signs.head) return ClickClass::head;
  if (signs.empty_agent) return ClickClass::empty_agent;
  if (signs.agent == Agent::preview) return ClickClass::preview;
  if (signs.agent == Agent::robot) return ClickClass::robot;
  if (signs.prefetch) return ClickClass::prefetch;
  if (signs.scanner) return ClickClass::scanner;
  if (signs.author) return ClickClass::author;
  if (signs.too_early) return ClickClass::too_early;
  if (signs.repeat) return ClickClass::repeat;
  return ClickClass::person;
}
static_assert(class_of({}) == ClickClass::person);
static_assert(class_of({.head = true, .author = true}) == ClickClass::head);
static_assert(class_of({.author = true, .repeat = true}) == ClickClass::author);

/// `Sec-Purpose`, `Purpose` or `X-Moz` (Fetch living standard; older browsers).
bool is_prefetch(std::string_view purpose);

/// The host of a Referer in lower case, without port and "www."; an Android app is its package. Empty when there is
/// none.
std::string_view referrer_host(std::string_view referer, std::array<char, 100>& buffer);

/// Hosts that mail security products send their readers through are theirs, not a network's.
bool is_scanner_host(std::string_view host);

Device device_of(std::string_view user_agent);

/// "linkedin", …, or "": by the in-app browser's user agent first, because apps send no referrer.
std::string_view network_of_agent(std::string_view user_agent);
std::string_view network_of_host(std::string_view host);

}  // namespace essaim::links
