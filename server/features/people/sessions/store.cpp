#include "features/people/sessions/store.hpp"

#include "base/id.hpp"
#include "platform/retention/retention.hpp"

namespace essaim::people::store {
namespace {

using db::Bytes;
using db::Sql;

constexpr Sql find_session_sql{
    "people.find_session",
    "select id, person_id, made_at, seen_at, ends_at, browser, origin, pending from session where token_hash = $1"};
constexpr Sql sessions_of_sql{"people.sessions_of",
                              "select id, person_id, made_at, seen_at, ends_at, browser, origin, pending from session "
                              "where person_id = $1 and pending = 0 order by seen_at desc, made_at desc"};
constexpr Sql insert_session_sql{
    "people.insert_session",
    "insert into session(id, person_id, token_hash, origin, browser, made_at, seen_at, ends_at, pending) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing"};
constexpr Sql open_pending_sql{
    "people.open_pending_session",
    "update session set token_hash = $2, ends_at = $3, pending = 0 where id = $1 and pending = 1"};
constexpr Sql touch_session_sql{"people.touch_session", "update session set seen_at = $2 where id = $1"};
constexpr Sql rename_session_sql{"people.rename_session", "update session set token_hash = $2 where id = $1"};
constexpr Sql end_session_sql{"people.end_session", "delete from session where id = $1 and person_id = $2"};
constexpr Sql end_sessions_sql{"people.end_sessions", "delete from session where person_id = $1 and id <> $2"};
constexpr Sql end_stale_sql{"people.end_stale_sessions", "delete from session where ends_at < $1 or seen_at < $2"};

constexpr Sql find_password_sql{"people.find_password", "select hash from password where person_id = $1"};
constexpr Sql save_password_sql{"people.save_password",
                                "insert into password(person_id, hash, set_at) values ($1, $2, $3) "
                                "on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at"};

constexpr Sql knows_browser_sql{"people.knows_browser",
                                "select 1 from known_browser where person_id = $1 and browser_hash = $2"};
constexpr Sql knows_any_browser_sql{"people.knows_any_browser", "select 1 from known_browser where person_id = $1"};
constexpr Sql remember_browser_sql{
    "people.remember_browser",
    "insert into known_browser(person_id, browser_hash, first_day) values ($1, $2, $3) on conflict do nothing"};

constexpr Sql insert_link_sql{
    "people.insert_link",
    "insert into sign_in_link(token_hash, browser_hash, purpose, person_id, sealed_email, language, made_at, ends_at) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr Sql find_link_sql{"people.find_link",
                            "select browser_hash, purpose, language, person_id, sealed_email, ends_at, "
                            "case when used_at is null then 0 else 1 end from sign_in_link where token_hash = $1"};
constexpr Sql use_link_sql{
    "people.use_link",
    "update sign_in_link set used_at = $2 where token_hash = $1 and used_at is null and ends_at > $2"};
constexpr Sql forget_links_sql{"people.forget_links", "delete from sign_in_link where ends_at < $1"};

constexpr Sql insert_setup_sql{"people.insert_setup_link",
                               "insert into setup_link(token_hash, made_at, ends_at) values ($1, $2, $3)"};
constexpr Sql knows_setup_sql{"people.knows_setup_link",
                              "select 1 from setup_link where token_hash = $1 and used_at is null and ends_at > $2"};
constexpr Sql use_setup_sql{
    "people.use_setup_link",
    "update setup_link set used_at = $2 where token_hash = $1 and used_at is null and ends_at > $2"};
constexpr Sql forget_setup_sql{"people.forget_setup_links", "delete from setup_link where used_at is null"};

}  // namespace

SessionRow SessionRow::read(db::Row& row) {
  SessionRow s;
  s.id = row.integer();
  s.person = row.integer();
  s.made_at = row.integer();
  s.seen_at = row.integer();
  s.ends_at = row.integer();
  s.browser = row.text();
  s.origin = row.text();
  s.pending = row.boolean();
  return s;
}

LinkRow LinkRow::read(db::Row& row) {
  LinkRow l;
  l.browser_hash = row.bytes().value;
  l.purpose = row.text();
  l.language = row.text();
  l.person = row.maybe_integer();
  l.sealed_email = row.maybe_bytes();
  l.ends_at = row.integer();
  l.used = row.boolean();
  return l;
}

std::optional<SessionRow> find_session(db::Tx& tx, std::string const& token_hash) {
  return tx.one<SessionRow>(find_session_sql, Bytes{token_hash});
}

std::vector<SessionRow> sessions_of(db::Tx& tx, int64_t person) { return tx.many<SessionRow>(sessions_of_sql, person); }

int64_t insert_session(db::Tx& tx, int64_t person, std::string const& token_hash, std::string_view origin,
                       std::string_view browser, Instant seen, Instant ends, bool pending, Instant now) {
  Bytes const hash{token_hash};
  for (;;) {
    int64_t const id = new_id_value(now);
    if (tx.run(insert_session_sql, id, person, hash, origin, browser, now.ms, seen.ms, ends.ms, pending) == 1)
      return id;
  }
}

bool open_pending_session(db::Tx& tx, int64_t id, std::string const& hash, Instant ends) {
  return tx.run(open_pending_sql, id, Bytes{hash}, ends.ms) == 1;
}
void touch_session(db::Tx& tx, int64_t id, Instant seen) { tx.run(touch_session_sql, id, seen.ms); }
void rename_session(db::Tx& tx, int64_t id, std::string const& hash) { tx.run(rename_session_sql, id, Bytes{hash}); }
bool end_session(db::Tx& tx, int64_t id, int64_t person) { return tx.run(end_session_sql, id, person) == 1; }
void end_sessions_but(db::Tx& tx, int64_t person, int64_t kept) { tx.run(end_sessions_sql, person, kept); }
int64_t end_stale_sessions(db::Tx& tx, Instant now) {
  return tx.run(end_stale_sql, now.ms, retention::limit_of(retention::Kind::session, now).ms);
}

std::optional<std::string> find_password(db::Tx& tx, int64_t person) {
  return tx.one<std::string>(find_password_sql, person);
}

void save_password(db::Tx& tx, int64_t person, std::string_view hash, Instant now) {
  tx.run(save_password_sql, person, hash, now.ms);
}

bool knows_browser(db::Tx& tx, int64_t person, std::string const& browser_hash) {
  return tx.one<int64_t>(knows_browser_sql, person, Bytes{browser_hash}).has_value();
}

bool knows_any_browser(db::Tx& tx, int64_t person) {
  return tx.one<int64_t>(knows_any_browser_sql, person).has_value();
}

void remember_browser(db::Tx& tx, int64_t person, std::string const& browser_hash, Instant now) {
  tx.run(remember_browser_sql, person, Bytes{browser_hash}, utc_day(now));
}

void insert_link(db::Tx& tx, std::string const& token_hash, std::string const& browser_hash, std::string_view purpose,
                 std::optional<int64_t> person, std::optional<db::Bytes> const& sealed_email, std::string_view language,
                 Instant now, Instant ends) {
  tx.run(insert_link_sql, Bytes{token_hash}, Bytes{browser_hash}, purpose, person, sealed_email, language, now.ms,
         ends.ms);
}

std::optional<LinkRow> find_link(db::Tx& tx, std::string const& token_hash) {
  return tx.one<LinkRow>(find_link_sql, Bytes{token_hash});
}

bool use_link(db::Tx& tx, std::string const& token_hash, Instant now) {
  return tx.run(use_link_sql, Bytes{token_hash}, now.ms) == 1;
}

int64_t forget_links(db::Tx& tx, Instant before) { return tx.run(forget_links_sql, before.ms); }

void insert_setup_link(db::Tx& tx, std::string const& token_hash, Instant now, Instant ends) {
  tx.run(insert_setup_sql, Bytes{token_hash}, now.ms, ends.ms);
}

bool knows_setup_link(db::Tx& tx, std::string const& token_hash, Instant now) {
  return tx.one<int64_t>(knows_setup_sql, Bytes{token_hash}, now.ms).has_value();
}

bool use_setup_link(db::Tx& tx, std::string const& token_hash, Instant now) {
  return tx.run(use_setup_sql, Bytes{token_hash}, now.ms) == 1;
}

void forget_setup_links(db::Tx& tx) { tx.run(forget_setup_sql); }

}  // namespace essaim::people::store
