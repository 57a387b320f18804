#include "features/content/sources/ingest.hpp"

#include "base/text.hpp"
#include "features/content/content.hpp"
#include "features/content/rules.hpp"
#include "features/content/sources/rules.hpp"
#include "features/content/sources/store.hpp"
#include "platform/jobs/jobs.hpp"

#include <algorithm>

namespace essaim::content::sources {
namespace {

constexpr size_t most_at_once = 200;
constexpr Duration same_title_within = days(14);

store::ItemRow item_of(feed::Item const& from, std::string address, Instant now) {
  store::ItemRow item;
  item.title = from.title.empty() ? std::string(clip(one_line(from.summary), 120)) : std::string(clip(from.title, 300));
  if (item.title.empty()) item.title = address;
  item.summary = clip(from.summary, 1000);
  item.address_key = address_key(address);
  item.address = std::move(address);
  item.title_key = title_key(from.title);
  if (!from.image.empty() && from.image.size() <= 2048) item.picture_address = from.image;
  if (!from.language.empty()) item.language = from.language.substr(0, from.language.find('-'));
  item.published_at = from.published_at;
  item.found_at = now;
  item.sort_at = std::min(from.published_at.value_or(now), now);
  return item;
}

}  // namespace

int64_t ingest(db::Tx& tx, Content const& content, int64_t source, feed::Feed const& feed, Instant now) {
  int64_t fresh = 0;
  size_t read = 0;
  for (auto const& from : feed.items) {
    if (++read > most_at_once) break;
    // Nothing can be shared of an item without an address.
    auto const address = from.url.empty() ? std::string() : unwrap(from.url);
    if (address.empty() || address.size() > 2048) continue;
    auto const external = std::string(clip(from.id, 500));
    if (store::see_again(tx, source, external, now)) continue;
    ++fresh;
    auto item = item_of(from, address, now);
    auto same = store::find_same(tx, item.address_key, item.title_key, now - same_title_within);
    if (!same) {
      if (auto const story = content.find_by_address(tx, address)) item.story_id = story->value;
      store::insert_item(tx, item);
      same = item.id;
    }
    store::insert_sighting(tx, source, external, *same, now);
  }
  if (fresh > 0) enqueue_pictures(tx, content, source, now);
  return fresh;
}

void enqueue_pictures(db::Tx& tx, Content const& content, int64_t source, Instant at) {
  content.organisation().jobs->enqueue(tx, "sources.pictures", Json(JsonObject{{"source", source}}), at,
                                       "sources.pictures:" + std::to_string(source));
}

}  // namespace essaim::content::sources
