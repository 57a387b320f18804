#include "features/people/directory/directory.hpp"

#include "base/text.hpp"
#include "features/people/imports/places.hpp"
#include "features/people/invitations/store.hpp"
#include "features/people/letters.hpp"
#include "features/people/sessions/sessions.hpp"
#include "features/people/store.hpp"

#include <algorithm>
#include <charconv>

namespace essaim::people {
namespace {

using db::Sql;

#define ESSAIM_LISTED_COLUMNS                                                                                         \
  "select p.id, p.name, p.email, p.language, coalesce(g.name, ''), coalesce(s.name, ''), "                            \
  "case when p.country = '' then coalesce(s.country, '') else p.country end, coalesce(j.name, ''), p.status, "        \
  "p.search_key, p.ends_day from person p left join group_membership m on m.person_id = p.id and m.until_at is null " \
  "left join org_group g on g.id = m.group_id left join site s on s.id = p.site_id "                                  \
  "left join job_family j on j.id = p.job_family_id where p.listed_at is not null and p.erased_at is null "

constexpr Sql find_listed_sql{"people.find_listed", ESSAIM_LISTED_COLUMNS
                              "and (p.search_key > $1 or (p.search_key = $1 and p.id > $2)) "
                              "and ($3 = '' or p.search_key like $3 escape '\\') order by p.search_key, p.id limit $4"};
constexpr Sql find_in_group_sql{
    "people.find_listed_in_group",
    "with recursive below(id, depth) as (select cast($5 as bigint), 0 union all select gp.group_id, below.depth + 1 "
    "from group_parent gp join below on gp.parent_id = below.id where gp.until_at is null and below.depth < "
    "64) " ESSAIM_LISTED_COLUMNS
    "and (p.search_key > $1 or (p.search_key = $1 and p.id > $2)) "
    "and ($3 = '' or p.search_key like $3 escape '\\') and m.group_id in (select id from below) "
    "order by p.search_key, p.id limit $4"};
constexpr Sql count_listed_sql{"people.count_listed",
                               "select count(*) from person p where p.listed_at is not null and p.erased_at is null "
                               "and ($1 = '' or p.search_key like $1 escape '\\')"};
constexpr Sql count_in_group_sql{
    "people.count_listed_in_group",
    "with recursive below(id, depth) as (select cast($2 as bigint), 0 union all select gp.group_id, below.depth + 1 "
    "from group_parent gp join below on gp.parent_id = below.id where gp.until_at is null and below.depth < 64) "
    "select count(*) from person p join group_membership m on m.person_id = p.id and m.until_at is null "
    "where p.listed_at is not null and p.erased_at is null and ($1 = '' or p.search_key like $1 escape '\\') "
    "and m.group_id in (select id from below)"};
constexpr Sql load_listed_sql{"people.load_listed", ESSAIM_LISTED_COLUMNS "and p.id = $1"};
constexpr Sql list_person_sql{"people.list_person",
                              "update person set listed_at = coalesce(listed_at, $2) where id = $1"};
constexpr Sql update_fields_sql{"people.update_fields",
                                "update person set name = $2, email = $3, email_key = $4, search_key = $5, language = "
                                "$6, country = $7, status = $8, ends_day = $11, "
                                "site_id = case when $9 = 0 then site_id else $9 end, "
                                "job_family_id = case when $10 = 0 then job_family_id else $10 end where id = $1"};
constexpr Sql leave_group_sql{
    "people.leave_group",
    "update group_membership set until_at = $3 where person_id = $1 and until_at is null and group_id <> $2"};
constexpr Sql enter_group_sql{
    "people.enter_group",
    "insert into group_membership(person_id, group_id, from_at) select $1, $2, $3 where not exists "
    "(select 1 from group_membership where person_id = $1 and until_at is null)"};
#undef ESSAIM_LISTED_COLUMNS

struct Cursor {
  std::string key;
  int64_t id = 0;
};

Result<Cursor> read_cursor(std::string_view text) {
  if (text.empty()) return Cursor{};
  auto const plain = from_base64url(text).value_or("");
  auto const line = std::min(plain.find('\n'), plain.size());
  Cursor cursor{plain.substr(std::min(line + 1, plain.size())), 0};
  auto const [end, error] = std::from_chars(plain.data(), plain.data() + line, cursor.id);
  // The key goes into a query, and a database takes text only.
  bool const is_ours = line < plain.size() && error == std::errc() && end == plain.data() + line &&
                       is_utf8(cursor.key) && cursor.key.find('\0') == std::string::npos;
  if (!is_ours) return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return cursor;
}

struct Checked {
  store::PersonRow row;
  std::string key;
  int64_t group = 0, site = 0, job_family = 0;
};

// Only partners have a last day, and who administers has none: the last administrator must not run out.
Result<Done> check_last_day(db::Tx& tx, store::PersonRow& r, PersonFields const& f) {
  if (f.ends_on && !f.ends_on->empty()) {
    if (r.status != "partner") return fail_at("/ends_on", "people.ends_on_partners_only");
    auto const day = from_iso_date(*f.ends_on);
    if (!day) return fail_at("/ends_on", "input.day");
    r.ends_day = *day;
  } else if (f.ends_on || r.status != "partner") {
    r.ends_day.reset();
  }
  if (r.ends_day && std::ranges::count(store::roles_of(tx, r.id), "administrator") > 0)
    return fail_at("/ends_on", "people.administrator_ends");
  return Done{};
}

Result<Checked> check_fields(db::Tx& tx, Hand const& hand, store::PersonRow row, PersonFields const& f) {
  Checked out{std::move(row), "", 0, 0, 0};
  auto& r = out.row;
  if (f.name) r.name = clip(one_line(*f.name), 120);
  if (r.name.empty()) return fail_at("/name", "input.required");
  if (f.email) r.email = trim(*f.email);
  out.key = email_key(r.email);
  if (out.key.empty()) return fail_at("/email", "people.email_malformed");
  if (f.language) {
    auto const language = read_language(*f.language);
    if (!language) return fail_at("/language", "people.language_unknown");
    r.language = *language;
  }
  if (f.country && !f.country->empty()) {
    auto const country = read_country(*f.country);
    if (!country) return fail_at("/country", "people.country_unknown", "two letters, as FR");
    r.country = *country;
  }
  if (f.status) {
    auto const status = read_status(*f.status);
    if (!status) return fail_at("/status", "people.status_unknown");
    r.status = *status;
  }
  CHECK_OK(check_last_day(tx, r, f));
  if (f.time_zone && !f.time_zone->empty() && !is_time_zone(*f.time_zone))
    return fail_at("/time_zone", "people.time_zone_unknown");
  Places places(hand.now);
  places.load(tx);
  out.group = places.group_of(read_group_path(f.group_path.value_or("")));
  out.site = places.site_of(one_line(f.site.value_or("")), r.country, f.time_zone.value_or(""));
  out.job_family = places.job_family_of(one_line(f.job_family.value_or("")));
  places.write(tx, hand);
  return out;
}

void write_fields(db::Tx& tx, Hand const& hand, int64_t id, Checked const& c) {
  auto const now = hand.now;
  auto const& r = c.row;
  tx.run(update_fields_sql, id, r.name, r.email, c.key, search_key_of(r.name, c.key), r.language, r.country, r.status,
         c.site, c.job_family, r.ends_day);
  if (c.group == 0 || r.group == c.group) return;
  if (r.group) {
    Groups const groups(tx);
    record_shape(tx, hand, "people.moved", 0, {"", groups.path(*r.group), groups.path(c.group), 1});
  }
  tx.run(leave_group_sql, id, c.group, now.ms);
  tx.run(enter_group_sql, id, c.group, now.ms);
}

}  // namespace

std::string like_pattern(std::string_view query) {
  auto folded = fold(query);
  if (folded.empty()) return "";
  folded = replace_all(replace_all(replace_all(folded, "\\", "\\\\"), "%", "\\%"), "_", "\\_");
  return "% " + folded + "%";  // a word begins like this
}

Listed Listed::read(db::Row& row) {
  Listed l;
  l.id = row.integer();
  for (auto* text : {&l.name, &l.email, &l.language, &l.group_name, &l.site_name, &l.country, &l.job_family, &l.status,
                     &l.search_key})
    *text = row.text();
  l.ends_day = row.maybe_integer();
  return l;
}

Result<Found> find_listed(db::Tx& tx, std::string_view query, std::optional<GroupId> group,
                          std::string_view cursor_text, int64_t limit) {
  auto const pattern = like_pattern(query);
  auto const cursor = TRY(read_cursor(cursor_text));
  Found found;
  found.people = group ? tx.many<Listed>(find_in_group_sql, cursor.key, cursor.id, pattern, limit + 1, group->value)
                       : tx.many<Listed>(find_listed_sql, cursor.key, cursor.id, pattern, limit + 1);
  found.total =
      group ? *tx.one<int64_t>(count_in_group_sql, pattern, group->value) : *tx.one<int64_t>(count_listed_sql, pattern);
  if (int64_t(found.people.size()) > limit) {
    found.people.pop_back();
    auto const& last = found.people.back();
    // The cursor is shown to those who may read the whole directory; it holds nothing else.
    found.next = base64url(std::to_string(last.id) + "\n" + last.search_key);
  }
  for (auto& person : found.people) person.roles = store::roles_of(tx, person.id);
  return found;
}

Result<Listed> load_listed(db::Tx& tx, PersonId id) {
  auto found = tx.one<Listed>(load_listed_sql, id.value);
  if (!found) return fail(Fault::missing, "people.not_found");
  found->roles = store::roles_of(tx, id.value);
  return *std::move(found);
}

Result<PersonId> add_listed(Door& door, db::Tx& tx, PersonId by, PersonFields const& fields) {
  auto const now = door.organisation.now();
  store::PersonRow blank;
  blank.language = load_settings(tx).default_language;
  blank.status = "employee";
  Hand const hand{by, now};
  auto const checked = TRY(check_fields(tx, hand, blank, fields));
  auto const known = store::find_by_email(tx, checked.key);
  // Known by their own act only: to the one who adds, this person is new.
  if (known && store::find_person(tx, *known)->listed) return fail(Fault::conflict, "people.email_taken");
  auto const& r = checked.row;
  int64_t const id = store::insert_person(tx, r.name, r.email, checked.key, r.language, r.country, r.status, true, now);
  tx.run(list_person_sql, id, now.ms);
  write_fields(tx, hand, id, checked);
  record(tx, by, "person.added", "person", door.organisation.ids.show(id), now);
  return PersonId{id};
}

Result<Done> change_listed(Door& door, db::Tx& tx, PersonId by, PersonId id, PersonFields const& fields) {
  auto const now = door.organisation.now();
  auto const row = store::find_person(tx, id.value);
  if (!row || !row->listed) return fail(Fault::missing, "people.not_found");
  Hand const hand{by, now};
  auto const checked = TRY(check_fields(tx, hand, *row, fields));
  if (checked.key != row->email_key) {
    if (store::find_by_email(tx, checked.key)) return fail(Fault::conflict, "people.email_taken");
    // Who changes an address could take the account over: the person is told in the app and at the old address.
    tell(tx, id, "email_changed", {{"by", find_name(tx, by)}}, now);
    post(door, tx,
         email_changed_letter(door.words, voice_to(tx, id), {load_preferences(tx, id).language, row->name, row->email},
                              now),
         id.value, days(2));
    store::end_sessions_but(tx, id.value, 0);
    end_streams(door.organisation, tx, id.value);
  }
  write_fields(tx, hand, id.value, checked);
  if (checked.row.ends_day != row->ends_day) end_streams(door.organisation, tx, id.value);
  record(tx, by, "person.changed", "person", door.organisation.ids.show(id), now);
  return Done{};
}

Result<Done> set_roles(db::Tx& tx, Viewer const& viewer, PersonId id, std::vector<std::string> const& roles,
                       Instant now) {
  auto const row = store::find_person(tx, id.value);
  if (!row) return fail(Fault::missing, "people.not_found");
  auto const before = store::roles_of(tx, id.value);
  auto const wanted = [&](std::string const& role) { return std::ranges::find(roles, role) != roles.end(); };
  auto const had = [&](std::string const& role) { return std::ranges::find(before, role) != before.end(); };
  if (had("administrator") && !wanted("administrator") && store::count_administrators(tx) == 1)
    return fail(Fault::conflict, "people.last_administrator");
  if (!had("administrator") && wanted("administrator") && row->ends_day)
    return fail(Fault::conflict, "people.administrator_ends");
  for (auto const name : granted_roles) {
    std::string const role(name);
    if (wanted(role) && !had(role)) store::grant_role(tx, id.value, role, viewer.person, now);
    if (!wanted(role) && had(role)) store::end_role(tx, id.value, role, viewer.person, now);
    if (wanted(role) != had(role))
      record(tx, PersonId{viewer.person}, wanted(role) ? "role.granted" : "role.ended", "role " + role,
             std::to_string(id.value), now);
  }
  store::end_sessions_but(tx, id.value, id.value == viewer.person ? viewer.session : 0);
  return Done{};
}

FirstSteps first_steps(db::Tx& tx, PersonId administrator) {
  return {.people = store::count_people(tx, administrator.value) > 0,  // somebody besides the one who set up
          .invited = store::has_recorded(tx, "invitations.sent") || store::has_recorded(tx, "invitation_link.made"),
          .charter_read = is_member(tx, administrator) ||
                          store::find_preference(tx, administrator.value, "charter_read").has_value()};
}

void note_charter_read(db::Tx& tx, PersonId administrator, Instant now) {
  store::save_preference(tx, administrator.value, "charter_read", "true", now);
}

}  // namespace essaim::people
