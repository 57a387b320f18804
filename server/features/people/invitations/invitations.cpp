#include "features/people/invitations/invitations.hpp"

#include "base/text.hpp"
#include "features/people/invitations/store.hpp"
#include "features/people/letters.hpp"
#include "features/people/store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

constexpr Duration invitation_life = days(7);
constexpr Duration refusal_life = days(365);
constexpr int64_t batch = 200;

// Whether this person may be asked at all: never twice a week, never within a year of a no, never a member.
bool may_be_asked(Door& door, db::Tx& tx, store::PersonRow const& person, Instant now) {
  return !store::has_refused(tx, door.refusal_hash(person.email_key), now) && !is_member(tx, PersonId{person.id}) &&
         !store::was_invited_since(tx, person.id, now - invitation_life);
}

std::string state_of(Door& door, db::Tx& tx, http::Request const& request,
                     std::optional<store::InvitationRow> const& invitation,
                     std::optional<store::PersonRow> const& person) {
  auto const now = door.organisation.now();
  if (!invitation || !person || invitation->ends_at <= now.ms) return "expired";
  bool const elsewhere =
      invitation->browser_hash && invitation->browser_hash->value != token_hash(browser_word_of(request));
  bool const settled = invitation->answered || is_member(tx, PersonId{person->id}) ||
                       store::has_refused(tx, door.refusal_hash(person->email_key), now);
  return settled || elsewhere ? "answered" : "open";
}

void send_invitation(Door& door, db::Tx& tx, int64_t id, PersonId by, std::string const& message,
                     std::string_view channel) {
  auto const person = store::find_person(tx, id);
  if (!person) return;
  auto const now = door.organisation.now();
  bool const ask = channel == "reminder" || may_be_asked(door, tx, *person, now);
  auto const token = make_token();
  if (ask) store::insert_invitation(tx, id, by.value, channel, token.hash, now, now + invitation_life);
  Recipient const to{load_preferences(tx, PersonId{id}).language, person->name, ask ? person->email : ""};
  auto const programme = load_settings(tx).programme_name;
  auto const address = door.organisation.base_url + "/invitation#" + token.word;
  auto const inviter = first_name_of(find_name(tx, by));
  auto const letter =
      channel == "reminder"
          ? reminder_letter(door.words, programme, to, address)
          : invitation_letter(door.words, programme, to, inviter.empty() ? programme : inviter, message, address);
  post(door, tx, letter, ask ? id : 0, invitation_life);
}

std::vector<int64_t> next_people(db::Tx& tx, Json const& payload, int64_t after) {
  if (auto const* group = payload.find("group"); group && group->integer())
    return store::people_of_group_after(tx, *group->integer(), after, batch);
  if (auto const* people = payload.find("people"); people && people->array()) {
    std::vector<int64_t> ids;
    for (auto const& item : *people->array())
      if (item.integer() && *item.integer() > after) ids.push_back(*item.integer());
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.size() > size_t(batch)) ids.resize(batch);
    return ids;
  }
  return store::people_after(tx, after, batch);
}

Result<Done> refuse(Door& door, store::PersonRow const& person) {
  auto const now = door.organisation.now();
  CHECK_OK(door.write_withdrawal(person.email_key, "no", now));
  door.organisation.db->write([&](db::Tx& tx) {
    store::insert_refusal(tx, door.refusal_hash(person.email_key), now + refusal_life);
    store::end_invitations(tx, person.id, now);
    mail::Outbox::erase_person(tx, person.id);
  });
  return Done{};
}

Result<Done> check_reminder(std::string const& day, Instant now) {
  auto const wanted = from_iso_date(day);
  if (!wanted) return fail_at("/remind_on", "input.day");
  if (*wanted <= utc_day(now) || *wanted > utc_day(now) + 183)
    return fail_at("/remind_on", "people.reminder_too_far", "from tomorrow to six months");
  return Done{};
}

}  // namespace

InvitationView view_invitation(Door& door, db::Tx& tx, http::Request const& request, std::string const& token) {
  auto const settings = load_settings(tx);
  auto const invitation = store::find_invitation(tx, token_hash(token));
  auto const person = invitation ? store::find_person(tx, invitation->person) : std::nullopt;
  InvitationView view{
      {}, settings.programme_name, "", settings.default_language, state_of(door, tx, request, invitation, person)};
  if (view.state != "open") return view;
  view.first_name = first_name_of(person->name);
  view.language = load_preferences(tx, PersonId{person->id}).language;
  if (auto const inviter = first_name_of(find_name(tx, PersonId{invitation->invited_by})); !inviter.empty())
    view.inviter_first_name = inviter;
  return view;
}

