#include "features/privacy/store.hpp"

namespace essaim::privacy::store {
namespace {

using db::Sql;

constexpr Sql newest_month_sql{"privacy.newest_month", "select max(month) from consent_month_closed"};
constexpr Sql is_closed_sql{"privacy.is_closed", "select 1 from consent_month_closed where month = $1"};
constexpr Sql close_month_sql{
    "privacy.close_month", "insert into consent_month_closed(month, closed_at) values ($1, $2) on conflict do nothing"};
constexpr Sql publish_sql{"privacy.publish",
                          "insert into consent_month(month, purpose, in_force, withdrawn) values ($1, $2, $3, $4) "
                          "on conflict do nothing"};
constexpr Sql closed_months_sql{"privacy.closed_months",
                                "select month from consent_month_closed order by month desc limit $1"};
constexpr Sql lines_of_sql{"privacy.lines_of",
                           "select purpose, in_force, withdrawn from consent_month where month = $1 order by purpose"};

constexpr Sql find_line_sql{"privacy.find_line",
                            "select id from access_line where day = $1 and viewer_id = $2 and door = $3 and cut = $4 "
                            "and subject_id = $5"};
constexpr Sql newest_line_sql{"privacy.newest_line", "select coalesce(max(id), 0) from access_line"};
constexpr Sql append_sql{
    "privacy.append",
    "insert into access_line(id, day, viewer_id, role, door, cut, subject_id) values ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Sql lines_before_sql{"privacy.lines_before",
                               "select id, day, viewer_id, role, door, cut, subject_id from access_line "
                               "where $1 = 0 or id < $1 order by id desc limit $2"};
constexpr Sql lines_about_sql{"privacy.lines_about",
                              "select id, day, viewer_id, role, door, cut, subject_id from access_line "
                              "where subject_id = $1 and subject_id <> 0 order by id"};
constexpr Sql lines_by_sql{"privacy.lines_by",
                           "select id, day, viewer_id, role, door, cut, subject_id from access_line "
                           "where viewer_id = $1 order by id"};
constexpr Sql forget_lines_sql{"privacy.forget_lines", "delete from access_line where day < $1"};

struct LineRow {
  RegisterLine line;
  static LineRow read(db::Row& row) {
    LineRow out;
    out.line.purpose = row.text();
    out.line.stand.in_force = row.maybe_integer();
    out.line.stand.withdrawn = row.maybe_integer();
    return out;
  }
};

}  // namespace

std::optional<int64_t> newest_month(db::Tx& tx) {
  return tx.one<std::optional<int64_t>>(newest_month_sql).value_or(std::nullopt);
}
bool is_closed(db::Tx& tx, int64_t month) { return tx.one<int64_t>(is_closed_sql, month).has_value(); }
void close_month(db::Tx& tx, int64_t month, Instant now) { tx.run(close_month_sql, month, now.ms); }
void publish(db::Tx& tx, int64_t month, RegisterLine const& line) {
  tx.run(publish_sql, month, line.purpose, line.stand.in_force, line.stand.withdrawn);
}
std::vector<int64_t> closed_months(db::Tx& tx, int64_t limit) { return tx.many<int64_t>(closed_months_sql, limit); }
std::vector<RegisterLine> lines_of(db::Tx& tx, int64_t month) {
  std::vector<RegisterLine> out;
  for (auto& row : tx.many<LineRow>(lines_of_sql, month)) out.push_back(std::move(row.line));
  return out;
}

AccessLine AccessLine::read(db::Row& row) {
  AccessLine out;
  out.id = row.integer();
  out.day = row.integer();
  out.viewer = row.integer();
  out.role = row.text();
  out.door = row.text();
  out.cut = row.text();
  out.subject = row.integer();
  return out;
}
std::optional<int64_t> find_line(db::Tx& tx, AccessLine const& line) {
  return tx.one<int64_t>(find_line_sql, line.day, line.viewer, line.door, line.cut, line.subject);
}
// Numbered one by one: a moment in an id would tell twin worlds apart.
int64_t append(db::Tx& tx, AccessLine const& line) {
  if (auto const there = find_line(tx, line)) return *there;
  auto const id = tx.one<int64_t>(newest_line_sql).value_or(0) + 1;
  tx.run(append_sql, id, line.day, line.viewer, line.role, line.door, line.cut, line.subject);
  return id;
}
std::vector<AccessLine> lines_before(db::Tx& tx, int64_t before, int64_t limit) {
  return tx.many<AccessLine>(lines_before_sql, before, limit);
}
std::vector<AccessLine> lines_about(db::Tx& tx, int64_t person) { return tx.many<AccessLine>(lines_about_sql, person); }
std::vector<AccessLine> lines_by(db::Tx& tx, int64_t person) { return tx.many<AccessLine>(lines_by_sql, person); }
int64_t forget_lines_before(db::Tx& tx, int64_t day) { return tx.run(forget_lines_sql, day); }

}  // namespace essaim::privacy::store
