#pragma once
// The SQL about persons themselves: directory, membership, choices, settings, notices, the audit's chain.

#include "features/people/people.hpp"

namespace essaim::people::store {

struct PersonRow {
  int64_t id = 0;
  std::string name, email, email_key, language, status, country;
  std::optional<int64_t> group, site;
  std::string group_name, site_name, time_zone, job_family;
  bool listed = false;
  std::optional<int64_t> ends_day;  // a partner's last day
  static PersonRow read(db::Row& row);
};
std::optional<PersonRow> find_person(db::Tx& tx, int64_t id);
std::optional<int64_t> find_by_email(db::Tx& tx, std::string_view email_key);
/// Retries on a conflicting id; answers the person's id, or the one who has the address already.
int64_t insert_person(db::Tx& tx, std::string_view name, std::string_view email, std::string_view email_key,
                      std::string_view language, std::string_view country, std::string_view status, bool listed,
                      Instant now);
void rename_person(db::Tx& tx, int64_t id, std::string_view name);
/// A person whom only their own act made known: nothing of them stays but the number.
void make_nameless(db::Tx& tx, int64_t id, Instant now);
/// The same, wherever they were known from.
void erase_directory_entry(db::Tx& tx, int64_t id, Instant now);
/// When the directory, or their own act, made this person known here.
Instant known_since(db::Tx& tx, int64_t id);

/// Everybody's number and folded address, for whoever knows a keyed hash of it.
void each_key(db::Tx& tx, std::function<void(int64_t id, std::string const& email_key)> const& each);

std::vector<int64_t> groups_above(db::Tx& tx, int64_t group);
bool group_exists(db::Tx& tx, int64_t id);
bool site_exists(db::Tx& tx, int64_t id);

std::vector<std::string> roles_of(db::Tx& tx, int64_t person);
void grant_role(db::Tx& tx, int64_t person, std::string_view role, int64_t by, Instant now);
void end_role(db::Tx& tx, int64_t person, std::string_view role, int64_t by, Instant now);
int64_t count_administrators(db::Tx& tx);

struct Consent {
  std::string purpose, text_version, channel;
  bool given = false;
  int64_t at = 0;
  static Consent read(db::Row& row);
};
std::optional<Consent> latest_consent(db::Tx& tx, int64_t person, std::string_view purpose);
std::vector<Consent> consents_of(db::Tx& tx, int64_t person);
void insert_consent(db::Tx& tx, int64_t person, std::string_view purpose, std::string_view text_version, bool given,
                    std::string_view channel, Instant now);
std::vector<int64_t> members(db::Tx& tx);

std::optional<std::string> find_preference(db::Tx& tx, int64_t person, std::string_view key);
void save_preference(db::Tx& tx, int64_t person, std::string_view key, std::string_view value, Instant now);

struct SettingRow {
  std::string key, value;
  static SettingRow read(db::Row& row);
};
std::vector<SettingRow> settings(db::Tx& tx);
int64_t first_setting_at(db::Tx& tx);
void insert_setting(db::Tx& tx, std::string_view key, std::string_view value, int64_t author, Instant now);

struct NoticeRow {
  std::string code, details;
  int64_t at = 0;
  static NoticeRow read(db::Row& row);
};
void insert_notice(db::Tx& tx, int64_t person, std::string_view code, std::string_view details, Instant now);
std::vector<NoticeRow> unseen_notices(db::Tx& tx, int64_t person);
int64_t forget_notices(db::Tx& tx, Instant before);
void see_notices(db::Tx& tx, int64_t person, Instant now);

struct AuditRow {
  int64_t number = 0, at = 0;
  std::optional<int64_t> actor;
  std::string action, subject, detail;
  db::Bytes previous, hash;
  static AuditRow read(db::Row& row);
};
std::optional<AuditRow> last_record(db::Tx& tx);
bool has_recorded(db::Tx& tx, std::string_view action);
void insert_record(db::Tx& tx, AuditRow const& row);
void note_change(db::Tx& tx, int64_t number, std::string_view topic);
/// The newest first, older than `before` where it is not 0.
std::vector<AuditRow> changes_before(db::Tx& tx, int64_t before, int64_t limit);
std::vector<AuditRow> changes_about_before(db::Tx& tx, std::string_view topic, int64_t before, int64_t limit);
void each_record(db::Tx& tx, std::function<bool(AuditRow const&)> const& each);

/// Erases what only the person's own acts made: sessions, choices, notices. The directory's row stays, and invitations
/// live out their days: a link that died with a membership would tell.
void erase_acts(db::Tx& tx, int64_t person);
Json export_acts(db::Tx& tx, int64_t person);

}  // namespace essaim::people::store
