#pragma once
// Tracked links and their clicks. A link, once given, redirects for ever to where it said; a click counts once, and is
// durable before its redirect answers, or its hour is marked incomplete. No address of a reader is stored.
//
// app/compose opens one `Links` for the organisation and hands it to the features above.

#include "base/figure.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/access/organisation.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace essaim::http {
class FastLane;
}

namespace essaim::links {

using LinkId = Id<struct LinkTag>;

// ---- making links

/// Expanded when the link is made, from what is equal for all sharers of a story on a network (promises.md 9):
/// {network}, {story} and {language} in a template become these words. Never a person, never the code.
struct Utm {
  std::string source = "{network}";
  std::string medium = "social";
  std::string campaign = "{story}";
  bool overwrite = false;  // replace utm_* that the address has already
};
struct NewLink {
  std::string destination;  // http or https
  std::string network;      // "linkedin"
  std::string story;        // a word for utm_campaign: title or slug, made safe here
  std::string language;
  std::optional<Utm> utm = Utm{};
  bool pass_query = false;  // what readers append to the address goes on to the destination
  int64_t holder = 0;       // the person whose share it is
};
struct Link {
  LinkId id;
  std::string code;
  std::string destination;  // as readers will reach it
  std::string network;
  int64_t made_at = 0;
  bool closed = false;
};

class Links;

/// The code is in the append-only file, fsynced, before this answers; it redirects once the transaction is committed.
Result<Link> make_link(Links& links, db::Tx& tx, NewLink const& wanted);
/// Readers meet a notice that offers the original address; the destination itself never changes.
Result<Done> close_link(Links& links, db::Tx& tx, LinkId id);
std::optional<Link> find_link(Links const& links, db::Tx& tx, LinkId id);
std::optional<Link> find_link_by_code(Links const& links, db::Tx& tx, std::string_view code);
/// "https://go.example.org/r/3Kd…"
std::string address_of(Links const& links, std::string_view code);
/// The `Set-Cookie` that marks the author's own browser: one bit, sent back for this link's path only. To be put on the
/// answer with which the author gets the link. Nothing where links live on a short domain of their own: no browser
/// keeps a mark that one host sets for another, and no round trip over that domain is made to set it.
std::optional<std::string> author_mark(Links const& links, std::string_view code);

// ---- what came of them. People are counted apart from all else; both counts stand side by side.

struct Count {
  Figure<Measured> people;
  Figure<Measured> filtered;  // robots, previews, the author, repeats, …
};
struct LinkCount {
  LinkId link;
  Count clicks;
  bool proved = false;  // somebody came from the link's own network, and never held the author's mark
};
struct PeriodCount {  // of one link, in one hour or day, from one network
  LinkId link;
  int64_t period = 0;   // UTC hour or day since 1970 (base/clock.hpp)
  std::string network;  // "" when nothing tells
  Count clicks;
};
struct ReferrerCount {
  LinkId link;
  std::string host;  // "news.example.org", "" when none was sent
  std::string network;
  Count clicks;
};
struct ReasonCount {
  std::string reason;  // "robot", "preview", "prefetch", "head", "empty_agent", "scanner", "author", "repeat", …
  Figure<Measured> clicks;
};

/// Of all links of a person; links without a click are left out.
std::vector<LinkCount> count_by_link(db::Tx& tx, int64_t holder);
LinkCount count_of_link(db::Tx& tx, LinkId id);
std::vector<PeriodCount> count_by_hour(db::Tx& tx, int64_t holder, int64_t from_hour, int64_t to_hour);  // to: excluded
std::vector<PeriodCount> count_by_day(db::Tx& tx, int64_t holder, int64_t from_day, int64_t to_day);
std::vector<ReferrerCount> count_by_referrer(db::Tx& tx, int64_t holder, int64_t from_day, int64_t to_day);
std::vector<ReasonCount> count_by_reason(db::Tx& tx, int64_t holder, int64_t from_day, int64_t to_day);
/// People's clicks on all links, for the closing of figures alone (bin/check-rooms); to: excluded.
struct ClicksToClose {
  LinkId link;
  Figure<Measured> people;
};
std::vector<ClicksToClose> clicks_to_close(db::Tx& tx, int64_t from_day, int64_t to_day);
/// Those of them whose network a reader was seen to have come from.
std::unordered_set<int64_t> proved_among(db::Tx& tx, std::span<int64_t const> links);
/// Whether people came to that link from a place of that host.
bool was_read_from(db::Tx& tx, LinkId id, std::string_view host);
/// Hours in which a click may be missing: every figure over them says so.
std::set<int64_t> incomplete_hours(db::Tx& tx, int64_t from_hour, int64_t to_hour);
/// Different visitors of today (UTC) over all links of a person; never of more than a day.
int64_t visitors_today(Links const& links, int64_t holder);

/// What a backup leaves empty: the day's keys of readers, which mean nothing without the day's salt (promises.md 9).
inline constexpr std::string_view visitor_table = "click", visitor_column = "visitor";

// ---- running

/// A robot, by its user agent alone (an empty one is one too): the code that every click goes through.
bool is_robot(std::string_view user_agent);

struct Health {
  bool failing = false;          // clicks cannot be stored at the moment
  std::string problem;           // why, for doctor
  int64_t incomplete_hours = 0;  // of the last 24
  int64_t waiting = 0;           // clicks not yet durable
  int64_t given_up = 0;          // clicks that did not fit in memory while the store failed, since start
  std::string durable_to;        // "this disk", "this server and 1 standby"
  bool warn = false;             // durable_to is less than the operator may think
};

/// What can be said of links from outside the server, running or not, and without a change: where clicks go, and which
/// hours are incomplete. Refused with `links.click_store` where the store does not open.
Result<Health> look(Organisation& organisation);

/// A visit of a day gone by, as far as it can be told today.
struct PastVisit {
  LinkId link;
  Instant at;
  std::string user_agent, referer, country;
  bool head = false, by_author = false, again = false;
};

class LinksParts;
class Links;
void add_jobs(Organisation& organisation, Links& links);
class Links {
 public:
  /// Replays the append-only file, loads all links into memory, opens the click store, starts its writer.
  static Result<std::unique_ptr<Links>> open(Organisation& organisation);
  ~Links();

  http::FastLane& fast_lane();
  /// Told (from a thread of its own) when clicks by people on this person's links were stored and counted.
  void on_click(std::function<void(int64_t holder)> hear);
  Health health() const;
  void metrics(std::string& out) const;
  /// Clicks so far are stored and counted when this answers: for tests, and before a backup.
  void settle();
  /// For the demo and for tests only: visits before now, judged, stored and counted as if they had come then. No
  /// route leads here.
  void record_past(std::span<PastVisit const> visits);
  /// Counts everything again from the raw clicks, but for the days that are sealed.
  void rebuild_counts();
  /// Raw clicks that have stood their time go; what was counted of them stays as it is (promises.md 11).
  void forget_old_clicks();
  /// What we hold on a person, and its end: the links stay, and say no more whose they were.
  PersonalData personal_data();

  LinksParts& parts() const { return *parts_; }

 private:
  explicit Links(std::unique_ptr<LinksParts> parts);
  std::unique_ptr<LinksParts> parts_;
};

}  // namespace essaim::links