Result<std::optional<Opened>> answer_invitation(Door& door, http::Request const& request, std::string const& token,
                                                Answer answer, std::optional<std::string> const& remind_on) {
  if (!may_sign_in(request)) return fail(Fault::unavailable, "session.needs_https");
  auto const now = door.organisation.now();
  std::optional<store::InvitationRow> invitation;
  std::optional<store::PersonRow> person;
  auto const state = door.organisation.db->read([&](db::Tx& tx) {
    invitation = store::find_invitation(tx, token_hash(token));
    person = invitation ? store::find_person(tx, invitation->person) : std::nullopt;
    return state_of(door, tx, request, invitation, person);
  });
  if (state != "open") return fail(Fault::conflict, "people.invitation_" + state);
  if (answer == Answer::no) {
    CHECK_OK(refuse(door, *person));
    return std::optional<Opened>();
  }
  if (answer == Answer::later) {
    if (remind_on) CHECK_OK(check_reminder(*remind_on, now));
    if (remind_on && invitation->channel != "reminder")  // one reminder, and no reminder of the reminder
      door.organisation.db->write([&](db::Tx& tx) { store::postpone_invitation(tx, invitation->id, *remind_on); });
    return std::optional<Opened>();
  }
  auto opened = door.organisation.db->write([&](db::Tx& tx) {
    auto made = open_session(door, tx, PersonId{person->id}, "invitation", request);
    store::bind_invitation(tx, invitation->id, token_hash(made.browser_word));
    return made;
  });
  return std::optional(std::move(opened));
}

Result<int64_t> invite(Door& door, db::Tx& tx, Viewer const& viewer, Wave const& wave) {
  int const ways = int(!wave.people.empty()) + int(wave.group.has_value()) + int(wave.everybody);
  if (ways != 1) return fail(Fault::invalid, "people.invite_whom", "people, a group or everybody: one of them");
  if (wave.people.size() > 1000) return fail_at("/person_ids", "input.too_many", "1,000 at most; choose a group");
  Json payload;
  payload.set("by", viewer.person).set("message", clip(one_line(wave.message), 400));
  int64_t count = 0;
  if (wave.group) {
    if (!store::group_exists(tx, wave.group->value)) return fail_at("/group_id", "people.not_found");
    payload.set("group", wave.group->value);
    count = store::count_people_of_group(tx, wave.group->value);
  } else if (wave.everybody) {
    count = store::count_people(tx);
  } else {
    JsonArray ids;
    for (size_t i = 0; i < wave.people.size(); ++i) {
      auto const person = store::find_person(tx, wave.people[i].value);
      // Somebody known by their own act only is not in the directory: inviting cannot find out.
      if (!person || !person->listed) return fail_at("/person_ids/" + std::to_string(i), "people.not_found");
      ids.emplace_back(person->id);
    }
    count = int64_t(ids.size());
    payload.set("people", Json(std::move(ids)));
  }
  record(tx, PersonId{viewer.person}, "invitations.sent",
         wave.everybody ? "everybody"
         : wave.group   ? "group"
                        : "people",
         "", door.organisation.now());
  door.organisation.jobs->enqueue(tx, "people.send_wave", payload, door.organisation.now());
  return count;
}

int64_t send_wave_batch(Door& door, Json const& payload, int64_t after) {
  auto const* by = payload.find("by");
  PersonId const inviter{by && by->integer() ? *by->integer() : 0};
  return door.organisation.db->write([&](db::Tx& tx) -> int64_t {
    auto const ids = next_people(tx, payload, after);
    for (int64_t const id : ids) send_invitation(door, tx, id, inviter, payload.string_or("message"), "mail");
    return ids.size() < size_t(batch) ? 0 : ids.back();
  });
}

Result<std::string> make_invitation_link(Door& door, db::Tx& tx, Viewer const& viewer, PersonId id) {
  auto const person = store::find_person(tx, id.value);
  if (!person || !person->listed) return fail(Fault::missing, "people.not_found");
  auto const now = door.organisation.now();
  if (!store::note_link_made(tx, id.value, viewer.person, now))
    return fail(Fault::conflict, "people.link_already_made");
  auto const token = make_token();
  // Made for everyone alike: where the person said no or is a member, it shows an answered invitation.
  store::insert_invitation(tx, id.value, viewer.person, "link", token.hash, now, now + invitation_life);
  tell(tx, id, "invitation_link_made", {{"by", find_name(tx, PersonId{viewer.person})}}, now);
  record(tx, PersonId{viewer.person}, "invitation_link.made", "person", door.organisation.ids.show(id), now);
  return door.organisation.base_url + "/invitation#" + token.word;
}

void send_reminders(Door& door) {
  auto const now = door.organisation.now();
  door.organisation.db->write([&](db::Tx& tx) {
    for (auto const& reminder : store::reminders_due(tx, to_iso_date(utc_day(now)))) {
      auto const person = store::find_person(tx, reminder.person);
      bool const wanted = person && !is_member(tx, PersonId{person->id}) &&
                          !store::has_refused(tx, door.refusal_hash(person->email_key), now);
      store::end_invitations(tx, reminder.person, now);
      if (wanted) send_invitation(door, tx, reminder.person, PersonId{reminder.invited_by}, "", "reminder");
    }
  });
}

}  // namespace essaim::people
