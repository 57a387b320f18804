// Asking feeds by job: conditional requests, back-off, one host's feeds apart, and a failing source that says why.
#include "base/text.hpp"
#include "features/content/content.hpp"
#include "features/content/sources/ingest.hpp"
#include "features/content/sources/rules.hpp"
#include "features/content/sources/sources.hpp"
#include "features/content/sources/store.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/config/config.hpp"
#include "platform/http/fetch.hpp"
#include "platform/http/url.hpp"
#include "platform/retention/retention.hpp"

#include <map>

namespace essaim::content::sources {
namespace {

constexpr Duration between_of_one_host = seconds(5);
constexpr Duration until_allowed = minutes(1);
constexpr int64_t most_pictures = 40;

struct Answer {
  std::string failure;  // empty: well
  bool wait = false;    // we asked too much in this minute: nothing is known of the source
  std::optional<Duration> retry_after;
  std::string address;  // where it lives now
  std::string etag, last_modified;
  std::optional<feed::Feed> feed;  // none: not modified
};

std::string failure_of_error(Error const& error) {
  if (error.code == "fetch.too_large" || error.code == "feed.too_large") return "source.too_large";
  if (error.code == "fetch.wrong_type" || error.code == "feed.not_a_feed") return "source.not_a_feed";
  if (error.code == "fetch.too_many_redirects") return "source.too_many_redirects";
  return "source.unreachable";
}

Answer ask(http::Fetcher const& fetcher, store::SourceRow const& source, Instant now) {
  Answer out;
  auto const fetched = fetcher.fetch({source.feed_address, http::Wanted::feed, source.etag, source.last_modified});
  if (!fetched) {
    out.wait = is_to_wait(fetched.error());
    out.failure = failure_of_error(fetched.error());
    return out;
  }
  out.retry_after = read_retry_after(fetched->header("retry-after"), now);
  out.failure = failure_of(fetched->status);
  out.address = fetched->permanent_url;
  if (!out.failure.empty() || fetched->not_modified()) return out;
  auto read = feed::read_feed(fetched->body, {fetched->url, std::string(fetched->header("content-type"))});
  if (!read) {
    out.failure = failure_of_error(read.error());
    return out;
  }
  out.etag = clip(fetched->header("etag"), 500);
  out.last_modified = clip(fetched->header("last-modified"), 100);
  out.feed = std::move(*read);
  return out;
}

void note_failure(store::SourceRow& source, Answer const& answer, Instant now) {
  ++source.failures;
  if (!source.failing_since) source.failing_since = now;
  source.failure_code = answer.failure;
  source.next_poll_at = now + back_off(source.failures, answer.retry_after);
  if (answer.failure == "source.gone") source.next_poll_at.reset();  // RFC 9110 section 15.5.11: for good
}

void note_success(db::Tx& tx, store::SourceRow& source, Answer const& answer, int64_t fresh, Instant now) {
  source.failures = 0;
  source.failing_since.reset();
  source.failure_code.reset();
  source.interval = next_interval(source.interval, fresh > 0);
  source.next_poll_at = now + source.interval;
  if (answer.feed) {
    source.etag = answer.etag;
    source.last_modified = answer.last_modified;
    source.kind = feed::to_text(answer.feed->kind);
    if (!source.site_address && !answer.feed->home_page_url.empty()) source.site_address = answer.feed->home_page_url;
  }
  // Moved for good (301, 308): followed, unless another source lives there already.
  auto const key = feed_key(answer.address);
  bool const taken = key != source.feed_key && store::find_by_key(tx, key).has_value();
  if (!answer.address.empty() && !taken) {
    source.feed_address = answer.address;
    source.feed_key = key;
  }
}

}  // namespace

Result<Done> Sources::poll(SourceId id) {
  auto const known = organisation().db->read([&](db::Tx& tx) { return store::find(tx, id.value); });
  if (!known) return Done{};  // removed since
  auto const answer = ask(*organisation().fetcher, *known, organisation().now());
  auto const now = organisation().now();
  organisation().db->write([&](db::Tx& tx) {
    auto source = store::find(tx, id.value);
    if (!source) return;
    if (answer.wait) {
      source->next_poll_at = now + until_allowed;
      return store::update(tx, *source);
    }
    source->polled_at = now;
    if (answer.failure.empty()) {
      int64_t const fresh = answer.feed ? ingest(tx, content_, id.value, *answer.feed, now) : 0;
      note_success(tx, *source, answer, fresh, now);
    } else {
      note_failure(*source, answer, now);
    }
    store::update(tx, *source);
  });
  // A failing source is a fact about the source, kept with it; the job itself has done its work.
  return Done{};
}

Result<Done> Sources::poll_soon(SourceId id) {
  auto const now = organisation().now();
  return organisation().db->write([&](db::Tx& tx) -> Result<Done> {
    auto const source = store::find(tx, id.value);
    if (!source) return fail(Fault::missing, "source.missing");
    auto const interval = seconds(organisation().config ? organisation().config->source_min_interval_s : 60);
    if (source->polled_at && *source->polled_at > now - interval) return Done{};
    organisation().jobs->enqueue(tx, "sources.poll", Json(JsonObject{{"source", id.value}}), now,
                                 "sources.poll:" + std::to_string(id.value));
    return Done{};
  });
}

void Sources::enqueue_due() {
  auto const now = organisation().now();
  organisation().db->write([&](db::Tx& tx) {
    std::map<std::string, int64_t> of_host;
    for (auto& source : store::due(tx, now, 500)) {
      auto const url = http::parse_url(source.feed_address);
      int64_t const before = of_host[url ? url->host : std::string()]++;
      organisation().jobs->enqueue(tx, "sources.poll", Json(JsonObject{{"source", source.id}}),
                                   now + milliseconds(between_of_one_host.ms * before),
                                   "sources.poll:" + std::to_string(source.id));
      // Taken off the list of what is due; the poll itself sets the right time.
      source.next_poll_at = now + shortest_interval;
      store::update(tx, source);
    }
  });
}

void Sources::prune() {
  auto const now = organisation().now();
  using retention::Kind;
  auto const pruned = organisation().db->write([&](db::Tx& tx) {
    auto done = store::prune(tx, retention::limit_of(Kind::watched_item, now));
    note(tx, Kind::watched_item, done.items, now);
    return done;
  });
  for (auto const& file : pruned.files) organisation().blobs->erase(file);
}

// Nothing is shown from somebody else's host (it would tell them who looks): the picture is drawn anew and kept here.
// Refuses only where it is to be tried again; a picture that does not come, or is none, is nothing.
Result<std::optional<int64_t>> Sources::copy_picture(std::string const& address) const {
  auto const fetched = organisation().fetcher->fetch({address, http::Wanted::image, {}, {}});
  if (!fetched && is_to_wait(fetched.error())) return tl::unexpected(fetched.error());
  if (!fetched || !fetched->ok()) return std::optional<int64_t>();
  auto const picture = content_.add_picture(0, fetched->body, "", "");
  return picture ? organisation().ids.read(picture->id) : std::nullopt;
}

Result<Done> Sources::copy_pictures(SourceId id) {
  auto const items =
      organisation().db->read([&](db::Tx& tx) { return store::without_picture(tx, id.value, most_pictures); });
  for (auto const& item : items) {
    auto const picture = copy_picture(item.picture_address.value_or(""));
    if (!picture) {
      auto const later = organisation().now() + until_allowed;
      organisation().db->write([&](db::Tx& tx) { enqueue_pictures(tx, content_, id.value, later); });
      break;
    }
    organisation().db->write([&](db::Tx& tx) { store::set_item_picture(tx, item.id, *picture); });
  }
  return Done{};
}

Result<Done> Sources::illustrate(int64_t item_id) {
  auto const item = organisation().db->read([&](db::Tx& tx) { return store::find_item(tx, item_id); });
  if (!item || !item->story_id || !item->picture_address) return Done{};
  auto const picture = TRY(copy_picture(*item->picture_address));
  organisation().db->write([&](db::Tx& tx) {
    store::set_item_picture(tx, item_id, picture);
    // A story without its picture is whole; the editor sees that it has none.
    if (picture) store::set_draft_picture(tx, *item->story_id, *picture);
  });
  return Done{};
}

}  // namespace essaim::content::sources
