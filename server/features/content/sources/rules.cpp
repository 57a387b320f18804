#include "features/content/sources/rules.hpp"

#include "base/text.hpp"
#include "features/content/search/search.hpp"
#include "platform/feed/dates.hpp"
#include "platform/http/message.hpp"
#include "platform/http/url.hpp"

#include <algorithm>
#include <charconv>

namespace essaim::content::sources {
namespace {

constexpr size_t fewest_words = 4;

}  // namespace

Duration next_interval(Duration last, bool had_news) {
  auto const next = had_news ? last.ms / 2 : last.ms + last.ms / 2;
  return milliseconds(std::clamp(next, shortest_interval.ms, longest_interval.ms));
}

Duration back_off(int64_t failures, std::optional<Duration> asked) {
  int64_t const doublings = std::clamp<int64_t>(failures - 1, 0, 7);
  auto const ours = std::min(minutes(15).ms << doublings, days(1).ms);
  return milliseconds(std::max(ours, asked ? std::min(asked->ms, days(1).ms) : 0));
}

std::optional<Duration> read_retry_after(std::string_view header, Instant now) {
  header = trim(header);
  int64_t count = 0;
  auto const [end, error] = std::from_chars(header.data(), header.data() + header.size(), count);
  if (error == std::errc() && end == header.data() + header.size() && count >= 0)
    return seconds(std::min<int64_t>(count, 86'400));
  auto const at = feed::read_date(header);
  return at && *at > now ? std::optional(std::min(*at - now, days(1))) : std::nullopt;
}

std::string_view failure_of(int status) {
  if ((status >= 200 && status < 300) || status == 304) return {};
  if (status == 410) return "source.gone";
  if (status == 404) return "source.not_found";
  if (status == 401 || status == 403 || status == 451) return "source.refused";
  if (status == 429) return "source.too_many_requests";
  return status >= 500 ? "source.server_error" : "source.unexpected_answer";
}

Error at_address(Error error) {
  error.detail.clear();
  if (error.fault == Fault::too_many) return error;
  error.fault = Fault::invalid;
  error.pointer = "/address";
  return error;
}

bool is_to_wait(Error const& error) { return error.code == "fetch.busy" || error.code == "fetch.too_many"; }

std::string unwrap(std::string_view address) {
  auto const url = http::parse_url(address);
  if (!url) return std::string(address);
  bool const google =
      url->host.starts_with("www.google.") || url->host.starts_with("google.") || url->host.starts_with("news.google.");
  if (!google || url->path != "/url" || !url->query) return url->text();
  for (auto const& [name, value] : http::read_query(*url->query))
    if (name == "url" || name == "q")
      if (auto const inner = http::parse_url(value)) return inner->text();
  return url->text();
}

std::string title_key(std::string_view title) {
  auto const words = fold_words(title);
  if (words.size() < fewest_words) return {};
  return join(words, " ");
}

std::string feed_key(std::string_view address) {
  auto url = http::parse_url(address);
  if (!url) return std::string(address);
  auto host = url->authority();
  if (host.starts_with("www.")) host.erase(0, 4);
  auto path = url->path;
  while (path.ends_with('/')) path.pop_back();
  return host + path + (url->query ? "?" + *url->query : "");
}

std::vector<std::string> usual_feed_addresses(std::string_view page_address) {
  std::vector<std::string> out;
  auto const add = [&](std::string_view path) {
    auto address = http::resolve_url(path, page_address);
    if (!address.empty() && std::find(out.begin(), out.end(), address) == out.end()) out.push_back(std::move(address));
  };
  for (std::string_view path :
       {"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "feed/"})
    add(path);
  return out;
}

std::string with_scheme(std::string_view typed) {
  auto const text = trim(typed);
  size_t const colon = text.find("://");
  return colon == std::string_view::npos && !text.empty() ? "https://" + std::string(text) : std::string(text);
}

}  // namespace essaim::content::sources
