#include "platform/jobs/jobs.hpp"

#include "features/people/door.hpp"
#include "features/people/imports/store.hpp"
#include "features/people/invitations/invitations.hpp"
#include "features/people/invitations/store.hpp"
#include "features/people/passkeys/store.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"
#include "platform/mail/outbox.hpp"
#include "platform/retention/retention.hpp"

namespace essaim::people {
namespace {

void forget_what_is_over(db::Tx& tx, Instant now) {
  using enum retention::Kind;
  note(tx, session, store::end_stale_sessions(tx, now), now);
  note(tx, sign_in_link, store::forget_links(tx, limit_of(sign_in_link, now)), now);
  store::forget_challenges(tx, now);
  note(tx, invitation, store::forget_invitations(tx, limit_of(invitation, now)), now);
  note(tx, refusal, store::forget_ended_refusals(tx, now), now);
  note(tx, import, store::forget_previews_before(tx, now), now);
  note(tx, import, store::forget_imports_before(tx, new_id_value(limit_of(import, now))), now);
  note(tx, notice, store::forget_notices(tx, limit_of(notice, now)), now);
}

}  // namespace

void add_jobs(Organisation& organisation, std::shared_ptr<Door> const& door) {
  auto const deliver = [door](jobs::Job const&) -> Result<Done> {
    auto const* outbox = door->organisation.mail;
    while (outbox && outbox->deliver_due(*door->organisation.db) >= 50) {}
    auto const again =
        outbox ? door->organisation.db->read([&](db::Tx& tx) { return outbox->next_urgent(tx); }) : std::nullopt;
    if (again)  // a key of its own: a letter posted meanwhile goes out at once, not with this one
      door->organisation.db->write([&](db::Tx& tx) {
        door->organisation.jobs->enqueue(tx, "mail.deliver_soon", Json(), *again, "mail.deliver_again");
      });
    return Done{};
  };
  organisation.jobs->handle("mail.deliver_soon", deliver);
  organisation.jobs->every("mail.deliver", seconds(30), deliver);
  organisation.jobs->handle("people.send_wave", [door](jobs::Job const& job) -> Result<Done> {
    for (int64_t after = 0; (after = send_wave_batch(*door, job.payload, after)) != 0;) {}
    return Done{};
  });
  organisation.jobs->every("people.reminders", hours(1), [door](jobs::Job const&) -> Result<Done> {
    send_reminders(*door);
    return Done{};
  });
  auto const steady = std::make_shared<retention::Steadiness>(*organisation.clock);
  organisation.jobs->every("people.clean", hours(6), [door, steady](jobs::Job const&) -> Result<Done> {
    auto const now = door->organisation.now();
    door->organisation.db->write([&](db::Tx& tx) { store::count_heads(tx, utc_day(now)); });
    if (steady->in_doubt()) return fail(Fault::unavailable, "retention.clock_in_doubt");
    door->organisation.db->write([&](db::Tx& tx) { forget_what_is_over(tx, now); });
    return Done{};
  });
}

}  // namespace essaim::people
