#pragma once
// Inviting, and answering: yes, later, no, equally easy. An invitation to somebody who said no, who is a member or who
// was invited this week counts as sent and is dropped: the one who invites cannot tell (promises.md 4). Nor can the one
// who holds a link: it reads the same until it expires, whatever its person did since. Only accepting the charter
// through it acts, and is recorded.

#include "features/people/sessions/sessions.hpp"

namespace essaim::people {

struct InvitationView {
  std::optional<std::string> inviter_first_name, message;
  std::string programme_name, first_name, language;
  std::string state;  // open, expired
};
InvitationView view_invitation(Door& door, db::Tx& tx, std::string const& token);

enum class Answer { yes, later, no };
/// A yes leads to the charter and keeps nothing: nothing is decided before the charter is.
Result<Done> answer_invitation(Door& door, http::Request const& request, std::string const& token, Answer answer,
                               std::optional<std::string> const& remind_on);

struct Acceptance {
  std::string token, language;
  int64_t charter_version = 0;
};
/// Joins, and opens the session of somebody who had none. Of a member, or of somebody with a password, it opens
/// nothing: `people.invitation_used`, told to the person.
Result<Opened> accept_invitation(Door& door, http::Request const& request, Viewer const& viewer,
                                 Acceptance const& acceptance);

struct Wave {
  std::vector<PersonId> people;
  std::optional<GroupId> group;
  bool everybody = false;
  std::string message;
};
/// Enqueues the letters and answers how many people of the directory are meant, whoever they are; of a group and of
/// everybody, all but the one who invites.
Result<int64_t> invite(Door& door, db::Tx& tx, Viewer const& viewer, Wave const& wave);
/// One batch of a wave, as the job runs it; answers the last id done, 0 at the end.
int64_t send_wave_batch(Door& door, Json const& payload, int64_t after);
/// The one link that an administrator may make for a person.
Result<std::string> make_invitation_link(Door& door, db::Tx& tx, Viewer const& viewer, PersonId person);
/// Those who said "later, on that day".
void send_reminders(Door& door);

}  // namespace essaim::people
