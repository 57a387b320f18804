#pragma once
// All the SQL of links. Links and counts stand in the organisation's database, raw clicks in a store of their own.

#include "features/links/click.hpp"
#include "features/links/links.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace essaim::links::store {

struct LinkRow {
  int64_t id = 0;
  int64_t code = 0;
  std::string destination, network;
  bool pass_query = false;
  int64_t holder = 0;
  int64_t made_at = 0;
  bool closed = false;
  static LinkRow read(db::Row& row);
};

// ---- links
bool insert(db::Tx& tx, LinkRow const& link);  // false: the id or the code is taken
std::optional<LinkRow> find(db::Tx& tx, int64_t id);
std::optional<LinkRow> find_by_code(db::Tx& tx, int64_t code);
void each_link(db::Tx& tx, std::function<void(LinkRow)> const& each);
int64_t count_links(db::Tx& tx);
std::vector<LinkRow> of_holder(db::Tx& tx, int64_t holder);
bool close(db::Tx& tx, int64_t id, Instant now);
void replace_holder(db::Tx& tx, int64_t holder, int64_t stand_in);

// ---- counts
struct RawCount {  // of one link in one hour
  int64_t link = 0, hour = 0;
  std::string network, host;
  ClickClass reason = ClickClass::person;
  int64_t clicks = 0;
};
int64_t position(db::Tx& tx);
/// False when somebody else moved it: nothing may be added then.
bool advance(db::Tx& tx, int64_t from, int64_t to);
void add(db::Tx& tx, std::span<RawCount const> counts);
void mark_proved(db::Tx& tx, int64_t link, Instant at);
/// Of that day and later: what is before is sealed.
void clear_counts(db::Tx& tx, int64_t from_day);
/// Counts of days before this one are final: their raw clicks may be gone.
int64_t sealed_before(db::Tx& tx);
void seal_before(db::Tx& tx, int64_t day);
void mark_incomplete(db::Tx& tx, int64_t hour, Instant now);

std::vector<LinkCount> count_by_link(db::Tx& tx, int64_t holder);
LinkCount count_of_link(db::Tx& tx, int64_t link);
std::vector<PeriodCount> count_by_hour(db::Tx& tx, int64_t holder, int64_t from, int64_t to);
std::vector<PeriodCount> count_by_day(db::Tx& tx, int64_t holder, int64_t from, int64_t to);
std::vector<ReferrerCount> count_by_referrer(db::Tx& tx, int64_t holder, int64_t from, int64_t to);
std::vector<ReasonCount> count_by_reason(db::Tx& tx, int64_t holder, int64_t from, int64_t to);
std::set<int64_t> incomplete_hours(db::Tx& tx, int64_t from, int64_t to);
std::vector<ClicksToClose> clicks_to_close(db::Tx& tx, int64_t from, int64_t to);
std::unordered_set<int64_t> proved_among(db::Tx& tx, std::span<int64_t const> links);
bool was_read_from(db::Tx& tx, int64_t link, std::string_view host);

// ---- raw clicks, in their own store
struct StoredClick {
  int64_t seq = 0, link = 0, code = 0, at = 0;
  ClickClass reason = ClickClass::person;
  std::string network, host;
  std::string visitor;  // empty when forgotten
  static StoredClick read(db::Row& row);
};
std::vector<StoredClick> clicks_after(db::Tx& clicks, int64_t seq, int64_t limit);
/// From the newest back, until `each` answers false.
void latest_clicks(db::Tx& clicks, std::function<bool(StoredClick const&)> const& each);
std::vector<StoredClick> orphans_of(db::Tx& clicks, int64_t code, int64_t up_to_seq);
int64_t last_seq(db::Tx& clicks);
/// Empties the visitors of the next stretch of clicks before `before`: how many; nothing when there are none.
std::optional<int64_t> forget_visitors(db::Tx& clicks, Instant before);
/// Deletes the next stretch of clicks before `before` that were counted: how many.
int64_t forget_clicks(db::Tx& clicks, Instant before, int64_t up_to_seq);

}  // namespace essaim::links::store
