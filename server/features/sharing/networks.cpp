#include "features/sharing/networks.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace essaim::sharing {
namespace {

constexpr std::array<std::string_view, 3> linkedin_hosts{"linkedin.com", "lnkd.in", "com.linkedin.android"};
constexpr std::array<std::string_view, 1> linkedin_agents{"LinkedInApp"};
constexpr std::array<std::string_view, 4> x_hosts{"t.co", "x.com", "twitter.com", "com.twitter.android"};
constexpr std::array<std::string_view, 2> x_agents{"Twitter for", "TwitterAndroid"};
constexpr std::array<std::string_view, 4> facebook_hosts{"facebook.com", "fb.com", "fb.me", "com.facebook.katana"};
constexpr std::array<std::string_view, 3> facebook_agents{"FBAN/FBIOS", "FB_IAB/FB4A", "MetaIAB Facebook"};
constexpr std::array<std::string_view, 3> threads_hosts{"threads.com", "threads.net", "com.instagram.barcelona"};
constexpr std::array<std::string_view, 2> threads_agents{"Barcelona", "MetaIAB Threads"};
constexpr std::array<std::string_view, 2> xing_hosts{"xing.com", "com.xing.android"};
constexpr std::array<std::string_view, 4> whatsapp_hosts{"whatsapp.com", "wa.me", "l.wl.co", "com.whatsapp"};
constexpr std::array<std::string_view, 3> wechat_hosts{"weixin.qq.com", "wechat.com", "com.tencent.mm"};
constexpr std::array<std::string_view, 1> wechat_agents{"MicroMessenger/"};
constexpr std::array<std::string_view, 3> telegram_hosts{"telegram.org", "t.me", "org.telegram.messenger"};
constexpr std::array<std::string_view, 2> bluesky_hosts{"bsky.app", "xyz.blueskyweb.app"};
constexpr std::array<std::string_view, 2> reddit_hosts{"reddit.com", "com.reddit.frontpage"};
constexpr std::array<std::string_view, 8> mail_hosts{
    "mail.google.com", "outlook.live.com",      "outlook.office.com", "outlook.office365.com",
    "mail.yahoo.com",  "com.google.android.gm", "mail.proton.me",     "mail.orange.fr"};
constexpr std::array<std::string_view, 2> slack_hosts{"slack.com", "com.slack"};
constexpr std::array<std::string_view, 1> slack_agents{"Slack_SSB/"};
constexpr std::array<std::string_view, 3> teams_hosts{"teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"};
constexpr std::array<std::string_view, 1> teams_agents{"Teams/"};

using enum Prefill;
using enum Channel;
using enum LinkPlace;
constexpr auto no_limit = std::nullopt;
constexpr std::optional<int> no_fold = std::nullopt;

// Addresses: networks/share-intents; limits: networks/limits. A Facebook profile is for friends unless its owner says
// otherwise, so its texts are treated as closed.
constexpr std::array<Network, 16> table{{
    {"linkedin", "LinkedIn", 3000, CountRule::linkedin, none, open_to_all, Opens::page, card, 210,
     "https://www.linkedin.com/sharing/share-offsite/?url={link}", linkedin_hosts, linkedin_agents},
    {"x", "X", 280, CountRule::x, Prefill::text, open_to_all, Opens::page, in_text, no_fold,
     "https://x.com/intent/tweet?text={text}&url={link}", x_hosts, x_agents},
    {"facebook", "Facebook", 63206, CountRule::plain, none, closed, Opens::page, card, no_fold,
     "https://www.facebook.com/sharer/sharer.php?u={link}", facebook_hosts, facebook_agents},
    {"threads", "Threads", 500, CountRule::threads, Prefill::text, open_to_all, Opens::page, in_text, no_fold,
     "https://www.threads.com/intent/post?text={text}&url={link}", threads_hosts, threads_agents},
    {"xing",
     "XING",
     no_limit,
     CountRule::plain,
     none,
     open_to_all,
     Opens::page,
     card,
     no_fold,
     "https://www.xing.com/spi/shares/new?url={link}",
     xing_hosts,
     {}},
    {"whatsapp",
     "WhatsApp",
     no_limit,
     CountRule::plain,
     Prefill::text,
     closed,
     Opens::page,
     in_text,
     no_fold,
     "https://wa.me/?text={text_link}",
     whatsapp_hosts,
     {}},
    {"wechat", "WeChat", no_limit, CountRule::plain, none, closed, Opens::qr, card, no_fold, "", wechat_hosts,
     wechat_agents},
    {"telegram",
     "Telegram",
     4096,
     CountRule::plain,
     Prefill::text,
     closed,
     Opens::page,
     in_text,
     no_fold,
     "https://t.me/share/url?url={link}&text={text}",
     telegram_hosts,
     {}},
    {"bluesky",
     "Bluesky",
     300,
     CountRule::bluesky,
     Prefill::text,
     open_to_all,
     Opens::page,
     in_text,
     no_fold,
     "https://bsky.app/intent/compose?text={text_link}",
     bluesky_hosts,
     {}},
    {"mastodon",
     "Mastodon",
     500,
     CountRule::mastodon,
     Prefill::text,
     open_to_all,
     Opens::page,
     in_text,
     no_fold,
     "https://{server}/share?text={text_link}",
     {},
     {}},
    {"reddit",
     "Reddit",
     300,
     CountRule::plain,
     title,
     open_to_all,
     Opens::page,
     card,
     no_fold,
     "https://www.reddit.com/submit?url={link}&title={text}",
     reddit_hosts,
     {}},
    {"email",
     "E-mail",
     1500,
     CountRule::plain,
     Prefill::text,
     closed,
     Opens::mail,
     in_text,
     no_fold,
     "mailto:?subject={title}&body={text_link}",
     mail_hosts,
     {}},
    {"slack", "Slack", 40000, CountRule::plain, none, closed, Opens::copy, in_text, no_fold, "", slack_hosts,
     slack_agents},
    {"teams", "Teams", no_limit, CountRule::plain, Prefill::text, closed, Opens::page, card, no_fold,
     "https://teams.microsoft.com/share?href={link}&msgText={text}", teams_hosts, teams_agents},
    {"device", "Device", no_limit, CountRule::plain, Prefill::text, closed, Opens::sheet, card, no_fold, "", {}, {}},
    {"copy", "Copy", no_limit, CountRule::plain, none, closed, Opens::copy, in_text, no_fold, "", {}, {}},
}};

// RFC 6068 section 5: line breaks in a mailto body are %0D%0A.
std::string encode(Network const& network, std::string_view value) {
  if (network.opens != Opens::mail) return percent_encode(value);
  return percent_encode(replace_all(replace_all(std::string(value), "\r\n", "\n"), "\n", "\r\n"));
}

bool is_below(std::string_view host, std::string_view domain) {
  if (ascii_iequals(host, domain)) return true;
  return host.size() > domain.size() + 1 && host[host.size() - domain.size() - 1] == '.' &&
         ascii_iequals(host.substr(host.size() - domain.size()), domain);
}

bool is_host_label(std::string_view label) {
  auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), fits);
}

}  // namespace

