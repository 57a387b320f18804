#pragma once
// The SQL of sessions, passwords and one-time links.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

namespace essaim::people::store {

struct SessionRow {
  int64_t id = 0, person = 0, made_at = 0, seen_at = 0, ends_at = 0;
  std::string browser, origin;
  bool pending = false;  // waits for the second factor
  static SessionRow read(db::Row& row);
};
std::optional<SessionRow> find_session(db::Tx& tx, std::string const& token_hash);
/// Those that are open; not the one that waits for its second factor.
std::vector<SessionRow> sessions_of(db::Tx& tx, int64_t person);
int64_t insert_session(db::Tx& tx, int64_t person, std::string const& token_hash, std::string_view origin,
                       std::string_view browser, Instant seen, Instant ends, bool pending, Instant now);
/// The second factor was right: true for the one who said so first.
bool open_pending_session(db::Tx& tx, int64_t id, std::string const& token_hash, Instant ends);
void touch_session(db::Tx& tx, int64_t id, Instant seen);
void rename_session(db::Tx& tx, int64_t id, std::string const& token_hash);
/// False where there is none of that person.
bool end_session(db::Tx& tx, int64_t id, int64_t person);
void end_sessions_but(db::Tx& tx, int64_t person, int64_t kept);
int64_t end_stale_sessions(db::Tx& tx, Instant now);

std::optional<std::string> find_password(db::Tx& tx, int64_t person);
void save_password(db::Tx& tx, int64_t person, std::string_view hash, Instant now);

bool knows_browser(db::Tx& tx, int64_t person, std::string const& browser_hash);
bool knows_any_browser(db::Tx& tx, int64_t person);
void remember_browser(db::Tx& tx, int64_t person, std::string const& browser_hash, Instant now);

struct LinkRow {
  std::string browser_hash, purpose, language;
  std::optional<int64_t> person;
  std::optional<db::Bytes> sealed_email;
  int64_t ends_at = 0;
  bool used = false;
  static LinkRow read(db::Row& row);
};
void insert_link(db::Tx& tx, std::string const& token_hash, std::string const& browser_hash, std::string_view purpose,
                 std::optional<int64_t> person, std::optional<db::Bytes> const& sealed_email, std::string_view language,
                 Instant now, Instant ends);
std::optional<LinkRow> find_link(db::Tx& tx, std::string const& token_hash);
/// True for the one who used it first.
bool use_link(db::Tx& tx, std::string const& token_hash, Instant now);
int64_t forget_links(db::Tx& tx, Instant before);

void insert_setup_link(db::Tx& tx, std::string const& token_hash, Instant now, Instant ends);
bool knows_setup_link(db::Tx& tx, std::string const& token_hash, Instant now);
bool use_setup_link(db::Tx& tx, std::string const& token_hash, Instant now);
void forget_setup_links(db::Tx& tx);

}  // namespace essaim::people::store
