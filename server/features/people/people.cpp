#include "features/people/people.hpp"

#include "features/people/changes/changes.hpp"
#include "features/people/preferences.hpp"
#include "features/people/rules.hpp"
#include "features/people/store.hpp"
#include "features/people/structure/store.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

// What a record's hash covers: every part with its length, so that no two records read alike.
std::string chained(store::AuditRow const& row) {
  std::string text = row.previous.value;
  for (auto const& part : {std::to_string(row.number), std::to_string(row.at), std::to_string(row.actor.value_or(0)),
                           row.action, row.subject, row.detail})
    text += std::to_string(part.size()) + ":" + part;
  return sha256(text);
}

Person person_of(store::PersonRow const& row, std::string language) {
  Person person{.id = PersonId{row.id},
                .name = row.name,
                .first_name = first_name_of(row.name),
                .initials = initials_of(row.name),
                .email = row.email,
                .language = std::move(language),
                .group = {},
                .site = {},
                .group_name = row.group_name,
                .site_name = row.site_name,
                .time_zone = row.time_zone.empty() ? "Europe/Paris" : row.time_zone};
  if (row.group) person.group = GroupId{*row.group};
  if (row.site) person.site = SiteId{*row.site};
  return person;
}

Place place_of_row(db::Tx& tx, store::PersonRow const& row) {
  Place place;
  if (row.group)
    for (int64_t const group : store::groups_above(tx, *row.group)) place.groups.push_back(GroupId{group});
  if (row.site) place.site = SiteId{*row.site};
  return place;
}

}  // namespace

Result<Person> load_person(db::Tx& tx, PersonId id) {
  auto const row = store::find_person(tx, id.value);
  if (!row) return fail(Fault::missing, "people.not_found");
  return person_of(*row, load_preferences(tx, id).language);
}

Result<Known> load_known(db::Tx& tx, PersonId id) {
  auto const row = store::find_person(tx, id.value);
  if (!row) return fail(Fault::missing, "people.not_found");
  auto preferences = load_preferences(tx, id);
  auto person = person_of(*row, preferences.language);
  return Known{std::move(person), place_of_row(tx, *row), std::move(preferences)};
}

std::string find_name(db::Tx& tx, PersonId id) {
  auto const row = store::find_person(tx, id.value);
  return row ? row->name : "";
}

std::optional<PersonId> find_by_email(db::Tx& tx, std::string_view email) {
  auto const id = store::find_by_email(tx, email_key(email));
  return id ? std::optional(PersonId{*id}) : std::nullopt;
}

Place place_of(db::Tx& tx, PersonId id) {
  auto const row = store::find_person(tx, id.value);
  return row ? place_of_row(tx, *row) : Place{};
}

std::string country_of(db::Tx& tx, PersonId id) {
  auto const row = store::find_person(tx, id.value);
  if (!row) return {};
  if (row->site)
    if (auto country = store::country_of_site(tx, *row->site)) return *std::move(country);
  return row->country;
}

bool groups_exist(db::Tx& tx, std::span<GroupId const> ids) {
  return std::ranges::all_of(ids, [&](GroupId id) { return store::group_exists(tx, id.value); });
}

bool sites_exist(db::Tx& tx, std::span<SiteId const> ids) {
  return std::ranges::all_of(ids, [&](SiteId id) { return store::site_exists(tx, id.value); });
}

bool is_member(db::Tx& tx, PersonId id) {
  auto const consent = store::latest_consent(tx, id.value, "charter");
  return consent && consent->given;
}

std::vector<PersonId> members(db::Tx& tx) {
  std::vector<PersonId> out;
  for (int64_t const id : store::members(tx)) out.push_back(PersonId{id});
  return out;
}

std::vector<ConsentLine> consents_of(db::Tx& tx, PersonId person, std::string_view purpose) {
  std::vector<ConsentLine> out;
  for (auto& line : store::consents_of(tx, person.value))
    if (line.purpose == purpose)
      out.push_back({std::move(line.text_version), std::move(line.channel), line.given, {line.at}});
  return out;
}

std::vector<std::string> roles_of(db::Tx& tx, PersonId person) { return store::roles_of(tx, person.value); }

Instant founded_at(db::Tx& tx) { return {store::first_setting_at(tx)}; }

void tell(db::Tx& tx, PersonId person, std::string_view code, JsonObject values, Instant now) {
  store::insert_notice(tx, person.value, code, print_json(Json(std::move(values))), now);
}

void record(db::Tx& tx, PersonId actor, std::string_view action, std::string_view subject, std::string_view detail,
            Instant now) {
  auto const last = store::last_record(tx);
  store::AuditRow row;
  row.number = last ? last->number + 1 : 1;
  row.at = last ? std::max(last->at, now.ms) : now.ms;  // a chain's times never step back
  if (actor) row.actor = actor.value;
  row.action = action;
  row.subject = subject;
  row.detail = detail;
  row.previous = last ? last->hash : db::Bytes{};
  row.hash = db::Bytes{chained(row)};
  store::insert_record(tx, row);
  if (auto const topic = topic_of(action); !topic.empty()) store::note_change(tx, row.number, topic);
}

std::optional<int64_t> find_broken_record(db::Tx& tx) {
  std::optional<int64_t> broken;
  db::Bytes previous;
  int64_t number = 0;
  store::each_record(tx, [&](store::AuditRow const& row) {
    if (row.number != ++number || row.previous != previous || row.hash.value != chained(row)) broken = row.number;
    previous = row.hash;
    return !broken;
  });
  return broken;
}

}  // namespace essaim::people
