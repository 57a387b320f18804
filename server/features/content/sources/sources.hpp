#pragma once
// Sources and the watch inbox: feeds that editors follow, what they bring, and what becomes of it. Seen from outside
// through features/content/content.hpp.

#include "base/id.hpp"
#include "features/content/sources/view.hpp"
#include "platform/access/access.hpp"
#include "platform/access/organisation.hpp"
#include "platform/feed/feed.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/jobs.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content {
class Content;
}

namespace essaim::content::sources {

using SourceId = Id<struct SourceTag>;
using WatchItemId = Id<struct WatchItemTag>;
using DecisionId = Id<struct DecisionTag>;

/// A feed as it was found on the web.
struct ReadFeed {
  std::string address;  // where only permanent redirects led
  std::string etag, last_modified;
  feed::Feed feed;
};

struct WatchFilter {
  int64_t source = 0, theme = 0;  // 0: any
  std::string decision;           // empty: what waits
  std::string cursor;
  int64_t limit = 30;
};

class Sources {
 public:
  explicit Sources(Content const& content) : content_(content) {}

  // These four read the web before they open a transaction: they may take some seconds.
  Result<Discovery> discover(Viewer const& viewer, std::string_view address);
  Result<SourceView> add(Viewer const& viewer, SourceInput const& input);
  Result<Unfurled> unfurl(Viewer const& viewer, std::string_view address);
  /// What the job does: asks the feed, keeps what is new, or says why it fails.
  Result<Done> poll(SourceId id);

  std::vector<SourceView> list() const;
  Result<SourceView> change(SourceId id, SourceChange const& input);
  Result<Done> remove(SourceId id);
  /// Now, by a job; a source asked a moment ago (`source_min_interval_s`, a minute) is left alone.
  Result<Done> poll_soon(SourceId id);
  std::string export_opml() const;
  Result<OpmlReport> import_opml(Viewer const& viewer, std::string_view bytes);

  Result<WatchPage> watch(WatchFilter const& filter) const;
  /// Keeping makes a draft story of each item, dropping hides it; both can be undone as a whole.
  Result<WatchDecision> decide(Viewer const& viewer, WatchDecisionInput const& input);
  /// Drafts that nobody has touched since go with it.
  Result<Done> undo(DecisionId id);

  /// Enqueues a poll of every source that is due, those of one host a few seconds apart.
  void enqueue_due();
  void prune();
  /// Copies the pictures of what a source brought, so that nothing is shown from another host.
  Result<Done> copy_pictures(SourceId id);
  /// Copies the picture of an item to the draft that came of it, where keeping was faster than the job above.
  Result<Done> illustrate(int64_t item);

  Organisation& organisation() const;

 private:
  Result<std::vector<ReadFeed>> find_feeds(std::string_view address);
  Result<Done> admit(Viewer const& viewer);
  Result<std::vector<int64_t>> read_themes(std::vector<std::string> const& words) const;
  Result<SourceView> show(int64_t id) const;
  Result<std::optional<int64_t>> copy_picture(std::string const& address) const;

  Content const& content_;
  std::mutex mutex_;
  std::map<int64_t, std::deque<Instant>> asked_;  // by person, the last minute's
};

/// Routes under /api/v1: sources, watch, unfurl. `sources` outlives the router.
void add_routes(http::Router& router, Sources& sources);
void add_jobs(jobs::Queue& queue, Sources& sources);
PersonalData personal_data(Sources& sources);

}  // namespace essaim::content::sources
