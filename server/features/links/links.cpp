#include "features/links/links.hpp"

#include "base/text.hpp"
#include "features/links/parts.hpp"
#include "features/links/store.hpp"
#include "features/links/utm.hpp"
#include "platform/http/url.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/retention/retention.hpp"

#include <fmt/format.h>

namespace essaim::links {

namespace {

constexpr int most_tries = 8;  // for an id or a code that is taken: one in millions

Link to_link(store::LinkRow const& row, CodeCheck const& check) {
  auto const value = uint64_t(row.code);
  return {LinkId{row.id}, print_code({value, check.of(value)}), row.destination, row.network, row.made_at, row.closed};
}

// Cookies are kept for a host whatever its port (RFC 6265 section 8.5).
std::string host_of(std::string_view base_url) {
  auto const url = http::parse_url(base_url);
  return url ? url->host : std::string(base_url);
}

/// One line a link: what `restore` needs to redirect again. The destination has no blank.
std::string file_line(store::LinkRow const& row, std::string_view code) {
  return fmt::format("{} {} {} {} {}", code, row.made_at, row.pass_query ? 1 : 0,
                     row.network.empty() ? "-" : row.network, row.destination);
}

LinkNews news_of(store::LinkRow const& row, CodeCheck const& check) {
  LinkNews news;
  news.code = uint64_t(row.code);
  news.entry.check = check.of(news.code);
  news.entry.pass_query = row.pass_query;
  news.entry.closed = row.closed;
  news.entry.link = row.id;
  news.entry.holder = row.holder;
  news.entry.made_at = row.made_at;
  news.destination = row.destination;
  news.network = row.network;
  return news;
}

}  // namespace

Result<Link> make_link(Links& links, db::Tx& tx, NewLink const& wanted) {
  auto& parts = links.parts();
  store::LinkRow row;
  row.destination = tag_destination(TRY(clean_destination(wanted.destination)), wanted);
  row.network = utm_value(wanted.network);
  row.pass_query = wanted.pass_query;
  row.holder = wanted.holder;
  row.made_at = parts.organisation.now().ms;
  for (int tries = 0; tries < most_tries; ++tries) {
    auto const code = parts.new_code();
    row.id = parts.new_id({row.made_at});
    row.code = int64_t(code.value);
    if (!store::insert(tx, row)) continue;
    CHECK_OK(parts.file->append(file_line(row, print_code(code))));
    tx.after_commit([&parts, news = news_of(row, parts.check)] { parts.table.tell(news); });
    return to_link(row, parts.check);
  }
  return fail(Fault::internal, "links.no_free_code");
}

Result<Done> close_link(Links& links, db::Tx& tx, LinkId id) {
  auto& parts = links.parts();
  auto const row = store::find(tx, id.value);
  if (!row) return fail(Fault::missing, "links.missing");
  store::close(tx, id.value, parts.organisation.now());
  tx.after_commit([&parts, code = uint64_t(row->code)] { parts.table.tell_closed(code); });
  return Done{};
}

std::optional<Link> find_link(Links const& links, db::Tx& tx, LinkId id) {
  auto const row = store::find(tx, id.value);
  return row ? std::optional(to_link(*row, links.parts().check)) : std::nullopt;
}

std::optional<Link> find_link_by_code(Links const& links, db::Tx& tx, std::string_view text) {
  auto const code = read_code(text);
  if (!code || !links.parts().check.is_genuine(*code)) return std::nullopt;
  auto const row = store::find_by_code(tx, int64_t(code->value));
  return row ? std::optional(to_link(*row, links.parts().check)) : std::nullopt;
}

std::string address_of(Links const& links, std::string_view code) {
  return fmt::format("{}/r/{}", links.parts().organisation.short_base_url, code);
}

std::optional<std::string> author_mark(Links const& links, std::string_view code) {
  auto const& organisation = links.parts().organisation;
  if (host_of(organisation.short_base_url) != host_of(organisation.base_url)) return std::nullopt;
  auto const secure = organisation.short_base_url.starts_with("https://") ? "; Secure" : "";
  return fmt::format("{}=1; Path=/r/{}; Max-Age=15552000; HttpOnly; SameSite=Lax{}", mark_cookie, code, secure);
}

std::vector<LinkCount> count_by_link(db::Tx& tx, int64_t holder) { return store::count_by_link(tx, holder); }
LinkCount count_of_link(db::Tx& tx, LinkId id) { return store::count_of_link(tx, id.value); }
std::vector<PeriodCount> count_by_hour(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return store::count_by_hour(tx, holder, from, to);
}
std::vector<PeriodCount> count_by_day(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return store::count_by_day(tx, holder, from, to);
}
std::vector<ReferrerCount> count_by_referrer(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return store::count_by_referrer(tx, holder, from, to);
}
std::vector<ReasonCount> count_by_reason(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return store::count_by_reason(tx, holder, from, to);
}
std::vector<ClicksToClose> clicks_to_close(db::Tx& tx, int64_t from, int64_t to) {
  return store::clicks_to_close(tx, from, to);
}
std::unordered_set<int64_t> proved_among(db::Tx& tx, std::span<int64_t const> links) {
  return store::proved_among(tx, links);
}
bool was_read_from(db::Tx& tx, LinkId id, std::string_view host) { return store::was_read_from(tx, id.value, host); }
std::set<int64_t> incomplete_hours(db::Tx& tx, int64_t from, int64_t to) {
  return store::incomplete_hours(tx, from, to);
}
int64_t visitors_today(Links const& links, int64_t holder) {
  auto& parts = links.parts();
  return parts.counting->visitors_of(holder, utc_day(parts.organisation.now()));
}

http::FastLane& Links::fast_lane() { return *parts_->lane; }
void Links::on_click(std::function<void(int64_t)> hear) { parts_->counting->on_click(std::move(hear)); }
void Links::settle() {
  parts_->writer->drain(std::chrono::seconds(10));
  parts_->counting->settle();
}
void Links::rebuild_counts() {
  settle();
  parts_->counting->rebuild();
  parts_->counting->settle();
}

void Links::forget_old_clicks() { parts_->counting->forget_old(); }

void add_jobs(Organisation& organisation, Links& links) {
  auto const steady = std::make_shared<retention::Steadiness>(*organisation.clock);
  organisation.jobs->every("links.forget_old", hours(24), [&links, steady](jobs::Job const&) -> Result<Done> {
    if (steady->in_doubt()) return fail(Fault::unavailable, "retention.clock_in_doubt");
    links.forget_old_clicks();
    return Done{};
  });
}

int64_t incomplete_of_a_day(Organisation& organisation, std::span<int64_t const> pending) {
  auto const hour = utc_hour(organisation.now());
  auto hours = organisation.db->read([&](db::Tx& tx) { return store::incomplete_hours(tx, hour - 23, hour + 1); });
  for (auto const marked : pending)
    if (marked >= hour - 23) hours.insert(marked);
  return int64_t(hours.size());
}

Health Links::health() const {
  Health health;
  health.failing = parts_->writer->failing();
  health.problem = parts_->writer->problem();
  health.waiting = int64_t(parts_->writer->waiting());
  health.given_up = int64_t(parts_->writer->given_up());
  health.durable_to = parts_->durability.to;
  health.warn = parts_->durability.unsynchronous_standby;
  health.incomplete_hours = incomplete_of_a_day(parts_->organisation, parts_->marks.pending());
  return health;
}

/// Nothing here counts what people did (promises.md 23).
void Links::metrics(std::string& out) const {
  auto const now = health();
  out += fmt::format(
      "# HELP essaim_clicks_failing 1 while clicks cannot be stored.\n# TYPE essaim_clicks_failing "
      "gauge\nessaim_clicks_failing {}\n"
      "# HELP essaim_clicks_incomplete_hours Hours of the last 24 in which a click may be missing.\n"
      "# TYPE essaim_clicks_incomplete_hours gauge\nessaim_clicks_incomplete_hours {}\n"
      "# HELP essaim_redirects_unacknowledged_total Readers redirected before their click was durable.\n"
      "# TYPE essaim_redirects_unacknowledged_total counter\nessaim_redirects_unacknowledged_total {}\n"
      "# HELP essaim_clicks_given_up_total Clicks that did not fit in memory while the store failed.\n"
      "# TYPE essaim_clicks_given_up_total counter\nessaim_clicks_given_up_total {}\n",
      now.failing ? 1 : 0, now.incomplete_hours, parts_->lane->unacknowledged(), now.given_up);
}

}  // namespace essaim::links
