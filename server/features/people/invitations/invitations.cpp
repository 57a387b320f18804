#include "features/people/invitations/invitations.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "features/people/invitations/store.hpp"
#include "features/people/letters.hpp"
#include "features/people/membership.hpp"
#include "features/people/preferences.hpp"
#include "features/people/second_factor/store.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"

#include <algorithm>
#include <set>

namespace essaim::people {
namespace {

constexpr Duration invitation_life = days(7);
constexpr int64_t batch = 200;

// Whether this person may be asked at all: never twice a week, never within a year of a no, never a member, and no
// partner whose time is over.
bool may_be_asked(Door& door, db::Tx& tx, store::PersonRow const& person, Instant now) {
  return !store::has_refused(tx, door.refusal_hash(person.email_key), now) && !is_member(tx, PersonId{person.id}) &&
         !store::was_invited_since(tx, person.id, now - invitation_life) && !is_over(person.ends_day, now);
}

struct Held {
  store::InvitationRow invitation;
  store::PersonRow person;
};

/// What the word opens until it expires, in any browser. Nothing that the person did since is looked at: whoever holds
/// the link would learn it (promises.md 4).
std::optional<Held> find_held(db::Tx& tx, std::string const& token, Instant now) {
  auto invitation = store::find_invitation(tx, token_hash(token));
  auto person = invitation ? store::find_person(tx, invitation->person) : std::nullopt;
  if (!invitation || !person || invitation->ends_at <= now.ms || is_over(person->ends_day, now)) return std::nullopt;
  return Held{*std::move(invitation), *std::move(person)};
}

struct Sending {
  PersonId by;
  std::string const& message;
  std::string_view channel;
};

void send_invitation(Door& door, db::Tx& tx, store::PersonRow const& person, Sending const& sending, bool ask) {
  auto const now = door.organisation.now();
  auto const token = make_token();
  if (ask)
    store::insert_invitation(tx, {person.id, sending.by.value, sending.channel, sending.message}, token.hash, now,
                             now + invitation_life);
  // Who is not asked gets a letter to nobody: the outbox shows one more line to whoever counts them.
  Recipient const to{load_preferences(tx, PersonId{person.id}).language, person.name, ask ? person.email : ""};
  auto const voice = voice_to(tx, PersonId{person.id});
  auto const address = door.organisation.base_url + "/invitation#" + token.word;
  auto const inviter = first_name_of(find_name(tx, sending.by));
  auto const letter = sending.channel == "reminder"
                          ? reminder_letter(door.words, voice, to, address)
                          : invitation_letter(door.words, voice, to, inviter.empty() ? voice.programme : inviter,
                                              sending.message, address);
  post(door, tx, letter, ask ? person.id : 0, invitation_life);
}

// Whoever invites a group or everybody is there already, and is not asked by themselves.
std::vector<int64_t> next_people(db::Tx& tx, Json const& payload, PersonId inviter, int64_t after) {
  if (auto const* group = payload.find("group"); group && group->integer())
    return store::people_of_group_after(tx, *group->integer(), inviter.value, after, batch);
  if (auto const* people = payload.find("people"); people && people->array()) {
    std::vector<int64_t> ids;
    for (auto const& item : *people->array())
      if (item.integer() && *item.integer() > after) ids.push_back(*item.integer());
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.size() > size_t(batch)) ids.resize(batch);
    return ids;
  }
  return store::people_after(tx, inviter.value, after, batch);
}

// A no is somebody's who is no member. Through a member's link it changes nothing, since only the member ends a
// membership; the same is then written about nobody, so that neither the answer nor its time tells.
Result<Done> refuse(Door& door, store::PersonRow const& person) {
  auto const now = door.organisation.now();
  bool const member = door.organisation.db->read([&](db::Tx& tx) { return is_member(tx, PersonId{person.id}); });
  auto const key = member ? random_token(18) : person.email_key;
  CHECK_OK(door.write_withdrawal({member ? new_id_value(now) : person.id, key, "no", now}));
  door.organisation.db->write([&](db::Tx& tx) {
    store::insert_refusal(tx, door.refusal_hash(key), now + refusal_life);
    mail::Outbox::erase_person(tx, member ? 0 : person.id);
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

// Somebody who has a way in of their own.
bool can_sign_in(db::Tx& tx, PersonId person) {
  return store::find_password(tx, person.value).has_value() || store::has_factor(tx, person.value);
}

// However often a link is tried, its person reads of it once.
void tell_once(db::Tx& tx, PersonId person, std::string_view code, Instant now) {
  auto const unseen = store::unseen_notices(tx, person.value);
  if (std::ranges::none_of(unseen, [&](auto const& notice) { return notice.code == code; }))
    tell(tx, person, code, {}, now);
}

}  // namespace

InvitationView view_invitation(Door& door, db::Tx& tx, std::string const& token) {
  auto const settings = load_settings(tx);
  auto const held = find_held(tx, token, door.organisation.now());
  InvitationView view{
      .programme_name = settings.programme_name, .language = settings.default_language, .state = "expired"};
  if (!held) return view;
  view.state = "open";
  view.first_name = first_name_of(held->person.name);
  view.language = listed_language(tx, held->person.language);  // a language chosen since would tell of a membership
  if (auto inviter = first_name_of(find_name(tx, PersonId{held->invitation.invited_by})); !inviter.empty())
    view.inviter_first_name = std::move(inviter);
  if (!held->invitation.message.empty()) view.message = held->invitation.message;
  return view;
}

Result<Done> answer_invitation(Door& door, http::Request const& request, std::string const& token, Answer answer,
                               std::optional<std::string> const& remind_on) {
  if (!may_sign_in(request)) return fail(Fault::unavailable, "session.needs_https");
  auto const now = door.organisation.now();
  auto const held = door.organisation.db->read([&](db::Tx& tx) { return find_held(tx, token, now); });
  if (!held) return fail(Fault::conflict, "people.invitation_expired");
  if (answer == Answer::no) return refuse(door, held->person);
  if (answer == Answer::later && remind_on) {
    CHECK_OK(check_reminder(*remind_on, now));
    if (held->invitation.channel != "reminder")  // one reminder, and no reminder of the reminder
      door.organisation.db->write([&](db::Tx& tx) { store::postpone_invitation(tx, held->invitation.id, *remind_on); });
  }
  return Done{};
}

Result<Opened> accept_invitation(Door& door, http::Request const& request, Viewer const& viewer,
                                 Acceptance const& acceptance) {
  if (!may_sign_in(request)) return fail(Fault::unavailable, "session.needs_https");
  auto const now = door.organisation.now();
  auto opened = door.organisation.db->write([&](db::Tx& tx) -> Result<std::optional<Opened>> {
    auto const held = find_held(tx, acceptance.token, now);
    if (!held) return fail(Fault::conflict, "people.invitation_expired");
    // Before anything that depends on the person: a wrong version is refused alike for all.
    CHECK_OK(check_charter(door, tx, acceptance.charter_version));
    PersonId const person{held->person.id};
    if (viewer.person == person.value) {
      accept_charter(door, tx, held->person, acceptance.charter_version, acceptance.language);
      return std::optional(Opened{person, renew_session(tx, viewer), browser_word_of(request)});
    }
    record(tx, PersonId{}, "invitation.accepted", "person", door.organisation.ids.show(person), now);
    // Who has joined since, or has a password, comes in by signing in: the link opens nothing of theirs.
    if (held->invitation.used || is_member(tx, person) || can_sign_in(tx, person)) {
      tell_once(tx, person, "invitation_link_used", now);
      return std::optional<Opened>();
    }
    accept_charter(door, tx, held->person, acceptance.charter_version, acceptance.language);
    return std::optional(TRY(open_session(door, tx, person, "invitation", request)));
  });
  if (!opened) return tl::unexpected(opened.error());
  if (!*opened) return fail(Fault::conflict, "people.invitation_used");
  return **std::move(opened);
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
    count = store::count_people_of_group(tx, wave.group->value, viewer.person);
  } else if (wave.everybody) {
    count = store::count_people(tx, viewer.person);
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
  auto const now = door.organisation.now();
  return door.organisation.db->write([&](db::Tx& tx) -> int64_t {
    auto const ids = next_people(tx, payload, inviter, after);
    auto const message = payload.string_or("message");
    for (int64_t const id : ids)
      if (auto const person = store::find_person(tx, id))
        send_invitation(door, tx, *person, {inviter, message, "mail"}, may_be_asked(door, tx, *person, now));
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
  // Made for everyone alike, and read alike by whoever holds it.
  store::insert_invitation(tx, {id.value, viewer.person, "link", ""}, token.hash, now, now + invitation_life);
  tell(tx, id, "invitation_link_made", {{"by", find_name(tx, PersonId{viewer.person})}}, now);
  record(tx, PersonId{viewer.person}, "invitation_link.made", "person", door.organisation.ids.show(id), now);
  return door.organisation.base_url + "/invitation#" + token.word;
}

void send_reminders(Door& door) {
  auto const now = door.organisation.now();
  auto const today = to_iso_date(utc_day(now));
  door.organisation.db->write([&](db::Tx& tx) {
    std::set<int64_t> reminded;
    for (auto const& reminder : store::reminders_due(tx, today)) {
      if (!reminded.insert(reminder.person).second) continue;  // two links of one person, one letter
      store::forget_reminders(tx, reminder.person, today);
      auto const person = store::find_person(tx, reminder.person);
      if (!person) continue;
      bool const wanted = !reminder.used && !is_member(tx, PersonId{person->id}) &&
                          !store::has_refused(tx, door.refusal_hash(person->email_key), now) &&
                          !is_over(person->ends_day, now);
      send_invitation(door, tx, *person, {PersonId{reminder.invited_by}, reminder.message, "reminder"}, wanted);
    }
  });
}

}  // namespace essaim::people
