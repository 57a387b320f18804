#include "features/links/rules.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace essaim::links {

namespace {

constexpr std::array<std::string_view, click_classes> names{
    "person", "robot", "preview", "prefetch", "head", "empty_agent", "scanner", "author", "repeat", "too_early"};

struct Mark {
  std::string_view word;
  std::string_view network;
};
// In-app browsers name themselves (networks' own notes: linkedin, facebook, threads, x, wechat, slack, teams).
constexpr std::array agents{
    Mark{"LinkedInApp", "linkedin"},   Mark{"Barcelona", "threads"}, Mark{"MetaIAB Threads", "threads"},
    Mark{"FBAN/", "facebook"},         Mark{"FB_IAB/", "facebook"},  Mark{"FBAV/", "facebook"},
    Mark{"MetaIAB", "facebook"},       Mark{"Twitter for", "x"},     Mark{"TwitterAndroid", "x"},
    Mark{"MicroMessenger/", "wechat"}, Mark{"Slack_SSB/", "slack"},  Mark{"Slack/", "slack"},
    Mark{"Teams/", "teams"},
};
constexpr std::array hosts{
    Mark{"linkedin.com", "linkedin"},
    Mark{"lnkd.in", "linkedin"},
    Mark{"com.linkedin.android", "linkedin"},
    Mark{"t.co", "x"},
    Mark{"x.com", "x"},
    Mark{"twitter.com", "x"},
    Mark{"com.twitter.android", "x"},
    Mark{"threads.com", "threads"},
    Mark{"threads.net", "threads"},
    Mark{"com.instagram.barcelona", "threads"},
    Mark{"facebook.com", "facebook"},
    Mark{"fb.com", "facebook"},
    Mark{"fb.me", "facebook"},
    Mark{"com.facebook.katana", "facebook"},
    Mark{"xing.com", "xing"},
    Mark{"com.xing.android", "xing"},
    Mark{"whatsapp.com", "whatsapp"},
    Mark{"wa.me", "whatsapp"},
    Mark{"l.wl.co", "whatsapp"},
    Mark{"com.whatsapp", "whatsapp"},
    Mark{"weixin.qq.com", "wechat"},
    Mark{"wechat.com", "wechat"},
    Mark{"com.tencent.mm", "wechat"},
    Mark{"telegram.org", "telegram"},
    Mark{"t.me", "telegram"},
    Mark{"org.telegram.messenger", "telegram"},
    Mark{"bsky.app", "bluesky"},
    Mark{"xyz.blueskyweb.app", "bluesky"},
    Mark{"mastodon.social", "mastodon"},
    Mark{"org.joinmastodon.android", "mastodon"},
    Mark{"reddit.com", "reddit"},
    Mark{"com.reddit.frontpage", "reddit"},
    Mark{"slack.com", "slack"},
    Mark{"com.slack", "slack"},
    Mark{"teams.microsoft.com", "teams"},
    Mark{"teams.live.com", "teams"},
    Mark{"teams.cloud.microsoft", "teams"},
    Mark{"mail.google.com", "email"},
    Mark{"outlook.live.com", "email"},
    Mark{"outlook.office.com", "email"},
    Mark{"outlook.office365.com", "email"},
    Mark{"mail.yahoo.com", "email"},
    Mark{"com.google.android.gm", "email"},
    Mark{"mail.proton.me", "email"},
    Mark{"mail.orange.fr", "email"},
};
constexpr std::array<std::string_view, 7> scanner_hosts{"safelinks.protection.outlook.com",
                                                        "urldefense.proofpoint.com",
                                                        "urldefense.com",
                                                        "mimecast.com",
                                                        "mimecastprotect.com",
                                                        "linkprotect.cudasvc.com",
                                                        "secure-web.cisco.com"};

bool is_or_below(std::string_view host, std::string_view domain) {
  return host.ends_with(domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
}

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

}  // namespace

std::string_view to_text(ClickClass reason) { return names[size_t(reason)]; }

bool is_prefetch(std::string_view purpose) {
  if (purpose.empty()) return false;
  auto const text = ascii_lower(purpose);
  return contains(text, "prefetch") || contains(text, "prerender") || contains(text, "preview");
}

std::string_view referrer_host(std::string_view referer, std::array<char, 100>& buffer) {
  auto const start = referer.find("://");
  if (start == std::string_view::npos) return {};
  auto host = referer.substr(start + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (auto const at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with('[')) return {};  // an address is nobody's name
  host = host.substr(0, host.find(':'));
  if (host.size() > 4 && ascii_iequals(host.substr(0, 4), "www.")) host.remove_prefix(4);
  if (host.empty() || host.size() > buffer.size()) return {};
  bool only_digits = true;
  for (size_t i = 0; i < host.size(); ++i) {
    char const c = host[i] >= 'A' && host[i] <= 'Z' ? char(host[i] + 32) : host[i];
    bool const letter = (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    if (!letter && !(c >= '0' && c <= '9') && c != '.') return {};
    only_digits = only_digits && !letter;
    buffer[i] = c;
  }
  if (only_digits) return {};
  return {buffer.data(), host.size()};
}

bool is_scanner_host(std::string_view host) {
  return std::any_of(scanner_hosts.begin(), scanner_hosts.end(),
                     [&](auto domain) { return is_or_below(host, domain); });
}

Device device_of(std::string_view agent) {
  if (contains(agent, "iPad") || contains(agent, "Tablet") || contains(agent, "Kindle") || contains(agent, "Silk/"))
    return Device::tablet;
  if (contains(agent, "Android")) return contains(agent, "Mobile") ? Device::phone : Device::tablet;
  if (contains(agent, "iPhone") || contains(agent, "iPod") || contains(agent, "Mobile")) return Device::phone;
  for (auto const word : {"Windows", "Macintosh", "X11", "Linux", "CrOS"})
    if (contains(agent, word)) return Device::desktop;
  return Device::unknown;
}

std::string_view network_of_agent(std::string_view user_agent) {
  for (auto const& mark : agents)
    if (contains(user_agent, mark.word)) return mark.network;
  return {};
}

std::string_view network_of_host(std::string_view host) {
  for (auto const& mark : hosts)
    if (is_or_below(host, mark.word)) return mark.network;
  return {};
}

}  // namespace essaim::links
