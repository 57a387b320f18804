#pragma once
// Inviting, and answering: yes, later, no, equally easy. An invitation to somebody who said no, who is a member or who
// was invited this week counts as sent and is dropped: the one who invites cannot tell (promises.md 4).

#include "features/people/sessions/sessions.hpp"

namespace essaim::people {

struct InvitationView {
  std::optional<std::string> inviter_first_name;
  std::string programme_name, first_name, language;
  std::string state;  // open, answered, expired
};
InvitationView view_invitation(Door& door, db::Tx& tx, http::Request const& request, std::string const& token);

enum class Answer { yes, later, no };
/// A yes opens a session, in this browser only until the charter is accepted.
Result<std::optional<Opened>> answer_invitation(Door& door, http::Request const& request, std::string const& token,
                                                Answer answer, std::optional<std::string> const& remind_on);

struct Wave {
  std::vector<PersonId> people;
  std::optional<GroupId> group;
  bool everybody = false;
  std::string message;
};
/// Enqueues the letters and answers how many people of the directory are meant, whoever they are.
Result<int64_t> invite(Door& door, db::Tx& tx, Viewer const& viewer, Wave const& wave);
/// One batch of a wave, as the job runs it; answers the last id done, 0 at the end.
int64_t send_wave_batch(Door& door, Json const& payload, int64_t after);
/// The one link that an administrator may make for a person.
Result<std::string> make_invitation_link(Door& door, db::Tx& tx, Viewer const& viewer, PersonId person);
/// Those who said "later, on that day".
void send_reminders(Door& door);

}  // namespace essaim::people
