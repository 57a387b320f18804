#pragma once
// People: the directory, who may come in and how, what they chose, and membership by one's own act. Whether somebody is
// invited, silent, refused, member or gone is readable by that person only (promise 1): nothing here answers it about
// another.

#include "base/id.hpp"
#include "base/json.hpp"
#include "platform/access/access.hpp"
#include "platform/access/organisation.hpp"
#include "platform/http/router.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace essaim::people {

using PersonId = Id<struct PersonTag>;
using GroupId = Id<struct GroupTag>;
using SiteId = Id<struct SiteTag>;

inline constexpr Permission read_people{"people.read"};
inline constexpr Permission invite_people{"people.invite"};
inline constexpr Permission edit_people{"people.edit"};
inline constexpr Permission edit_roles{"people.roles"};
inline constexpr Permission make_invitation_links{"people.invitation_link"};
inline constexpr Permission read_settings{"settings.read"};
inline constexpr Permission edit_settings{"settings.edit"};
inline constexpr Permission read_changes{"changes.read"};

/// What an organisation grants; membership is one's own act. app/roles.cpp says what each may do.
inline constexpr std::array<std::string_view, 6> granted_roles{
    "editor", "lead", "recruiter", "executive", "data-protection", "administrator"};
/// What a role is called by a programme that has not chosen words of its own: "Pilote", "Data protection".
std::string role_in_words(std::string_view role, std::string_view language);

struct Person {
  PersonId id;
  std::string name, first_name, initials, email;
  std::string language;  // the one the person chose, else the directory's
  std::optional<GroupId> group;
  std::optional<SiteId> site;
  std::string group_name, site_name;
  std::string time_zone;  // of the site, else the organisation's
};
Result<Person> load_person(db::Tx& tx, PersonId id);  // Fault::missing
/// Empty where there is nobody of that id any more: show "a colleague".
std::string find_name(db::Tx& tx, PersonId id);
std::optional<PersonId> find_by_email(db::Tx& tx, std::string_view email);

/// Whom a story can be meant for: the person's group and all groups above it, and the site.
struct Place {
  std::vector<GroupId> groups;
  std::optional<SiteId> site;
};
Place place_of(db::Tx& tx, PersonId id);
/// Where a person works: the country of the zone that their site lies in, else the site's, else the one said of the
/// person. Two letters; empty where none is known.
std::string country_of(db::Tx& tx, PersonId id);
/// Ids that exist among those given: for stories' audiences.
bool groups_exist(db::Tx& tx, std::span<GroupId const> ids);
bool sites_exist(db::Tx& tx, std::span<SiteId const> ids);

/// Somebody of the directory, as any member may find them; whether they take part is not looked at (promises.md 4).
struct Colleague {
  PersonId id;
  std::string name, group_name;
};
/// Those with a word of their name beginning like this, two letters or more; without who asks and without who stands
/// over others.
std::vector<Colleague> find_colleagues(db::Tx& tx, PersonId who_asks, std::string_view query, size_t most);
std::optional<Colleague> find_colleague(db::Tx& tx, PersonId id);
/// Has a role over others: lead, recruiter, executive, administrator. Nobody can show them their figures (promise 13).
bool stands_over_others(db::Tx& tx, PersonId id);

struct Contact {
  std::string network;
  int64_t count = 0;  // declared by the person
};
struct Preferences {
  std::string language;
  std::vector<std::string> wants;
  std::vector<int64_t> themes;         // ids of content's themes
  std::vector<std::string> languages;  // of stories; empty: the person's language
  std::vector<std::string> networks;
  std::string allowed_from = "08:30", allowed_to = "18:00";  // wall time at the person's site
  std::vector<int64_t> allowed_days{1, 2, 3, 4, 5};          // 1 is Monday
  bool plain_links = false;
  std::optional<int64_t> daily_cap;
  std::vector<Contact> contacts;
  std::string mastodon_server;
  bool onboarded = false;
};
Preferences load_preferences(db::Tx& tx, PersonId id);

/// Somebody with their place and what they chose, read once: for pages that need all of it.
struct Known {
  Person person;
  Place place;
  Preferences preferences;
};
Result<Known> load_known(db::Tx& tx, PersonId id);

bool is_member(db::Tx& tx, PersonId id);
/// Members now, for "organisation-wide" rules; never shown.
std::vector<PersonId> members(db::Tx& tx);

