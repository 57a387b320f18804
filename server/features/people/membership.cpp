#include "features/people/membership.hpp"

#include "features/people/invitations/store.hpp"
#include "features/people/sessions/sessions.hpp"
#include "features/people/store.hpp"
#include "platform/mail/outbox.hpp"

namespace essaim::people {

Result<Done> check_charter(Door& door, db::Tx& tx, int64_t version) {
  int64_t const current = door.upward.current_charter ? door.upward.current_charter(tx) : 0;
  if (current == 0 || version != current) return fail(Fault::conflict, "charter.changed");
  return Done{};
}

void accept_charter(Door& door, db::Tx& tx, store::PersonRow const& person, int64_t charter_version,
                    std::string const& language) {
  auto const now = door.organisation.now();
  auto const version = std::to_string(charter_version) + "/" + language;
  auto const before = store::latest_consent(tx, person.id, "charter");
  if (before && before->given && before->text_version == version) return;
  bool const returning = before && before->given;
  store::insert_consent(tx, person.id, "charter", version, true, "app", now);
  store::use_invitations(tx, person.id, now);
  store::forget_refusal(tx, door.refusal_hash(person.email_key));  // one's own yes is stronger than one's own no
  if (!returning) door.organisation.news.tell(tx, MemberJoined{PersonId{person.id}, now});
}

Result<std::string> join(Door& door, Viewer const& viewer, int64_t charter_version, std::string const& language) {
  return door.organisation.db->write([&](db::Tx& tx) -> Result<std::string> {
    CHECK_OK(check_charter(door, tx, charter_version));
    auto const person = store::find_person(tx, viewer.person);
    if (!person) return fail(Fault::missing, "people.not_found");
    accept_charter(door, tx, *person, charter_version, language);
    return renew_session(tx, viewer);
  });
}

Result<Done> leave(Door& door, PersonId person) {
  auto const now = door.organisation.now();
  auto const email_key = door.organisation.db->read([&](db::Tx& tx) {
    auto const row = store::find_person(tx, person.value);
    return row ? row->email_key : "";
  });
  if (email_key.empty()) return fail(Fault::missing, "people.not_found");
  CHECK_OK(door.write_withdrawal({person.value, email_key, "charter", now}));
  int64_t const stand_in = new_id_value(now);
  door.organisation.db->write([&](db::Tx& tx) { end_membership(door, tx, person, stand_in, now); });
  return Done{};
}

void end_membership(Door& door, db::Tx& tx, PersonId person, int64_t stand_in, Instant at) {
  if (auto const consent = store::latest_consent(tx, person.value, "charter"); consent && consent->given)
    store::insert_consent(tx, person.value, "charter", consent->text_version, false, "app", at);
  if (auto const row = store::find_person(tx, person.value))
    store::insert_refusal(tx, door.refusal_hash(row->email_key), at + refusal_life);
  door.organisation.news.tell(tx, MemberLeft{person, at});
  for (auto const& held : door.organisation.personal_data) held.erase(tx, person.value, stand_in);
  end_streams(door.organisation, tx, person.value);
  store::make_nameless(tx, person.value, at);  // only where no directory lists the person
}

void erase_wholly(Door& door, db::Tx& tx, PersonId person, int64_t stand_in, Instant at) {
  for (auto const& role : store::roles_of(tx, person.value)) store::end_role(tx, person.value, role, 0, at);
  store::use_invitations(tx, person.value, at);
  end_membership(door, tx, person, stand_in, at);
  store::erase_directory_entry(tx, person.value, at);
}

Json export_person(Organisation& organisation, db::Tx& tx, PersonId person) {
  Json out;
  out.set("exported_at", to_rfc3339(organisation.now()));
  for (auto const& held : organisation.personal_data) out.set(held.feature, held.export_for(tx, person.value));
  return out;
}

namespace {

// The directory is the employer's: a person who leaves the programme is still listed there, and loses the name here
// where no directory lists them (make_nameless). What was done for the organisation stays with whose hand did it.
std::vector<PersonColumn> columns() {
  using enum OnLeaving;
  constexpr std::string_view directory = "the directory is the employer's; unlisted, the person loses the name",
                             office = "who decided for the organisation is answered for";
  return {{"person.id", kept, directory},
          {"person.email", kept, directory},
          {"person.email_key", kept, directory},
          {"group_membership.person_id", kept, directory},
          {"role_grant.person_id", kept, office},
          {"role_grant.granted_by", kept, office},
          {"role_grant.ended_by", kept, office},
          {"session.person_id", erased},
          {"password.person_id", erased},
          {"second_factor.person_id", erased},
          {"recovery_code.person_id", erased},
          {"passkey.person_id", erased},
          {"sign_in_link.person_id", erased},
          {"sign_in_link.sealed_email", kept, "sealed, of somebody who is nobody here yet; gone within the hour"},
          {"known_browser.person_id", erased},
          {"notice.person_id", erased},
          {"consent_event.person_id", kept, "proof of consent and of its withdrawal (GDPR article 7)"},
          {"invitation.person_id", kept, "until it expires: a link that died with a membership would tell"},
          {"invitation.invited_by", kept, office},
          {"invitation_link_made.person_id", kept, "so that one link a person is all there ever is"},
          {"invitation_link_made.made_by", kept, office},
          {"refusal.email_hash", kept, "a keyed hash, so that a no holds for twelve months"},
          {"preference.person_id", erased},
          {"setting.author_id", kept, office},
          {"outbox.person_id", erased},
          {"import_preview.made_by", kept, "gone when the import is confirmed, or with its end"},
          {"import_row.new_id", kept, "the employer's list while it is read; gone with the import"},
          {"import_row.email", kept, "the employer's list while it is read; gone with the import"},
          {"import_row.email_key", kept, "the employer's list while it is read; gone with the import"},
          {"audit.actor_id", kept, office},
          {"idempotency.person_id", erased}};
}

}  // namespace

PersonalData personal_data() {
  return {.feature = "people",
          .columns = columns(),
          .export_for = [](db::Tx& tx, int64_t person) { return store::export_acts(tx, person); },
          .erase =
              [](db::Tx& tx, int64_t person, int64_t) {
                store::erase_acts(tx, person);
                mail::Outbox::erase_person(tx, person);
              }};
}

}  // namespace essaim::people
