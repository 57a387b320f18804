// Finding feeds from an address, and adding one: the web is read first, the transaction opens after.
#include "base/text.hpp"
#include "features/content/content.hpp"
#include "features/content/sources/ingest.hpp"
#include "features/content/sources/rules.hpp"
#include "features/content/sources/sources.hpp"
#include "features/content/sources/store.hpp"
#include "platform/html/page.hpp"
#include "platform/http/fetch.hpp"
#include "platform/http/url.hpp"

#include <algorithm>

namespace essaim::content::sources {
namespace {

constexpr size_t most_announced = 5;
constexpr Duration looking_around = seconds(12);

ReadFeed keep(http::Fetched const& fetched, feed::Feed feed) {
  return {fetched.permanent_url, std::string(fetched.header("etag")), std::string(fetched.header("last-modified")),
          std::move(feed)};
}

Result<http::Fetched> fetch_well(http::Fetcher const& fetcher, std::string const& address) {
  auto fetched = TRY(fetcher.fetch({address, http::Wanted::feed, {}, {}}));
  if (auto const why = failure_of(fetched.status); !why.empty()) return fail(Fault::unavailable, why);
  return fetched;
}

Result<ReadFeed> read_one(http::Fetcher const& fetcher, std::string const& address) {
  auto const fetched = TRY(fetch_well(fetcher, address));
  auto read = TRY(feed::read_feed(fetched.body, {fetched.url, std::string(fetched.header("content-type"))}));
  return keep(fetched, std::move(read));
}

std::string host_of_feed(std::string_view address) {
  auto const url = http::parse_url(address);
  return url ? url->host : std::string(address);
}

}  // namespace

// The address itself, then what its page announces, then where feeds usually stand.
Result<std::vector<ReadFeed>> Sources::find_feeds(std::string_view typed) {
  auto const& fetcher = *organisation().fetcher;
  auto const began = organisation().now();
  auto first = fetch_well(fetcher, with_scheme(typed));
  if (!first) return tl::unexpected(at_address(first.error()));
  std::string const content_type(first->header("content-type"));
  if (auto read = feed::read_feed(first->body, {first->url, content_type}))
    return std::vector{keep(*first, std::move(*read))};
  auto const page = html::read_page(first->body, {first->url, content_type, ""});
  std::vector<ReadFeed> found;
  auto const try_address = [&](std::string const& address) {
    if (organisation().now() - began > looking_around) return;
    auto read = read_one(fetcher, address);
    if (!read) return;
    auto const known = [&](ReadFeed const& other) { return feed_key(other.address) == feed_key(read->address); };
    if (std::none_of(found.begin(), found.end(), known)) found.push_back(std::move(*read));
  };
  for (auto const& link : page.feeds)
    if (found.size() < most_announced) try_address(link.url);
  if (found.empty())
    for (auto const& address : usual_feed_addresses(first->url))
      if (found.empty()) try_address(address);
  if (found.empty()) return fail_at("/address", "source.no_feed", "neither a feed nor a page that announces one");
  return found;
}

Result<Discovery> Sources::discover(Viewer const& viewer, std::string_view address) {
  CHECK_OK(admit(viewer));
  Discovery out;
  for (auto const& found : TRY(find_feeds(address)))
    out.feeds.push_back({found.address, found.feed.title, std::string(feed::to_text(found.feed.kind)),
                         int64_t(found.feed.items.size())});
  return out;
}

Result<SourceView> Sources::add(Viewer const& viewer, SourceInput const& input) {
  CHECK_OK(admit(viewer));
  auto const themes = TRY(read_themes(input.theme_ids));
  auto const found = TRY(find_feeds(input.address));
  auto const& first = found.front();
  auto const now = organisation().now();
  store::SourceRow row;
  row.address = with_scheme(input.address);
  row.feed_address = first.address;
  row.feed_key = feed_key(first.address);
  row.name = input.name ? one_line(*input.name) : std::string();
  if (row.name.empty()) row.name = std::string(clip(first.feed.title, 200));
  if (row.name.empty()) row.name = host_of_feed(first.address);
  if (!first.feed.home_page_url.empty()) row.site_address = first.feed.home_page_url;
  row.kind = feed::to_text(first.feed.kind);
  row.etag = first.etag;
  row.last_modified = first.last_modified;
  row.interval = shortest_interval;
  row.polled_at = now;
  row.next_poll_at = now + shortest_interval;
  row.made_at = now;
  auto const id = TRY(organisation().db->write([&](db::Tx& tx) -> Result<int64_t> {
    auto source = row;
    for (auto theme : themes)
      if (!store::theme_exists(tx, theme)) return fail_at("/theme_ids", "content.theme_missing");
    if (!store::insert(tx, source, viewer.person)) return fail_at("/address", "source.known", source.feed_address);
    store::replace_themes(tx, source.id, themes);
    ingest(tx, content_, source.id, first.feed, now);
    return source.id;
  }));
  return show(id);
}

}  // namespace essaim::content::sources
