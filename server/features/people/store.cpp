#include "features/people/store.hpp"

#include "base/random.hpp"
#include "features/people/rules.hpp"

namespace essaim::people::store {
namespace {

using db::Sql;

constexpr Sql find_person_sql{
    "people.find_person",
    "select p.id, p.name, p.email, p.email_key, p.language, p.status, "
    "case when p.country = '' then coalesce(s.country, '') else p.country end, m.group_id, p.site_id, "
    "coalesce(g.name, ''), coalesce(s.name, ''), coalesce(s.time_zone, ''), coalesce(j.name, ''), "
    "case when p.listed_at is null then 0 else 1 end, p.ends_day "
    "from person p left join group_membership m on m.person_id = p.id and m.until_at is null "
    "left join org_group g on g.id = m.group_id left join site s on s.id = p.site_id "
    "left join job_family j on j.id = p.job_family_id where p.id = $1 and p.erased_at is null"};
constexpr Sql find_by_email_sql{"people.find_by_email",
                                "select id from person where email_key = $1 and erased_at is null"};
constexpr Sql insert_person_sql{
    "people.insert_person",
    "insert into person(id, name, email, email_key, search_key, language, country, status, made_at, listed_at) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing"};
constexpr Sql rename_person_sql{"people.rename_person", "update person set name = $2, search_key = $3 where id = $1"};
constexpr Sql make_nameless_sql{
    "people.make_nameless",
    "update person set name = '', email = '', email_key = $2, search_key = '', country = '', site_id = null, "
    "job_family_id = null, ends_day = null, erased_at = $3 where id = $1 and listed_at is null"};
constexpr Sql erase_entry_sql{
    "people.erase_directory_entry",
    "update person set name = '', email = '', email_key = $2, search_key = '', country = '', site_id = null, "
    "job_family_id = null, ends_day = null, erased_at = $3 where id = $1 and erased_at is null"};
constexpr Sql known_since_sql{"people.known_since", "select made_at from person where id = $1"};
constexpr Sql end_membership_sql{"people.end_group",
                                 "update group_membership set until_at = $2 where person_id = $1 and until_at is null"};

constexpr Sql each_key_sql{"people.each_key", "select id, email_key from person where erased_at is null"};

constexpr Sql groups_above_sql{
    "people.groups_above",
    "with recursive above(id, depth) as (select cast($1 as bigint), 0 union all "
    "select gp.parent_id, above.depth + 1 from group_parent gp join above on gp.group_id = above.id "
    "where gp.until_at is null and gp.parent_id is not null and above.depth < 64) select id from above order by depth"};
constexpr Sql group_exists_sql{"people.group_exists", "select 1 from org_group where id = $1 and ended_at is null"};
constexpr Sql site_exists_sql{"people.site_exists", "select 1 from site where id = $1 and ended_at is null"};

constexpr Sql roles_of_sql{"people.roles_of",
                           "select role from role_grant where person_id = $1 and until_at is null order by role"};
constexpr Sql grant_role_sql{"people.grant_role",
                             "insert into role_grant(id, person_id, role, from_at, granted_by) values ($1, $2, $3, $4, "
                             "$5) on conflict do nothing"};
constexpr Sql end_role_sql{
    "people.end_role",
    "update role_grant set until_at = $3, ended_by = $4 where person_id = $1 and role = $2 and until_at is null"};
constexpr Sql count_administrators_sql{
    "people.count_administrators", "select count(*) from role_grant where role = 'administrator' and until_at is null"};

constexpr Sql latest_consent_sql{
    "people.latest_consent",
    "select purpose, text_version, channel, given, at from consent_event where person_id = $1 and purpose = $2 "
    "order by id desc limit 1"};
constexpr Sql consents_of_sql{
    "people.consents_of",
    "select purpose, text_version, channel, given, at from consent_event where person_id = $1 order by id"};
constexpr Sql last_consent_id{"people.last_consent_id",
                              "select coalesce(max(id), 0) from consent_event where person_id = $1"};
constexpr Sql insert_consent_sql{"people.insert_consent",
                                 "insert into consent_event(id, person_id, purpose, text_version, given, at, channel) "
                                 "values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"};
constexpr Sql members_sql{
    "people.members",
    "select person_id from (select person_id, given, row_number() over (partition by person_id order by id desc) as n "
    "from consent_event where purpose = 'charter') as latest where n = 1 and given = 1 order by person_id"};

constexpr Sql find_preference_sql{"people.find_preference",
                                  "select value from preference where person_id = $1 and key = $2"};
constexpr Sql save_preference_sql{
    "people.save_preference",
    "insert into preference(person_id, key, value, at) values ($1, $2, $3, $4) "
    "on conflict (person_id, key) do update set value = excluded.value, at = excluded.at"};

constexpr Sql settings_sql{
    "people.settings",
    "select key, value from setting s where id = (select max(id) from setting t where t.key = s.key)"};
constexpr Sql first_setting_sql{"people.first_setting_at", "select coalesce(min(at), 0) from setting"};
constexpr Sql last_setting_id{"people.last_setting_id", "select coalesce(max(id), 0) from setting"};
constexpr Sql insert_setting_sql{"people.insert_setting",
                                 "insert into setting(id, key, value, at, author_id) values ($1, $2, $3, $4, $5)"};

constexpr Sql insert_notice_sql{
    "people.insert_notice",
    "insert into notice(id, person_id, code, details, at) values ($1, $2, $3, $4, $5) on conflict do nothing"};
constexpr Sql unseen_notices_sql{
    "people.unseen_notices",
    "select code, details, at from notice where person_id = $1 and seen_at is null order by at desc limit 50"};
constexpr Sql forget_notices_sql{"people.forget_notices", "delete from notice where at < $1"};
constexpr Sql see_notices_sql{"people.see_notices",
                              "update notice set seen_at = $2 where person_id = $1 and seen_at is null"};

constexpr Sql last_record_sql{
    "people.last_record",
    "select number, at, actor_id, action, subject, detail, previous, hash from audit order by number desc limit 1"};
constexpr Sql has_recorded_sql{"people.has_recorded", "select 1 from audit where action = $1 order by number limit 1"};
constexpr Sql insert_record_sql{"people.insert_record",
                                "insert into audit(number, at, actor_id, action, subject, detail, previous, hash) "
                                "values ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr Sql all_records_sql{
    "people.all_records",
    "select number, at, actor_id, action, subject, detail, previous, hash from audit order by number"};

constexpr Sql note_change_sql{"people.note_change", "insert into change_log(number, topic) values ($1, $2)"};
constexpr Sql changes_sql{"people.changes",
                          "select a.number, a.at, a.actor_id, a.action, a.subject, a.detail, a.previous, a.hash "
                          "from change_log c join audit a on a.number = c.number where $1 = 0 or c.number < $1 "
                          "order by c.number desc limit $2"};
constexpr Sql changes_about_sql{
    "people.changes_about",
    "select a.number, a.at, a.actor_id, a.action, a.subject, a.detail, a.previous, a.hash from change_log c "
    "join audit a on a.number = c.number where c.topic = $1 and ($2 = 0 or c.number < $2) "
    "order by c.number desc limit $3"};

constexpr Sql erase_sessions{"people.erase_sessions", "delete from session where person_id = $1"};
constexpr Sql erase_browsers{"people.erase_browsers", "delete from known_browser where person_id = $1"};
constexpr Sql erase_links{"people.erase_links", "delete from sign_in_link where person_id = $1"};
constexpr Sql erase_notices{"people.erase_notices", "delete from notice where person_id = $1"};
constexpr Sql erase_preferences{"people.erase_preferences", "delete from preference where person_id = $1"};
constexpr Sql erase_answers{"people.erase_answers", "delete from idempotency where person_id = $1"};
// Who was granted a role by the organisation keeps the key to it: the grant is not the person's own act.
constexpr Sql erase_password{
    "people.erase_password",
    "delete from password where person_id = $1 and not exists "
    "(select 1 from role_grant r where r.person_id = password.person_id and r.until_at is null)"};
constexpr Sql erase_factor{
    "people.erase_factor",
    "delete from second_factor where person_id = $1 and not exists "
    "(select 1 from role_grant r where r.person_id = second_factor.person_id and r.until_at is null)"};
constexpr Sql erase_passkeys{
    "people.erase_passkeys",
    "delete from passkey where person_id = $1 and not exists "
    "(select 1 from role_grant r where r.person_id = passkey.person_id and r.until_at is null)"};
constexpr Sql erase_recovery_codes{
    "people.erase_recovery_codes",
    "delete from recovery_code where person_id = $1 and not exists "
    "(select 1 from role_grant r where r.person_id = recovery_code.person_id and r.until_at is null)"};

constexpr Sql export_sessions{
    "people.export_sessions",
    "select browser, origin, made_at, seen_at from session where person_id = $1 order by made_at"};
constexpr Sql export_invitations{
    "people.export_invitations",
    "select channel, coalesce(remind_on, ''), made_at, coalesce(answered_at, 0) from invitation where person_id = $1 "
    "order by made_at"};
constexpr Sql export_notices{
    "people.export_notices",
    "select code, details, at, coalesce(seen_at, 0) from notice where person_id = $1 order by at"};
constexpr Sql export_groups{"people.export_groups",
                            "select g.name, '', m.from_at, coalesce(m.until_at, 0) from group_membership m join "
                            "org_group g on g.id = m.group_id "
                            "where m.person_id = $1 order by m.from_at"};
constexpr Sql export_roles{
    "people.export_roles",
    "select role, '', from_at, coalesce(until_at, 0) from role_grant where person_id = $1 order by from_at"};

// Two words and two times: the shape that all exported lists share.
struct Line {
  std::string a, b;
  int64_t from, until;
  static Line read(db::Row& row) {
    Line line{row.text(), {}, 0, 0};
    line.b = row.text();
    line.from = row.integer();
    line.until = row.integer();
    return line;
  }
};

Json lines_of(db::Tx& tx, Sql const& sql, int64_t person, std::string_view a, std::string_view b, std::string_view from,
              std::string_view until) {
  JsonArray items;
  for (auto const& line : tx.many<Line>(sql, person)) {
    Json item;
    item.set(a, line.a);
    if (!b.empty()) item.set(b, line.b);
    item.set(from, to_rfc3339({line.from}));
    if (line.until != 0) item.set(until, to_rfc3339({line.until}));
    items.push_back(std::move(item));
  }
  return Json(std::move(items));
}

}  // namespace

PersonRow PersonRow::read(db::Row& row) {
  PersonRow p;
  p.id = row.integer();
  p.name = row.text();
  p.email = row.text();
  p.email_key = row.text();
  p.language = row.text();
  p.status = row.text();
  p.country = row.text();
  p.group = row.maybe_integer();
  p.site = row.maybe_integer();
  p.group_name = row.text();
  p.site_name = row.text();
  p.time_zone = row.text();
  p.job_family = row.text();
  p.listed = row.boolean();
  p.ends_day = row.maybe_integer();
  return p;
}

Consent Consent::read(db::Row& row) {
  Consent c;
  c.purpose = row.text();
  c.text_version = row.text();
  c.channel = row.text();
  c.given = row.boolean();
  c.at = row.integer();
  return c;
}

SettingRow SettingRow::read(db::Row& row) {
  SettingRow s{row.text(), {}};
  s.value = row.text();
  return s;
}

NoticeRow NoticeRow::read(db::Row& row) {
  NoticeRow n{row.text(), {}, 0};
  n.details = row.text();
  n.at = row.integer();
  return n;
}

AuditRow AuditRow::read(db::Row& row) {
  AuditRow a;
  a.number = row.integer();
  a.at = row.integer();
  a.actor = row.maybe_integer();
  a.action = row.text();
  a.subject = row.text();
  a.detail = row.text();
  a.previous = row.bytes();
  a.hash = row.bytes();
  return a;
}

std::optional<PersonRow> find_person(db::Tx& tx, int64_t id) { return tx.one<PersonRow>(find_person_sql, id); }

std::optional<int64_t> find_by_email(db::Tx& tx, std::string_view email_key) {
  return tx.one<int64_t>(find_by_email_sql, email_key);
}

int64_t insert_person(db::Tx& tx, std::string_view name, std::string_view email, std::string_view email_key,
                      std::string_view language, std::string_view country, std::string_view status, bool listed,
                      Instant now) {
  auto const search_key = search_key_of(name, email_key);
  auto const listed_at = listed ? std::optional(now.ms) : std::nullopt;
  for (;;) {
    int64_t const id = new_id_value(now);
    if (tx.run(insert_person_sql, id, name, email, email_key, search_key, language, country, status, now.ms, listed_at))
      return id;
    if (auto const known = find_by_email(tx, email_key)) return *known;
  }
}

void rename_person(db::Tx& tx, int64_t id, std::string_view name) {
  auto const person = find_person(tx, id);
  if (person) tx.run(rename_person_sql, id, name, search_key_of(name, person->email_key));
}

void make_nameless(db::Tx& tx, int64_t id, Instant now) {
  if (tx.run(make_nameless_sql, id, "gone:" + random_token(18), now.ms) == 1) tx.run(end_membership_sql, id, now.ms);
}

void erase_directory_entry(db::Tx& tx, int64_t id, Instant now) {
  if (tx.run(erase_entry_sql, id, "gone:" + random_token(18), now.ms) == 1) tx.run(end_membership_sql, id, now.ms);
}

Instant known_since(db::Tx& tx, int64_t id) { return {tx.one<int64_t>(known_since_sql, id).value_or(0)}; }

void each_key(db::Tx& tx, std::function<void(int64_t, std::string const&)> const& each) {
  tx.execute(each_key_sql, {}, [&](db::Row& row) {
    auto const id = row.integer();
    each(id, row.text());
    return true;
  });
}

std::vector<int64_t> groups_above(db::Tx& tx, int64_t group) { return tx.many<int64_t>(groups_above_sql, group); }
bool group_exists(db::Tx& tx, int64_t id) { return tx.one<int64_t>(group_exists_sql, id).has_value(); }
bool site_exists(db::Tx& tx, int64_t id) { return tx.one<int64_t>(site_exists_sql, id).has_value(); }

std::vector<std::string> roles_of(db::Tx& tx, int64_t person) { return tx.many<std::string>(roles_of_sql, person); }

void grant_role(db::Tx& tx, int64_t person, std::string_view role, int64_t by, Instant now) {
  tx.run(grant_role_sql, new_id_value(now), person, role, now.ms, by ? std::optional(by) : std::nullopt);
}

void end_role(db::Tx& tx, int64_t person, std::string_view role, int64_t by, Instant now) {
  tx.run(end_role_sql, person, role, now.ms, by ? std::optional(by) : std::nullopt);
}

int64_t count_administrators(db::Tx& tx) { return *tx.one<int64_t>(count_administrators_sql); }

std::optional<Consent> latest_consent(db::Tx& tx, int64_t person, std::string_view purpose) {
  return tx.one<Consent>(latest_consent_sql, person, purpose);
}

std::vector<Consent> consents_of(db::Tx& tx, int64_t person) { return tx.many<Consent>(consents_of_sql, person); }

void insert_consent(db::Tx& tx, int64_t person, std::string_view purpose, std::string_view text_version, bool given,
                    std::string_view channel, Instant now) {
  // Ids of one millisecond are in random order: a yes and a no of one instant must not change places.
  int64_t id = std::max(new_id_value(now), *tx.one<int64_t>(last_consent_id, person) + 1);
  while (tx.run(insert_consent_sql, id, person, purpose, text_version, given, now.ms, channel) == 0) ++id;
}

std::vector<int64_t> members(db::Tx& tx) { return tx.many<int64_t>(members_sql); }

std::optional<std::string> find_preference(db::Tx& tx, int64_t person, std::string_view key) {
  return tx.one<std::string>(find_preference_sql, person, key);
}

void save_preference(db::Tx& tx, int64_t person, std::string_view key, std::string_view value, Instant now) {
  tx.run(save_preference_sql, person, key, value, now.ms);
}

std::vector<SettingRow> settings(db::Tx& tx) { return tx.many<SettingRow>(settings_sql); }

int64_t first_setting_at(db::Tx& tx) { return *tx.one<int64_t>(first_setting_sql); }

void insert_setting(db::Tx& tx, std::string_view key, std::string_view value, int64_t author, Instant now) {
  int64_t const id = std::max(new_id_value(now), *tx.one<int64_t>(last_setting_id) + 1);
  tx.run(insert_setting_sql, id, key, value, now.ms, author ? std::optional(author) : std::nullopt);
}

void insert_notice(db::Tx& tx, int64_t person, std::string_view code, std::string_view details, Instant now) {
  while (tx.run(insert_notice_sql, new_id_value(now), person, code, details, now.ms) == 0) {}
}

std::vector<NoticeRow> unseen_notices(db::Tx& tx, int64_t person) {
  return tx.many<NoticeRow>(unseen_notices_sql, person);
}

int64_t forget_notices(db::Tx& tx, Instant before) { return tx.run(forget_notices_sql, before.ms); }
void see_notices(db::Tx& tx, int64_t person, Instant now) { tx.run(see_notices_sql, person, now.ms); }

std::optional<AuditRow> last_record(db::Tx& tx) { return tx.one<AuditRow>(last_record_sql); }

bool has_recorded(db::Tx& tx, std::string_view action) { return tx.one<int64_t>(has_recorded_sql, action).has_value(); }

void insert_record(db::Tx& tx, AuditRow const& row) {
  tx.run(insert_record_sql, row.number, row.at, row.actor, row.action, row.subject, row.detail, row.previous, row.hash);
}

void note_change(db::Tx& tx, int64_t number, std::string_view topic) { tx.run(note_change_sql, number, topic); }

std::vector<AuditRow> changes_before(db::Tx& tx, int64_t before, int64_t limit) {
  return tx.many<AuditRow>(changes_sql, before, limit);
}

std::vector<AuditRow> changes_about_before(db::Tx& tx, std::string_view topic, int64_t before, int64_t limit) {
  return tx.many<AuditRow>(changes_about_sql, topic, before, limit);
}

void each_record(db::Tx& tx, std::function<bool(AuditRow const&)> const& each) {
  tx.execute(all_records_sql, {}, [&](db::Row& row) { return each(AuditRow::read(row)); });
}

void erase_acts(db::Tx& tx, int64_t person) {
  for (auto const& sql : {erase_sessions, erase_browsers, erase_links, erase_notices, erase_preferences, erase_answers,
                          erase_password, erase_factor, erase_recovery_codes, erase_passkeys})
    tx.run(sql, person);
}

Json export_acts(db::Tx& tx, int64_t person) {
  Json out;
  if (auto const p = find_person(tx, person))
    out.set("directory", JsonObject{{"name", p->name},
                                    {"email", p->email},
                                    {"language", p->language},
                                    {"group", p->group_name},
                                    {"site", p->site_name},
                                    {"country", p->country},
                                    {"job_family", p->job_family},
                                    {"status", p->status},
                                    {"ends_on", p->ends_day ? to_iso_date(*p->ends_day) : ""}});
  out.set("groups", lines_of(tx, export_groups, person, "group", "", "from", "until"));
  out.set("roles", lines_of(tx, export_roles, person, "role", "", "from", "until"));
  JsonArray consents;
  for (auto const& c : consents_of(tx, person))
    consents.push_back(JsonObject{{"purpose", c.purpose},
                                  {"text_version", c.text_version},
                                  {"given", c.given},
                                  {"at", to_rfc3339({c.at})},
                                  {"channel", c.channel}});
  out.set("consents", Json(std::move(consents)));
  if (auto const preferences = find_preference(tx, person, "preferences"))
    if (auto const json = parse_json(*preferences)) out.set("preferences", *json);
  out.set("sessions", lines_of(tx, export_sessions, person, "browser", "origin", "from", "last_seen"));
  out.set("invitations", lines_of(tx, export_invitations, person, "channel", "remind_on", "at", "answered"));
  out.set("notices", lines_of(tx, export_notices, person, "code", "details", "at", "seen"));
  return out;
}

}  // namespace essaim::people::store
