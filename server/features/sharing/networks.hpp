#pragma once
// Where a text can go, in one table: how long it may be, what we can fill in, how the network's own composer opens,
// and by what a reader's visit is known to come from there. Assisted mode exists for every network: we open the
// composer with the text and the person's link, and the person presses "post" there.

#include "features/sharing/lengths.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace essaim::sharing {

enum class Prefill : uint8_t {
  text,   // the composer opens with our text in it
  title,  // only a title (Reddit)
  none,   // the text is copied first, the person pastes it
};
enum class Channel : uint8_t {
  open_to_all,  // whoever comes by can read it
  closed,       // a chat, a mail, a page for friends: its texts never enter the originality index (promise 15)
};
enum class Opens : uint8_t { page, copy, sheet, qr, mail };
enum class LinkPlace : uint8_t {
  card,     // handed over beside the text, which it does not lengthen
  in_text,  // stands under the text and counts with it
};

struct Network {
  std::string_view id;    // "linkedin": in addresses, rows and catalogues
  std::string_view name;  // as its owner writes it; e-mail, device and copy are named by the catalogue
  std::optional<int> text_limit;
  CountRule count_rule;
  Prefill prefill;
  Channel channel;
  Opens opens;
  LinkPlace link_place;
  std::optional<int> fold;                      // characters before "see more", where the network folds
  std::string_view intent;                      // {text} {link} {text_link} {title} {server}, each percent-encoded
  std::span<std::string_view const> referrers;  // hosts, subdomains included
  std::span<std::string_view const> agents;     // words of the in-app browser's user agent
};

std::span<Network const> networks();
Network const* find_network(std::string_view id);

std::string_view to_text(Channel channel);
std::string_view to_text(Opens opens);

/// The text as it leaves: with the link under it where the network has no other place for it.
std::string text_with_link(Network const& network, std::string_view text, std::string_view link);
/// What counts against the limit. An absent link is an empty one.
Length shared_length(Network const& network, std::string_view text, std::string_view link);
bool fits(Network const& network, std::string_view text, std::string_view link);

struct Intent {
  std::string_view text, link, title;
  std::string_view server;  // the person's Mastodon server: "mastodon.example"
};
/// The address that opens the network's own composer; empty where nothing opens (copy, device sheet, QR code).
std::string open_address(Network const& network, Intent const& intent);

/// "https://Mastodon.example/" or "@ines@mastodon.example" → "mastodon.example"; empty when it is no public host name.
std::optional<std::string> mastodon_host(std::string_view typed);

/// The network that a visit comes from: by the in-app browser's user agent first, because apps send no referrer, then
/// by the referrer's host. Empty when unknown.
std::string_view network_of_visit(std::string_view referrer_host, std::string_view user_agent);

}  // namespace essaim::sharing
