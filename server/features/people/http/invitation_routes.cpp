#include "features/people/http/dto/doors.hpp"
#include "features/people/http/dto/invitations.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/invitations/invitations.hpp"
#include "platform/mail/outbox.hpp"

namespace essaim::people {
namespace {

using http::Call;

Result<Done> check_pace(Door& door, Call& call) {
  auto const wait = door.invitation_words.take(door.day_key("invitation", call.request.peer), call.now());
  if (wait.ms == 0) return Done{};
  return tl::unexpected(
      with_retry_after(call, {Fault::too_many, "session.too_many", std::to_string((wait.ms + 999) / 1000), {}}));
}

Result<Wave> read_wave(Call& call, dto::Inviting const& in) {
  Wave wave{.people = {}, .group = {}, .everybody = in.everybody, .message = in.message.value_or("")};
  if (in.group_id) wave.group = TRY(call.id_at<struct GroupTag>("/group_id", *in.group_id));
  if (in.person_ids)
    for (size_t i = 0; i < in.person_ids->size(); ++i)
      wave.people.push_back(TRY(call.id_at<struct PersonTag>("/person_ids/" + std::to_string(i), (*in.person_ids)[i])));
  return wave;
}

void add_answer_routes(http::Router& router, DoorPointer const& door) {
  router.post<dto::Redemption, dto::InvitationView>(
      "/invitations/view", open_to_all, "What an invitation says, for the one who holds it",
      [door](Call& call, dto::Redemption const& in) -> Result<dto::InvitationView> {
        CHECK_OK(check_pace(*door, call));
        auto const view = call.db().read([&](db::Tx& tx) { return view_invitation(*door, tx, in.token); });
        return dto::InvitationView{view.inviter_first_name, view.message,  view.programme_name,
                                   view.first_name,         view.language, view.state};
      });
  router.post<dto::InvitationAnswer, dto::InvitationAnswered>(
      "/invitations/answer", open_to_all, "Yes, later or no, equally easy; nobody sees which",
      [door](Call& call, dto::InvitationAnswer const& in) -> Result<dto::InvitationAnswered> {
        CHECK_OK(check_pace(*door, call));
        auto const answer = in.answer == "yes" ? Answer::yes : in.answer == "later" ? Answer::later : Answer::no;
        CHECK_OK(answer_invitation(*door, call.request, in.token, answer, in.remind_on));
        return dto::InvitationAnswered{answer == Answer::yes ? "charter" : "noted"};
      });
  router.post<dto::InvitationAcceptance, dto::Me>(
      "/invitations/acceptance", open_to_all, "Accepts the charter in force through an invitation, and comes in",
      [door](Call& call, dto::InvitationAcceptance const& in) -> Result<dto::Me> {
        CHECK_OK(check_pace(*door, call));
        return welcome(
            *door, call,
            TRY(accept_invitation(*door, call.request, call.viewer, {in.token, in.language, in.charter_version})));
      });
}

}  // namespace

void add_invitation_routes(http::Router& router, DoorPointer const& door) {
  add_answer_routes(router, door);
  router.post<dto::Inviting, dto::Invited>(
      "/invitations", invite_people, "Invites people, a group or everybody; the answer counts the directory",
      [door](Call& call, dto::Inviting const& in) -> Result<dto::Invited> {
        auto const wave = TRY(read_wave(call, in));
        return call.write_once<dto::Invited>([&](db::Tx& tx) -> Result<dto::Invited> {
          return dto::Invited{TRY(invite(*door, tx, call.viewer, wave))};
        });
      });
  router.post<dto::InvitationLink>(
      "/people/{id}/invitation-link", make_invitation_links,
      "Makes the one invitation link of a person; it is recorded and told to them",
      [door](Call& call) -> Result<dto::InvitationLink> {
        auto const person = TRY(call.path_id<struct PersonTag>("id"));
        return call.db().write([&](db::Tx& tx) -> Result<dto::InvitationLink> {
          return dto::InvitationLink{TRY(make_invitation_link(*door, tx, call.viewer, person))};
        });
      });
  router.get<std::vector<dto::OutboxLine>>(
      "/outbox", invite_people, "Invitations by day and state, never to whom; under five no count",
      [door](Call& call) -> Result<std::vector<dto::OutboxLine>> {
        std::vector<dto::OutboxLine> out;
        for (auto const& line : call.db().read([](db::Tx& tx) { return mail::Outbox::summary(tx); }))
          out.push_back({line.kind, to_iso_date(line.day), line.state,
                         line.count >= 5 ? std::optional(line.count) : std::nullopt});
        return out;
      });
}

}  // namespace essaim::people
