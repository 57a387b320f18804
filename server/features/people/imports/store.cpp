#include "features/people/imports/store.hpp"

#include "features/people/rules.hpp"
#include "features/people/structure/store.hpp"

#include <array>

namespace essaim::people::store {
namespace {

using db::Sql;

constexpr size_t columns = 15;
constexpr size_t rows_at_once = 25;

// "($1, $2, …), ($15, …)": written by the compiler, so that it stays one constant statement.
template <size_t Rows>
struct InsertText {
  static constexpr std::string_view head =
      "insert into import_row(import_id, line, column_number, new_id, name, email, email_key, search_key, language, "
      "country, status, group_id, site_id, job_family_id, ends_day) values ";
  std::array<char, head.size() + Rows * columns * 6 + Rows * 4> bytes{};
  size_t size = 0;
  consteval InsertText() {
    for (char c : head) bytes[size++] = c;
    size_t number = 1;
    for (size_t row = 0; row < Rows; ++row) {
      bytes[size++] = row == 0 ? ' ' : ',';
      for (size_t column = 0; column < columns; ++column, ++number) {
        bytes[size++] = column == 0 ? '(' : ',';
        bytes[size++] = '$';
        if (number >= 100) bytes[size++] = char('0' + number / 100);
        if (number >= 10) bytes[size++] = char('0' + number / 10 % 10);
        bytes[size++] = char('0' + number % 10);
      }
      bytes[size++] = ')';
    }
  }
  constexpr std::string_view view() const { return {bytes.data(), size}; }
};
constexpr InsertText<1> insert_one_text;
constexpr InsertText<rows_at_once> insert_many_text;
constexpr Sql stage_one{"people.stage_row", insert_one_text.view()};
constexpr Sql stage_many{"people.stage_rows", insert_many_text.view()};

constexpr Sql forget_import_sql{"people.forget_import", "delete from import_row where import_id = $1"};
constexpr Sql forget_imports_sql{"people.forget_imports", "delete from import_row where import_id < $1"};
// PostgreSQL plans by what it last counted in a table, and counts nothing while an import is under way: it would take
// 150,000 rows for a handful and compare them one by one.
constexpr Sql count_staged_sql{"people.count_staged", "analyze import_row"};
constexpr Sql find_duplicates{
    "people.find_duplicates",
    "select r.line, r.column_number, (select min(e.line) from import_row e where e.import_id = r.import_id and "
    "e.email_key = r.email_key), r.email from import_row r where r.import_id = $1 and exists "
    "(select 1 from import_row e where e.import_id = r.import_id and e.email_key = r.email_key and e.line < r.line) "
    "order by r.line limit $2"};
constexpr Sql find_ending_administrators{
    "people.find_ending_administrators",
    "select r.line, r.column_number, cast(0 as bigint), r.email from import_row r join person p on p.email_key = "
    "r.email_key join role_grant g on g.person_id = p.id and g.role = 'administrator' and g.until_at is null "
    "where r.import_id = $1 and r.ends_day <> 0 and r.change = '' order by r.line limit $2"};
constexpr Sql mark_ending_administrators{
    "people.mark_ending_administrators",
    "update import_row set change = 'refused' where import_id = $1 and ends_day <> 0 and exists (select 1 from person "
    "p "
    "join role_grant g on g.person_id = p.id and g.role = 'administrator' and g.until_at is null "
    "where p.email_key = import_row.email_key)"};
constexpr Sql moves_sql{
    "people.import_moves",
    "select m.group_id, r.group_id, count(*) from import_row r join person p on p.email_key = r.email_key "
    "join group_membership m on m.person_id = p.id and m.until_at is null where r.import_id = $1 and "
    "r.change = 'changed' and r.group_id <> 0 and r.group_id <> m.group_id group by m.group_id, r.group_id "
    "order by count(*) desc, m.group_id, r.group_id"};
constexpr Sql mark_duplicates{
    "people.mark_duplicates",
    "update import_row set change = 'refused' where import_id = $1 and exists (select 1 from import_row e where "
    "e.import_id = import_row.import_id and e.email_key = import_row.email_key and e.line < import_row.line)"};
constexpr Sql classify_sql{
    "people.classify_rows",
    "update import_row set change = coalesce((select case "
    "when p.name = import_row.name and p.email = import_row.email "
    "and (import_row.language = '' or p.language = import_row.language) "
    "and (import_row.country = '' or p.country = import_row.country) "
    "and (import_row.status = '' or p.status = import_row.status) "
    "and (import_row.ends_day = 0 or coalesce(p.ends_day, 0) = import_row.ends_day) "
    "and (import_row.site_id = 0 or coalesce(p.site_id, 0) = import_row.site_id) "
    "and (import_row.job_family_id = 0 or coalesce(p.job_family_id, 0) = import_row.job_family_id) "
    "and (import_row.group_id = 0 or coalesce(m.group_id, 0) = import_row.group_id) then 'unchanged' else 'changed' "
    "end "
    "from person p left join group_membership m on m.person_id = p.id and m.until_at is null "
    "where p.email_key = import_row.email_key and p.listed_at is not null), 'added') "
    "where import_id = $1 and change = ''"};
constexpr Sql count_changes_sql{"people.count_changes",
                                "select count(*) from import_row where import_id = $1 and change = $2"};
constexpr Sql sample_sql{
    "people.import_sample",
    "select r.line, r.change, r.name, r.email, coalesce(p.name, ''), coalesce(p.email, ''), r.language, "
    "coalesce(p.language, ''), r.country, coalesce(p.country, ''), r.status, coalesce(p.status, ''), r.group_id, "
    "coalesce(m.group_id, 0), r.site_id, coalesce(p.site_id, 0), r.job_family_id, coalesce(p.job_family_id, 0), "
    "r.ends_day, coalesce(p.ends_day, 0) from import_row r left join person p on p.email_key = r.email_key and "
    "p.listed_at is not null "
    "left join group_membership m on m.person_id = p.id and m.until_at is null "
    "where r.import_id = $1 and r.change in ('added', 'changed') order by r.line limit $2"};

// Whom only their own act made known has a row already. Asked as "not exists", PostgreSQL read the whole of a table
// that was empty when the statement was planned once for each person who was added to it.
constexpr Sql insert_added{
    "people.insert_added",
    "insert into person(id, name, email, email_key, search_key, language, country, site_id, job_family_id, status, "
    "ends_day, made_at, listed_at) select r.new_id, r.name, r.email, r.email_key, r.search_key, "
    "case when r.language = '' then $3 else r.language end, r.country, nullif(r.site_id, 0), nullif(r.job_family_id, "
    "0), "
    "case when r.status = '' then 'employee' else r.status end, nullif(r.ends_day, 0), $2, $2 from import_row r "
    "where r.import_id = $1 and r.change = 'added' on conflict (email_key) do nothing"};
constexpr Sql update_changed{
    "people.update_changed",
    "update person set name = r.name, email = r.email, search_key = r.search_key, "
    "language = case when r.language = '' then person.language else r.language end, "
    "country = case when r.country = '' then person.country else r.country end, "
    "status = case when r.status = '' then person.status else r.status end, "
    "ends_day = case when r.status not in ('', 'partner') then null when r.ends_day = 0 then person.ends_day "
    "else r.ends_day end, "
    "site_id = case when r.site_id = 0 then person.site_id else r.site_id end, "
    "job_family_id = case when r.job_family_id = 0 then person.job_family_id else r.job_family_id end, "
    "listed_at = coalesce(person.listed_at, $2) from import_row r "
    "where r.import_id = $1 and r.email_key = person.email_key and "
    "(r.change = 'changed' or (r.change = 'added' and person.listed_at is null))"};
constexpr Sql close_groups{
    "people.close_groups",
    "update group_membership set until_at = $2 where until_at is null and exists (select 1 from person p "
    "join import_row r on r.email_key = p.email_key where p.id = group_membership.person_id and r.import_id = $1 "
    "and r.change in ('added', 'changed') and r.group_id <> 0 and r.group_id <> group_membership.group_id)"};
constexpr Sql open_groups{
    "people.open_groups",
    "insert into group_membership(person_id, group_id, from_at) select p.id, r.group_id, $2 from import_row r "
    "join person p on p.email_key = r.email_key where r.import_id = $1 and r.change in ('added', 'changed') "
    "and r.group_id <> 0 and not exists (select 1 from group_membership m where m.person_id = p.id and m.until_at is "
    "null)"};

constexpr Sql groups_sql{
    "people.groups",
    "select g.id, coalesce(gp.parent_id, 0), g.name, '', '', '' from org_group g left join group_parent gp "
    "on gp.group_id = g.id and gp.until_at is null where g.ended_at is null order by g.id"};
constexpr Sql sites_sql{"people.sites",
                        "select s.id, 0, s.name, s.country, s.time_zone, coalesce(z.name, '') from site s left join "
                        "zone z on z.id = s.zone_id where s.ended_at is null "
                        "order by s.name_key, s.country"};
constexpr Sql families_sql{"people.job_families", "select id, 0, name, '', '', '' from job_family order by name_key"};
constexpr Sql insert_group_sql{"people.insert_group", "insert into org_group(id, name, made_at) values ($1, $2, $3)"};
constexpr Sql insert_parent_sql{"people.insert_parent",
                                "insert into group_parent(group_id, parent_id, from_at) values ($1, $2, $3)"};
constexpr Sql insert_site_sql{"people.insert_site",
                              "insert into site(id, name, name_key, country, time_zone, zone_id) values ($1, $2, $3, "
                              "$4, $5, $6) on conflict do nothing"};
constexpr Sql insert_family_sql{
    "people.insert_job_family",
    "insert into job_family(id, name, name_key) values ($1, $2, $3) on conflict do nothing"};

constexpr Sql insert_preview_sql{
    "people.insert_preview",
    "insert into import_preview(id, made_by, made_at, ends_at, sealed) values ($1, $2, $3, $4, $5)"};
constexpr Sql find_preview_sql{"people.find_preview",
                               "select sealed from import_preview where id = $1 and made_by = $2 and ends_at > $3"};
constexpr Sql forget_preview_sql{"people.forget_preview", "delete from import_preview where id = $1"};
constexpr Sql forget_previews_sql{"people.forget_previews", "delete from import_preview where ends_at <= $1"};
constexpr Sql count_heads_sql{
    "people.count_heads",
    "insert into headcount(day, group_id, site_id, people) select $1, coalesce(m.group_id, 0), coalesce(p.site_id, 0), "
    "count(*) from person p left join group_membership m on m.person_id = p.id and m.until_at is null "
    "where p.listed_at is not null and p.erased_at is null group by coalesce(m.group_id, 0), coalesce(p.site_id, 0) "
    "on conflict do nothing"};

void push(std::vector<db::Param>& params, int64_t import_id, StagedRow const& r) {
  for (db::Param const& param :
       {db::as_param(import_id), db::as_param(r.line), db::as_param(r.column), db::as_param(r.new_id),
        db::as_param(r.name), db::as_param(r.email), db::as_param(r.email_key), db::as_param(r.search_key),
        db::as_param(r.language), db::as_param(r.country), db::as_param(r.status), db::as_param(r.group),
        db::as_param(r.site), db::as_param(r.job_family), db::as_param(r.ends_day)})
    params.push_back(param);
}

}  // namespace

void stage(db::Tx& tx, int64_t import_id, std::span<StagedRow const> rows) {
  // SQLite takes a row in microseconds; PostgreSQL counts round trips, so there many go at once.
  size_t const at_once = tx.engine() == db::Engine::postgres ? rows_at_once : 1;
  std::vector<db::Param> params;
  params.reserve(columns * at_once);
  while (!rows.empty()) {
    size_t const take = rows.size() >= at_once ? at_once : 1;
    params.clear();
    for (auto const& row : rows.first(take)) push(params, import_id, row);
    tx.execute(take == 1 ? stage_one : stage_many, params, nullptr);
    rows = rows.subspan(take);
  }
}

void end_staging(db::Tx& tx) {
  if (tx.engine() == db::Engine::postgres) tx.run(count_staged_sql);
}

void forget_import(db::Tx& tx, int64_t import_id) { tx.run(forget_import_sql, import_id); }
int64_t forget_imports_before(db::Tx& tx, int64_t import_id) { return tx.run(forget_imports_sql, import_id); }

Duplicate Duplicate::read(db::Row& row) {
  Duplicate d;
  d.line = row.integer();
  d.column = row.integer();
  d.first_line = row.integer();
  d.email = row.text();
  return d;
}

SampleRow SampleRow::read(db::Row& row) {
  SampleRow s;
  s.line = row.integer();
  for (auto* text : {&s.change, &s.name, &s.email, &s.old_name, &s.old_email, &s.language, &s.old_language, &s.country,
                     &s.old_country, &s.status, &s.old_status})
    *text = row.text();
  for (auto* number :
       {&s.group, &s.old_group, &s.site, &s.old_site, &s.job_family, &s.old_job_family, &s.ends_day, &s.old_ends_day})
    *number = row.integer();
  return s;
}

NamedRow NamedRow::read(db::Row& row) {
  NamedRow n;
  n.id = row.integer();
  n.parent = row.integer();
  n.name = row.text();
  n.country = row.text();
  n.time_zone = row.text();
  n.zone = row.text();
  return n;
}

std::vector<Duplicate> refuse_duplicates(db::Tx& tx, int64_t import_id, int64_t limit) {
  auto found = tx.many<Duplicate>(find_duplicates, import_id, limit);
  if (!found.empty()) tx.run(mark_duplicates, import_id);
  return found;
}

std::vector<Duplicate> refuse_ending_administrators(db::Tx& tx, int64_t import_id, int64_t limit) {
  auto found = tx.many<Duplicate>(find_ending_administrators, import_id, limit);
  if (!found.empty()) tx.run(mark_ending_administrators, import_id);
  return found;
}

Moves Moves::read(db::Row& row) {
  Moves m;
  m.from = row.integer();
  m.to = row.integer();
  m.people = row.integer();
  return m;
}

std::vector<Moves> moves(db::Tx& tx, int64_t import_id) { return tx.many<Moves>(moves_sql, import_id); }

void classify(db::Tx& tx, int64_t import_id) { tx.run(classify_sql, import_id); }

int64_t count_changes(db::Tx& tx, int64_t import_id, std::string_view change) {
  return *tx.one<int64_t>(count_changes_sql, import_id, change);
}

std::vector<SampleRow> sample(db::Tx& tx, int64_t import_id, int64_t limit) {
  return tx.many<SampleRow>(sample_sql, import_id, limit);
}

void merge(db::Tx& tx, int64_t import_id, Instant now, std::string_view default_language) {
  tx.run(update_changed, import_id, now.ms);
  tx.run(insert_added, import_id, now.ms, default_language);
  tx.run(close_groups, import_id, now.ms);
  tx.run(open_groups, import_id, now.ms);
}

std::vector<NamedRow> groups(db::Tx& tx) { return tx.many<NamedRow>(groups_sql); }
std::vector<NamedRow> sites(db::Tx& tx) { return tx.many<NamedRow>(sites_sql); }
std::vector<NamedRow> job_families(db::Tx& tx) { return tx.many<NamedRow>(families_sql); }

void insert_group(db::Tx& tx, NamedRow const& group, Instant now) {
  tx.run(insert_group_sql, group.id, group.name, now.ms);
  tx.run(insert_parent_sql, group.id, group.parent ? std::optional(group.parent) : std::nullopt, now.ms);
}

void insert_site(db::Tx& tx, NamedRow const& site, Instant now) {
  std::optional<int64_t> zone;
  if (!site.country.empty()) zone = ensure_country_zone(tx, site.country, now);
  tx.run(insert_site_sql, site.id, site.name, fold(site.name), site.country, site.time_zone, zone);
}

void insert_job_family(db::Tx& tx, NamedRow const& family) {
  tx.run(insert_family_sql, family.id, family.name, fold(family.name));
}

void insert_preview(db::Tx& tx, int64_t id, int64_t by, std::string const& sealed, Instant now, Instant ends) {
  tx.run(insert_preview_sql, id, by, now.ms, ends.ms, db::Bytes{sealed});
}

std::optional<std::string> find_preview(db::Tx& tx, int64_t id, int64_t by, Instant now) {
  auto sealed = tx.one<db::Bytes>(find_preview_sql, id, by, now.ms);
  return sealed ? std::optional(std::move(sealed->value)) : std::nullopt;
}

void forget_preview(db::Tx& tx, int64_t id) { tx.run(forget_preview_sql, id); }
int64_t forget_previews_before(db::Tx& tx, Instant now) { return tx.run(forget_previews_sql, now.ms); }
void count_heads(db::Tx& tx, int64_t day) { tx.run(count_heads_sql, day); }

}  // namespace essaim::people::store