/// What a lead decides, the newest dated rows.
struct Settings {
  std::string organisation_name, programme_name = "Essaim";
  std::string default_language = "fr";
  std::vector<std::string> languages{"fr", "en"};
  std::vector<std::string> mail_domains, own_hosts;
  std::string working_time = "unsaid";  // counts, does_not, unsaid
  int64_t stories_per_day = 5, mix_useful_percent = 80, daily_share_cap = 3;
  std::string utm_source_template = "{network}", utm_medium = "social", utm_campaign_template = "essaim";
  std::string mix_ceiling = "asks";  // asks, stops: who publishes a company story beyond the mix
  bool pass_query = false;           // what readers append to a share link goes on to its destination
  std::string disclosure_fr, disclosure_en;
};
Settings load_settings(db::Tx& tx);
/// Writes the organisation's own words in the place of {membres}, {le programme}… in a text that somebody wrote.
std::function<std::string(std::string_view text)> own_words(db::Tx& tx, std::string_view language);
/// When the first of them was decided: the organisation's set-up. 1970 before it.
Instant founded_at(db::Tx& tx);

/// Tells one person something inside the app: `code` is translated by the web app with `values`.
void tell(db::Tx& tx, PersonId person, std::string_view code, JsonObject values, Instant now);
/// What was told in exactly these words is told to nobody any more, seen or not.
void untell(db::Tx& tx, std::string_view code, JsonObject values);

// What was so at a moment that is over: for the closing of figures, and for nobody's eyes.
struct MemberThen {
  PersonId person;
  Instant joined;
  GroupId group;  // 0: in none
  bool is_partner = false;
};
std::vector<MemberThen> members_then(db::Tx& tx, Instant at);
struct GroupThen {
  GroupId id, parent;  // parent 0: at the top
  std::string name;
};
std::vector<GroupThen> groups_then(db::Tx& tx, Instant at);
/// The directory of the last night up to that day, by group; empty where none was counted by then.
struct Heads {
  GroupId group;
  int64_t people = 0;
};
std::vector<Heads> heads_on(db::Tx& tx, int64_t day);
/// The night's count of that day; a day is counted once.
void count_heads(db::Tx& tx, int64_t day);
/// How many people's newest word on each purpose, before that moment, was a yes, and how many took theirs back.
struct ConsentsThen {
  std::string purpose;
  int64_t in_force = 0, withdrawn = 0;
};
std::vector<ConsentsThen> consents_then(db::Tx& tx, Instant before);

/// One line of the register of consents about one person: for that person, and for proofs that are told to them.
struct ConsentLine {
  std::string text_version, channel;
  bool given = false;
  Instant at;
};
std::vector<ConsentLine> consents_of(db::Tx& tx, PersonId person, std::string_view purpose);
/// What is granted to somebody now; membership is not among it.
std::vector<std::string> roles_of(db::Tx& tx, PersonId person);

/// Who did what, in a hash chain. `subject` names a thing ("person", "story 12"); no address, no secret.
void record(db::Tx& tx, PersonId actor, std::string_view action, std::string_view subject, std::string_view detail,
            Instant now);
/// The first row that does not follow from the one before it, or nothing.
std::optional<int64_t> find_broken_record(db::Tx& tx);

// Told inside the transaction of the fact.
/// From now on its people, and what was meant for them, are those of `into`; nowhere: nothing was meant for it.
struct GroupEnded {
  GroupId group;
  std::optional<GroupId> into;
  Instant at;
};
struct SiteEnded {
  SiteId site;
  std::optional<SiteId> into;
  Instant at;
};
struct MemberJoined {
  PersonId person;
  Instant at;
};
struct MemberLeft {
  PersonId person;
  Instant at;
};

/// What stands above people and is asked from here.
struct Upward {
  std::function<std::vector<std::string_view>(std::span<std::string const> roles)> permissions_of;
  std::function<int64_t(db::Tx&)> current_charter;  // the version in force, 0: none yet
  /// How many stories, in any state, name one of these in their audience.
  std::function<int64_t(db::Tx&, std::span<int64_t const> groups, std::span<int64_t const> sites)> stories_meant_for{};
  std::vector<std::string_view> networks;  // ids of those that can be shared to
  struct DemoLogin {
    std::string role, email, password;
  };
  std::vector<DemoLogin> demo_logins;  // shown in demo mode only
};

