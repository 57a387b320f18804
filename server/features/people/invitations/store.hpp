#pragma once
// The SQL of invitations and refusals.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

namespace essaim::people::store {

struct InvitationRow {
  int64_t id = 0, person = 0, invited_by = 0, ends_at = 0;
  std::string channel, message;
  bool used = false;  // somebody joined since it was made
  static InvitationRow read(db::Row& row);
};
std::optional<InvitationRow> find_invitation(db::Tx& tx, std::string const& token_hash);
struct NewInvitation {
  int64_t person = 0, by = 0;
  std::string_view channel, message;
};
void insert_invitation(db::Tx& tx, NewInvitation const& made, std::string const& token_hash, Instant now, Instant ends);
/// Whether one was made for this person since then.
bool was_invited_since(db::Tx& tx, int64_t person, Instant since);
void postpone_invitation(db::Tx& tx, int64_t id, std::string_view day);
/// Every invitation of this person has done its work. Reminders stay: on their day the outbox shows a letter, whoever
/// gets none.
void use_invitations(db::Tx& tx, int64_t person, Instant now);
struct Reminder {
  int64_t person = 0, invited_by = 0;
  std::string message;
  bool used = false;
  static Reminder read(db::Row& row);
};
std::vector<Reminder> reminders_due(db::Tx& tx, std::string_view day);
void forget_reminders(db::Tx& tx, int64_t person, std::string_view day);
int64_t forget_invitations(db::Tx& tx, Instant before);

/// None opens any more; who had not answered may be asked anew at once. A reminder that somebody asked for stays.
void end_open_invitations(db::Tx& tx, Instant now);

/// False where one was made before.
bool note_link_made(db::Tx& tx, int64_t person, int64_t by, Instant now);

bool has_refused(db::Tx& tx, std::string const& email_hash, Instant now);
void insert_refusal(db::Tx& tx, std::string const& email_hash, Instant ends);
void forget_refusal(db::Tx& tx, std::string const& email_hash);
int64_t forget_ended_refusals(db::Tx& tx, Instant now);

/// Listed people in id order after `after`, but for one, who asks: all of them, or those of a group and the groups
/// below.
std::vector<int64_t> people_after(db::Tx& tx, int64_t but, int64_t after, int64_t limit);
std::vector<int64_t> people_of_group_after(db::Tx& tx, int64_t group, int64_t but, int64_t after, int64_t limit);
int64_t count_people(db::Tx& tx, int64_t but);
int64_t count_people_of_group(db::Tx& tx, int64_t group, int64_t but);

}  // namespace essaim::people::store
