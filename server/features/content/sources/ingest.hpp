#pragma once
// What a feed brought becomes items of the inbox, each piece of news once.

#include "base/clock.hpp"
#include "platform/db/db.hpp"
#include "platform/feed/feed.hpp"

namespace essaim::content {
class Content;
}

namespace essaim::content::sources {

/// How many items are new to this source (told by another before or not).
int64_t ingest(db::Tx& tx, Content const& content, int64_t source, feed::Feed const& feed, Instant now);
/// The pictures of what a source brought are copied by a job, from `at` on.
void enqueue_pictures(db::Tx& tx, Content const& content, int64_t source, Instant at);

}  // namespace essaim::content::sources