std::span<Network const> networks() { return table; }

Network const* find_network(std::string_view id) {
  auto const found = std::find_if(table.begin(), table.end(), [&](Network const& n) { return n.id == id; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view to_text(Channel channel) { return channel == Channel::open_to_all ? "public" : "private"; }

std::string_view to_text(Opens opens) {
  switch (opens) {
    case Opens::page: return "page";
    case Opens::copy: return "copy";
    case Opens::sheet: return "sheet";
    case Opens::qr: return "qr";
    case Opens::mail: return "mail";
  }
  return "copy";
}

std::string text_with_link(Network const& network, std::string_view text, std::string_view link) {
  if (link.empty() || network.link_place == LinkPlace::card) return std::string(text);
  if (text.empty()) return std::string(link);
  // X joins its `url` with a space; elsewhere the link stands by itself under the text.
  return std::string(text) + (network.count_rule == CountRule::x ? " " : "\n\n") + std::string(link);
}

Length shared_length(Network const& network, std::string_view text, std::string_view link) {
  return length_of(network.count_rule, text_with_link(network, text, link));
}

bool fits(Network const& network, std::string_view text, std::string_view link) {
  constexpr int64_t bluesky_bytes = 3000;  // app.bsky.feed.post: maxGraphemes 300, maxLength 3000
  auto const length = shared_length(network, text, link);
  if (network.count_rule == CountRule::bluesky && length.bytes > bluesky_bytes) return false;
  return !network.text_limit || length.count <= *network.text_limit;
}

std::string open_address(Network const& network, Intent const& intent) {
  auto const text_link = text_with_link(network, intent.text, intent.link);
  std::pair<std::string_view, std::string_view> const values[] = {{"text", intent.text},
                                                                  {"link", intent.link},
                                                                  {"text_link", text_link},
                                                                  {"title", intent.title},
                                                                  {"server", intent.server}};
  std::string out;
  for (auto rest = network.intent; !rest.empty();) {
    size_t const open = rest.find('{'), close = rest.find('}');
    out += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    auto const name = rest.substr(open + 1, close - open - 1);
    for (auto const& [key, value] : values)
      if (key == name) out += encode(network, value);
    rest = rest.substr(close + 1);
  }
  return out;
}

std::optional<std::string> mastodon_host(std::string_view typed) {
  auto host = ascii_lower(trim(typed));
  for (std::string_view scheme : {"https://", "http://"})
    if (host.starts_with(scheme)) host.erase(0, scheme.size());
  host = host.substr(0, host.find_first_of("/?#"));
  if (auto const at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  auto const labels = split(host, '.');
  bool const numeric = labels.back().find_first_not_of("0123456789") == std::string_view::npos;
  if (host.size() > 253 || labels.size() < 2 || numeric || !std::all_of(labels.begin(), labels.end(), is_host_label))
    return std::nullopt;
  return host;
}

std::string_view network_of_visit(std::string_view referrer_host, std::string_view user_agent) {
  for (auto const& network : table)
    for (auto word : network.agents)
      if (user_agent.find(word) != std::string_view::npos) return network.id;
  for (auto const& network : table)
    for (auto domain : network.referrers)
      if (is_below(referrer_host, domain)) return network.id;
  return {};
}

}  // namespace essaim::sharing