/// Throttles, password work and messages: lives as long as the server.
class Door;
std::shared_ptr<Door> open_door(Organisation& organisation, Upward upward);
void add_routes(http::Router& router, std::shared_ptr<Door> const& door);
http::Authenticate authenticate_by(std::shared_ptr<Door> const& door);
/// The organisation's colour and mark as browsers ask for them: /brand.css, /brand/…, the manifest, and the icons that
/// the app's page names. Nothing for other addresses.
std::optional<http::Response> serve_brand(Organisation& organisation, http::Request const& request);
/// Tells somebody, in the app and by a letter, that `by` opened the proof of their consent, and on whose claim.
void tell_of_opened_proof(Door& door, db::Tx& tx, PersonId person, PersonId by, std::string const& claim);
/// Tells somebody, in the app and by a letter, that a file of what is held on them was prepared: for their own eyes,
/// once, until `ends`; without it, sealed to data protection.
void tell_of_prepared_file(Door& door, db::Tx& tx, PersonId person, std::optional<Instant> ends);
/// All that is held on somebody, for that person.
Json export_person(Organisation& organisation, db::Tx& tx, PersonId person);

/// Somebody asked the organisation to be erased, member or not: all that leaving does, and the roles, the open
/// invitations, the name and the address as well. It stays so after a restore. One last letter says it, with what
/// `lines` answers in that language while it is all still there; `after` belongs to the same transaction. The last
/// administrator is refused.
struct Erasing {
  std::function<std::vector<std::string>(db::Tx&, std::string const& language)> lines;
  std::function<void(db::Tx&)> after;
};
Result<Done> erase_person(Door& door, PersonId person, Erasing const& erasing);

/// Mails, reminders, cleaning, the night's headcount.
void add_jobs(Organisation& organisation, std::shared_ptr<Door> const& door);
PersonalData personal_data();
/// A one-time address for the first administrator while there is none: BASE/setup#token. Empty afterwards.
std::string make_setup_link(Organisation& organisation);

/// For the demo and the command line: somebody in the directory, with a password, roles and membership as asked.
struct NewPerson {
  std::string name, email, password, language = "fr", group_path, site, country, time_zone, job_family,
                                     status = "employee";
  std::vector<std::string> roles;
  bool member = false;
};
Result<PersonId> add_person(Organisation& organisation, NewPerson const& person);
/// Makes the organisation as POST /setup does: settings and first administrator.
Result<PersonId> set_up(Organisation& organisation, std::string const& organisation_name,
                        std::string const& programme_name, NewPerson const& administrator);

/// For the operator, when an administrator has lost phone and paper: the second factor of that address is gone, and
/// the person is told.
Result<Done> remove_second_factor(Organisation& organisation, std::string_view email);

/// Tables whose rows are in no backup: what lets somebody in, and the employer's lists while they are being read.
inline constexpr std::array<std::string_view, 5> tables_without_backup{"session", "sign_in_link", "setup_link",
                                                                       "import_preview", "import_row"};
/// After a restore: carries out again what people took back since the backup (promises.md 10), from the file
/// `withdrawals`. Whoever accepted the charter after a line was written is not taken out by it.
struct TakenBack {
  int64_t left = 0, refused = 0, erased = 0;
};
Result<TakenBack> replay_withdrawals(Door& door, std::string const& file);
/// After a restore: open invitations end, letters and waves that wait do not go out; most of them have, long ago.
void end_what_waited(Door& door);

/// One pass over a table of people; `feed` hands out the file twice (probe, then read).
struct ImportRefusal {
  int64_t line = 0, column = 0;  // where the value begins on its line, by letters
  std::string code, detail;      // the value as it stands
  int64_t cell = 0;              // which cell of the line, the first is 1; 0 where the line itself could not be read
  std::string header;            // what the file calls that column
  int64_t first_line = 0;        // of a value that stood on an earlier line
};
struct ImportChange {
  int64_t line = 0;
  std::string change, name, email;
  std::vector<std::string> fields;
  std::string group, site, language;  // empty: the file does not say
};
struct ImportOutcome {
  int64_t added = 0, changed = 0, unchanged = 0, refused = 0;
  std::vector<ImportRefusal> refusals;  // the first 1,000
  std::vector<std::string> unknown_columns;
  std::vector<ImportChange> sample;  // the first 50
  /// What the file names and nobody knew: it is made with the import. The first 100 of each, groups by their paths.
  std::vector<std::string> new_groups, new_sites, new_job_families;
  int64_t new_groups_count = 0, new_sites_count = 0, new_job_families_count = 0;
  std::string encoding, separator;
};
enum class ImportMode { dry_run, keep };
using ImportSource = std::function<std::function<std::string()>()>;  // opens the file anew
Result<ImportOutcome> import_people(Organisation& organisation, PersonId by, ImportSource const& source,
                                    ImportMode mode);

}  // namespace essaim::people
