#include "features/links/store.hpp"

#include "platform/db/rows.hpp"

namespace essaim::links::store {

namespace {

using db::Sql;

// ---- links
constexpr Sql insert_link{"links.insert",
                          R"(insert into link(id, code, destination, network, pass_query, person_id, made_at)
                             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing)"};
constexpr Sql find_link_row{
    "links.find",
    "select id, code, destination, network, pass_query, person_id, made_at, closed_at from link where id = $1"};
constexpr Sql find_link_by_code{
    "links.find_by_code",
    "select id, code, destination, network, pass_query, person_id, made_at, closed_at from link where code = $1"};
constexpr Sql all_links{"links.all",
                        "select id, code, destination, network, pass_query, person_id, made_at, closed_at from link"};
constexpr Sql links_of_holder{"links.of_person",
                              R"(select id, code, destination, network, pass_query, person_id, made_at, closed_at
                                 from link where person_id = $1 order by made_at)"};
constexpr Sql count_all_links{"links.count", "select count(*) from link"};
constexpr Sql close_link_row{"links.close", "update link set closed_at = $2 where id = $1 and closed_at is null"};
constexpr Sql replace_person{"links.replace_person", "update link set person_id = $2 where person_id = $1"};
constexpr Sql prove_link{"links.prove", "update link set proved_at = $2 where id = $1 and proved_at is null"};

constexpr auto find_proved =
    AMONG("links.proved_among", "select id from link where proved_at is not null and id ", "$1", "");

// ---- counts
constexpr Sql find_position{"links.find_position", "select seq from click_position where only_one = 1"};
constexpr Sql advance_position{"links.advance_position",
                               "update click_position set seq = $2 where only_one = 1 and seq = $1"};
constexpr Sql add_hour{"links.add_hour",
                       R"(insert into click_hour(link_id, hour, network, people, filtered) values ($1, $2, $3, $4, $5)
                          on conflict (link_id, hour, network) do update
                          set people = click_hour.people + excluded.people, filtered = click_hour.filtered + excluded.filtered)"};
constexpr Sql add_day{
    "links.add_day",
    R"(insert into click_day(link_id, day, network, host, class, clicks) values ($1, $2, $3, $4, $5, $6)
                         on conflict (link_id, day, network, host, class) do update
                         set clicks = click_day.clicks + excluded.clicks)"};
constexpr Sql clear_hours{"links.clear_hours", "delete from click_hour where hour >= $1"};
constexpr Sql clear_days{"links.clear_days", "delete from click_day where day >= $1"};
constexpr Sql find_seal{"links.find_seal", "select before_day from click_seal where only_one = 1"};
constexpr Sql move_seal{"links.move_seal",
                        "update click_seal set before_day = $1 where only_one = 1 and before_day < $1"};
constexpr Sql rewind_position{"links.rewind_position", "update click_position set seq = 0 where only_one = 1"};
constexpr Sql insert_incomplete{"links.insert_incomplete",
                                "insert into incomplete_hour(hour, marked_at) values ($1, $2) on conflict do nothing"};

constexpr Sql sum_by_link{
    "links.sum_by_link",
    R"(select l.id, cast(coalesce(sum(case when d.class = 0 then d.clicks else 0 end), 0) as bigint),
              cast(coalesce(sum(case when d.class > 0 then d.clicks else 0 end), 0) as bigint),
              max(coalesce(l.proved_at, 0))
       from link l join click_day d on d.link_id = l.id where l.person_id = $1 group by l.id)"};
constexpr Sql sum_of_link{
    "links.sum_of_link",
    R"(select l.id, cast(coalesce(sum(case when d.class = 0 then d.clicks else 0 end), 0) as bigint),
              cast(coalesce(sum(case when d.class > 0 then d.clicks else 0 end), 0) as bigint),
              max(coalesce(l.proved_at, 0))
       from link l left join click_day d on d.link_id = l.id where l.id = $1 group by l.id)"};
constexpr Sql sum_by_hour{"links.sum_by_hour",
                          R"(select h.link_id, h.hour, h.network, h.people, h.filtered
                             from link l join click_hour h on h.link_id = l.id
                             where l.person_id = $1 and h.hour >= $2 and h.hour < $3 order by h.hour, h.link_id, h.network)"};
constexpr Sql sum_by_day{"links.sum_by_day",
                         R"(select d.link_id, d.day, d.network,
              cast(sum(case when d.class = 0 then d.clicks else 0 end) as bigint),
              cast(sum(case when d.class > 0 then d.clicks else 0 end) as bigint)
       from link l join click_day d on d.link_id = l.id
       where l.person_id = $1 and d.day >= $2 and d.day < $3
       group by d.link_id, d.day, d.network order by d.day, d.link_id, d.network)"};
constexpr Sql sum_by_referrer{"links.sum_by_referrer",
                              R"(select d.link_id, d.host, d.network,
              cast(sum(case when d.class = 0 then d.clicks else 0 end) as bigint),
              cast(sum(case when d.class > 0 then d.clicks else 0 end) as bigint)
       from link l join click_day d on d.link_id = l.id
       where l.person_id = $1 and d.day >= $2 and d.day < $3
       group by d.link_id, d.host, d.network order by d.link_id, d.host, d.network)"};
constexpr Sql sum_by_reason{
    "links.sum_by_reason",
    R"(select d.class, cast(sum(d.clicks) as bigint) from link l join click_day d on d.link_id = l.id
                               where l.person_id = $1 and d.day >= $2 and d.day < $3 and d.class > 0
                               group by d.class order by d.class)"};
constexpr Sql sum_of_all{"links.sum_of_all",
                         R"(select link_id, cast(sum(clicks) as bigint) from click_day
                            where class = 0 and day >= $1 and day < $2 group by link_id order by link_id)"};
constexpr Sql read_from{"links.read_from",
                        "select 1 from click_day where link_id = $1 and host = $2 and class = 0 limit 1"};
constexpr Sql list_incomplete{"links.incomplete_hours",
                              "select hour from incomplete_hour where hour >= $1 and hour < $2 order by hour"};

// ---- raw clicks
constexpr Sql list_clicks{
    "clicks.after",
    "select seq, link_id, code, at, class, network, host, visitor from click where seq > $1 order by seq limit $2"};
constexpr Sql list_latest{
    "clicks.latest",
    "select seq, link_id, code, at, class, network, host, visitor from click order by seq desc limit 500000"};
constexpr Sql list_orphans{"clicks.orphans",
                           R"(select seq, link_id, code, at, class, network, host, visitor from click
                              where code = $1 and code is not null and seq <= $2 order by seq)"};
constexpr Sql find_last_seq{"clicks.last_seq", "select cast(coalesce(max(seq), 0) as bigint) from click"};
constexpr Sql find_forgotten{"clicks.find_forgotten", "select seq from visitors_forgotten where only_one = 1"};
constexpr Sql advance_forgotten{"clicks.advance_forgotten",
                                "update visitors_forgotten set seq = $1 where only_one = 1"};
constexpr Sql find_stretch{"clicks.stretch",
                           R"(select cast(coalesce(max(seq), 0) as bigint)
                              from (select seq, at from click where seq > $1 order by seq limit 2000) s where at < $2)"};
// The newest row stays whatever its age: the numbers go on from it.
constexpr Sql find_old_stretch{"clicks.old_stretch",
                               R"(select cast(coalesce(max(seq), 0) as bigint)
                                  from (select seq, at from click where seq <= $2 and seq < (select max(seq) from click)
                                        order by seq limit 2000) s where at < $1)"};
constexpr Sql delete_old{"clicks.forget",
                         "delete from click where seq <= $1 and at < $2 and seq < (select max(seq) from click)"};
constexpr Sql empty_visitors{
    "clicks.forget_visitors",
    "update click set visitor = null where seq > $1 and seq <= $2 and at < $3 and visitor is not null"};

LinkCount read_link_count(db::Row& row) {
  LinkCount count;
  count.link = LinkId{row.integer()};
  count.clicks.people = Figure<Measured>(row.integer());
  count.clicks.filtered = Figure<Measured>(row.integer());
  count.proved = row.integer() > 0;
  return count;
}

template <class T>
std::vector<T> rows_of(db::Tx& tx, Sql const& sql, std::initializer_list<db::Param> params, T (*read)(db::Row&)) {
  std::vector<T> rows;
  tx.execute(sql, {params.begin(), params.size()}, [&](db::Row& row) {
    rows.push_back(read(row));
    return true;
  });
  return rows;
}

PeriodCount read_period(db::Row& row) {
  PeriodCount count;
  count.link = LinkId{row.integer()};
  count.period = row.integer();
  count.network = row.text();
  count.clicks.people = Figure<Measured>(row.integer());
  count.clicks.filtered = Figure<Measured>(row.integer());
  return count;
}
ReferrerCount read_referrer(db::Row& row) {
  ReferrerCount count;
  count.link = LinkId{row.integer()};
  count.host = row.text();
  count.network = row.text();
  count.clicks.people = Figure<Measured>(row.integer());
  count.clicks.filtered = Figure<Measured>(row.integer());
  return count;
}
ReasonCount read_reason(db::Row& row) {
  auto const reason = row.integer();
  return {std::string(to_text(ClickClass(reason))), Figure<Measured>(row.integer())};
}

}  // namespace

LinkRow LinkRow::read(db::Row& row) {
  LinkRow link;
  link.id = row.integer();
  link.code = row.integer();
  link.destination = row.text();
  link.network = row.text();
  link.pass_query = row.boolean();
  link.holder = row.maybe_integer().value_or(0);
  link.made_at = row.integer();
  link.closed = row.maybe_integer().has_value();
  return link;
}

StoredClick StoredClick::read(db::Row& row) {
  StoredClick click;
  click.seq = row.integer();
  click.link = row.integer();
  click.code = row.maybe_integer().value_or(0);
  click.at = row.integer();
  click.reason = ClickClass(row.integer());
  click.network = row.text();
  click.host = row.text();
  if (auto visitor = row.maybe_bytes()) click.visitor = std::move(visitor->value);
  return click;
}

bool insert(db::Tx& tx, LinkRow const& link) {
  std::optional<int64_t> const holder = link.holder ? std::optional(link.holder) : std::nullopt;
  return tx.run(insert_link, link.id, link.code, link.destination, link.network, link.pass_query, holder,
                link.made_at) == 1;
}
std::optional<LinkRow> find(db::Tx& tx, int64_t id) { return tx.one<LinkRow>(find_link_row, id); }
std::optional<LinkRow> find_by_code(db::Tx& tx, int64_t code) { return tx.one<LinkRow>(find_link_by_code, code); }
void each_link(db::Tx& tx, std::function<void(LinkRow)> const& each) {
  tx.execute(all_links, {}, [&](db::Row& row) {
    each(LinkRow::read(row));
    return true;
  });
}
int64_t count_links(db::Tx& tx) { return tx.one<int64_t>(count_all_links).value_or(0); }
std::vector<LinkRow> of_holder(db::Tx& tx, int64_t holder) { return tx.many<LinkRow>(links_of_holder, holder); }
bool close(db::Tx& tx, int64_t id, Instant now) { return tx.run(close_link_row, id, now.ms) == 1; }
void replace_holder(db::Tx& tx, int64_t holder, int64_t stand_in) { tx.run(replace_person, holder, stand_in); }

int64_t position(db::Tx& tx) { return tx.one<int64_t>(find_position).value_or(0); }
bool advance(db::Tx& tx, int64_t from, int64_t to) { return tx.run(advance_position, from, to) == 1; }

void add(db::Tx& tx, std::span<RawCount const> counts) {
  for (auto const& count : counts) {
    auto const people = count.reason == ClickClass::person ? count.clicks : 0;
    tx.run(add_hour, count.link, count.hour, count.network, people, count.clicks - people);
    tx.run(add_day, count.link, count.hour / 24, count.network, count.host, int64_t(count.reason), count.clicks);
  }
}
void mark_proved(db::Tx& tx, int64_t link, Instant at) { tx.run(prove_link, link, at.ms); }
void clear_counts(db::Tx& tx, int64_t from_day) {
  tx.run(clear_hours, from_day * 24);
  tx.run(clear_days, from_day);
  tx.run(rewind_position);
}
int64_t sealed_before(db::Tx& tx) { return tx.one<int64_t>(find_seal).value_or(0); }
void seal_before(db::Tx& tx, int64_t day) { tx.run(move_seal, day); }
void mark_incomplete(db::Tx& tx, int64_t hour, Instant now) { tx.run(insert_incomplete, hour, now.ms); }

std::vector<LinkCount> count_by_link(db::Tx& tx, int64_t holder) {
  return rows_of(tx, sum_by_link, {db::Param(holder)}, read_link_count);
}
LinkCount count_of_link(db::Tx& tx, int64_t link) {
  auto const rows = rows_of(tx, sum_of_link, {db::Param(link)}, read_link_count);
  return rows.empty() ? LinkCount{LinkId{link}, {}, false} : rows.front();
}
std::vector<PeriodCount> count_by_hour(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return rows_of(tx, sum_by_hour, {db::Param(holder), db::Param(from), db::Param(to)}, read_period);
}
std::vector<PeriodCount> count_by_day(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return rows_of(tx, sum_by_day, {db::Param(holder), db::Param(from), db::Param(to)}, read_period);
}
std::vector<ReferrerCount> count_by_referrer(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return rows_of(tx, sum_by_referrer, {db::Param(holder), db::Param(from), db::Param(to)}, read_referrer);
}
std::vector<ReasonCount> count_by_reason(db::Tx& tx, int64_t holder, int64_t from, int64_t to) {
  return rows_of(tx, sum_by_reason, {db::Param(holder), db::Param(from), db::Param(to)}, read_reason);
}
std::set<int64_t> incomplete_hours(db::Tx& tx, int64_t from, int64_t to) {
  auto const hours = tx.many<int64_t>(list_incomplete, from, to);
  return {hours.begin(), hours.end()};
}

std::vector<ClicksToClose> clicks_to_close(db::Tx& tx, int64_t from, int64_t to) {
  return rows_of(
      tx, sum_of_all, {db::Param(from), db::Param(to)}, +[](db::Row& row) {
        ClicksToClose clicks;
        clicks.link = LinkId{row.integer()};
        clicks.people = Figure<Measured>(row.integer());
        return clicks;
      });
}
std::unordered_set<int64_t> proved_among(db::Tx& tx, std::span<int64_t const> links) {
  auto const proved = tx.many<int64_t>(find_proved.in(tx), db::list_of(tx, links));
  return {proved.begin(), proved.end()};
}
bool was_read_from(db::Tx& tx, int64_t link, std::string_view host) {
  return tx.one<int64_t>(read_from, link, host).has_value();
}

std::vector<StoredClick> clicks_after(db::Tx& clicks, int64_t seq, int64_t limit) {
  return clicks.many<StoredClick>(list_clicks, seq, limit);
}
void latest_clicks(db::Tx& clicks, std::function<bool(StoredClick const&)> const& each) {
  clicks.execute(list_latest, {}, [&](db::Row& row) { return each(StoredClick::read(row)); });
}
std::vector<StoredClick> orphans_of(db::Tx& clicks, int64_t code, int64_t up_to_seq) {
  return clicks.many<StoredClick>(list_orphans, code, up_to_seq);
}
int64_t last_seq(db::Tx& clicks) { return clicks.one<int64_t>(find_last_seq).value_or(0); }
std::optional<int64_t> forget_visitors(db::Tx& clicks, Instant before) {
  auto const after = clicks.one<int64_t>(find_forgotten).value_or(0);
  auto const end = clicks.one<int64_t>(find_stretch, after, before.ms).value_or(0);
  if (end == 0) return std::nullopt;
  auto const emptied = clicks.run(empty_visitors, after, end, before.ms);
  clicks.run(advance_forgotten, end);
  return emptied;
}
int64_t forget_clicks(db::Tx& clicks, Instant before, int64_t up_to_seq) {
  auto const end = clicks.one<int64_t>(find_old_stretch, before.ms, up_to_seq).value_or(0);
  return end == 0 ? 0 : clicks.run(delete_old, end, before.ms);
}

}  // namespace essaim::links::store
