#include "features/people/invitations/store.hpp"

#include "base/id.hpp"

namespace essaim::people::store {
namespace {

using db::Bytes;
using db::Sql;

constexpr Sql find_invitation_sql{
    "people.find_invitation",
    "select id, person_id, invited_by, ends_at, channel, message, case when answered_at is null then 0 else 1 end "
    "from invitation where token_hash = $1"};
constexpr Sql insert_invitation_sql{
    "people.insert_invitation",
    "insert into invitation(id, person_id, invited_by, channel, message, token_hash, made_at, ends_at) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing"};
constexpr Sql invited_since_sql{
    "people.was_invited_since",
    "select 1 from invitation where person_id = $1 and made_at >= $2 and channel <> 'link'"};
constexpr Sql postpone_sql{"people.postpone_invitation", "update invitation set remind_on = $2 where id = $1"};
constexpr Sql use_invitations_sql{"people.use_invitations",
                                  "update invitation set answered_at = coalesce(answered_at, $2) where person_id = $1"};
constexpr Sql reminders_due_sql{
    "people.reminders_due",
    "select person_id, invited_by, message, case when answered_at is null then 0 else 1 end from invitation "
    "where remind_on is not null and remind_on <= $1 order by id limit 200"};
constexpr Sql forget_reminders_sql{"people.forget_reminders",
                                   "update invitation set remind_on = null where person_id = $1 and remind_on <= $2"};
constexpr Sql forget_invitations_sql{"people.forget_invitations",
                                     "delete from invitation where ends_at < $1 and remind_on is null"};
constexpr Sql drop_open_sql{"people.drop_open_invitations",
                            "delete from invitation where ends_at > $1 and answered_at is null and remind_on is null"};
constexpr Sql end_open_sql{"people.end_open_invitations", "update invitation set ends_at = $1 where ends_at > $1"};
constexpr Sql note_link_sql{
    "people.note_link_made",
    "insert into invitation_link_made(person_id, made_by, at) values ($1, $2, $3) on conflict do nothing"};
constexpr Sql has_refused_sql{"people.has_refused", "select 1 from refusal where email_hash = $1 and ends_at > $2"};
constexpr Sql insert_refusal_sql{"people.insert_refusal",
                                 "insert into refusal(email_hash, ends_at) values ($1, $2) "
                                 "on conflict (email_hash) do update set ends_at = excluded.ends_at"};
constexpr Sql forget_refusal_sql{"people.forget_refusal", "delete from refusal where email_hash = $1"};
constexpr Sql forget_ended_sql{"people.forget_ended_refusals", "delete from refusal where ends_at <= $1"};

constexpr Sql people_after_sql{
    "people.people_after",
    "select id from person where listed_at is not null and erased_at is null and id > $1 and id <> $2 "
    "order by id limit $3"};
constexpr Sql people_of_group_sql{
    "people.people_of_group_after",
    "with recursive below(id, depth) as (select cast($1 as bigint), 0 union all select gp.group_id, below.depth + 1 "
    "from group_parent gp join below on gp.parent_id = below.id where gp.until_at is null and below.depth < 64) "
    "select p.id from person p join group_membership m on m.person_id = p.id and m.until_at is null "
    "where m.group_id in (select id from below) and p.listed_at is not null and p.id > $2 and p.id <> $3 "
    "order by p.id limit $4"};
constexpr Sql count_people_sql{
    "people.count_people",
    "select count(*) from person where listed_at is not null and erased_at is null and id <> $1"};
constexpr Sql count_of_group_sql{
    "people.count_people_of_group",
    "with recursive below(id, depth) as (select cast($1 as bigint), 0 union all select gp.group_id, below.depth + 1 "
    "from group_parent gp join below on gp.parent_id = below.id where gp.until_at is null and below.depth < 64) "
    "select count(*) from person p join group_membership m on m.person_id = p.id and m.until_at is null "
    "where m.group_id in (select id from below) and p.listed_at is not null and p.id <> $2"};

}  // namespace

InvitationRow InvitationRow::read(db::Row& row) {
  InvitationRow i;
  i.id = row.integer();
  i.person = row.integer();
  i.invited_by = row.integer();
  i.ends_at = row.integer();
  i.channel = row.text();
  i.message = row.text();
  i.used = row.boolean();
  return i;
}

Reminder Reminder::read(db::Row& row) {
  Reminder r;
  r.person = row.integer();
  r.invited_by = row.integer();
  r.message = row.text();
  r.used = row.boolean();
  return r;
}

std::optional<InvitationRow> find_invitation(db::Tx& tx, std::string const& token_hash) {
  return tx.one<InvitationRow>(find_invitation_sql, Bytes{token_hash});
}

void insert_invitation(db::Tx& tx, NewInvitation const& made, std::string const& token_hash, Instant now,
                       Instant ends) {
  Bytes const hash{token_hash};
  while (tx.run(insert_invitation_sql, new_id_value(now), made.person, made.by, made.channel, made.message, hash,
                now.ms, ends.ms) == 0) {}
}

bool was_invited_since(db::Tx& tx, int64_t person, Instant since) {
  return tx.one<int64_t>(invited_since_sql, person, since.ms).has_value();
}

void postpone_invitation(db::Tx& tx, int64_t id, std::string_view day) { tx.run(postpone_sql, id, day); }
void use_invitations(db::Tx& tx, int64_t person, Instant now) { tx.run(use_invitations_sql, person, now.ms); }
std::vector<Reminder> reminders_due(db::Tx& tx, std::string_view day) {
  return tx.many<Reminder>(reminders_due_sql, day);
}
void forget_reminders(db::Tx& tx, int64_t person, std::string_view day) { tx.run(forget_reminders_sql, person, day); }
int64_t forget_invitations(db::Tx& tx, Instant before) { return tx.run(forget_invitations_sql, before.ms); }

void end_open_invitations(db::Tx& tx, Instant now) {
  tx.run(drop_open_sql, now.ms);
  tx.run(end_open_sql, now.ms);
}

bool note_link_made(db::Tx& tx, int64_t person, int64_t by, Instant now) {
  return tx.run(note_link_sql, person, by, now.ms) == 1;
}

bool has_refused(db::Tx& tx, std::string const& email_hash, Instant now) {
  return tx.one<int64_t>(has_refused_sql, Bytes{email_hash}, now.ms).has_value();
}

void insert_refusal(db::Tx& tx, std::string const& email_hash, Instant ends) {
  tx.run(insert_refusal_sql, Bytes{email_hash}, ends.ms);
}

void forget_refusal(db::Tx& tx, std::string const& email_hash) { tx.run(forget_refusal_sql, Bytes{email_hash}); }
int64_t forget_ended_refusals(db::Tx& tx, Instant now) { return tx.run(forget_ended_sql, now.ms); }

std::vector<int64_t> people_after(db::Tx& tx, int64_t but, int64_t after, int64_t limit) {
  return tx.many<int64_t>(people_after_sql, after, but, limit);
}

std::vector<int64_t> people_of_group_after(db::Tx& tx, int64_t group, int64_t but, int64_t after, int64_t limit) {
  return tx.many<int64_t>(people_of_group_sql, group, after, but, limit);
}

int64_t count_people(db::Tx& tx, int64_t but) { return *tx.one<int64_t>(count_people_sql, but); }
int64_t count_people_of_group(db::Tx& tx, int64_t group, int64_t but) {
  return *tx.one<int64_t>(count_of_group_sql, group, but);
}

}  // namespace essaim::people::store
