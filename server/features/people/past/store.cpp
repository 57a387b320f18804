#include "features/people/past/store.hpp"

namespace essaim::people::store {
namespace {

using db::Sql;

// A member since the first yes that no withdrawal followed by then; a later version's yes begins nothing anew.
constexpr Sql members_then_sql{
    "people.members_then",
    "select y.person_id, min(y.at), coalesce(m.group_id, 0), case when p.status = 'partner' then 1 else 0 end "
    "from consent_event y join person p on p.id = y.person_id "
    "left join group_membership m on m.person_id = y.person_id and m.from_at <= $1 "
    "and (m.until_at is null or m.until_at > $1) "
    "where y.purpose = 'charter' and y.given = 1 and y.at <= $1 and not exists (select 1 from consent_event n "
    "where n.person_id = y.person_id and n.purpose = 'charter' and n.given = 0 and n.at <= $1 and n.id > y.id) "
    "group by y.person_id, coalesce(m.group_id, 0), case when p.status = 'partner' then 1 else 0 end "
    "order by y.person_id"};
constexpr Sql groups_then_sql{"people.groups_then",
                              "select g.id, coalesce(p.parent_id, 0), g.name from org_group g "
                              "left join group_parent p on p.group_id = g.id and p.from_at <= $1 "
                              "and (p.until_at is null or p.until_at > $1) where g.made_at <= $1 order by g.id"};
constexpr Sql heads_on_sql{"people.heads_on",
                           "select group_id, cast(sum(people) as bigint) from headcount "
                           "where day = (select max(day) from headcount where day <= $1) "
                           "group by group_id order by group_id"};
constexpr Sql consents_then_sql{
    "people.consents_then",
    "select e.purpose, cast(sum(e.given) as bigint), cast(sum(1 - e.given) as bigint) from consent_event e "
    "where e.at < $1 and not exists (select 1 from consent_event n where n.person_id = e.person_id "
    "and n.purpose = e.purpose and n.at < $1 and n.id > e.id) group by e.purpose order by e.purpose"};

struct MemberRow {
  MemberThen member;
  static MemberRow read(db::Row& row) {
    MemberRow out;
    out.member.person = PersonId{row.integer()};
    out.member.joined = {row.integer()};
    out.member.group = GroupId{row.integer()};
    out.member.is_partner = row.boolean();
    return out;
  }
};
struct GroupRow {
  GroupThen group;
  static GroupRow read(db::Row& row) {
    GroupRow out;
    out.group.id = GroupId{row.integer()};
    out.group.parent = GroupId{row.integer()};
    out.group.name = row.text();
    return out;
  }
};
struct HeadsRow {
  Heads heads;
  static HeadsRow read(db::Row& row) {
    HeadsRow out;
    out.heads.group = GroupId{row.integer()};
    out.heads.people = row.integer();
    return out;
  }
};
struct ConsentsRow {
  ConsentsThen consents;
  static ConsentsRow read(db::Row& row) {
    ConsentsRow out;
    out.consents.purpose = row.text();
    out.consents.in_force = row.integer();
    out.consents.withdrawn = row.integer();
    return out;
  }
};

}  // namespace

std::vector<MemberThen> members_then(db::Tx& tx, Instant at) {
  std::vector<MemberThen> out;
  for (auto const& row : tx.many<MemberRow>(members_then_sql, at.ms))
    if (out.empty() || out.back().person != row.member.person) out.push_back(row.member);
  return out;
}

std::vector<GroupThen> groups_then(db::Tx& tx, Instant at) {
  std::vector<GroupThen> out;
  for (auto& row : tx.many<GroupRow>(groups_then_sql, at.ms)) out.push_back(std::move(row.group));
  return out;
}

std::vector<Heads> heads_on(db::Tx& tx, int64_t day) {
  std::vector<Heads> out;
  for (auto const& row : tx.many<HeadsRow>(heads_on_sql, day)) out.push_back(row.heads);
  return out;
}

std::vector<ConsentsThen> consents_then(db::Tx& tx, Instant before) {
  std::vector<ConsentsThen> out;
  for (auto& row : tx.many<ConsentsRow>(consents_then_sql, before.ms)) out.push_back(std::move(row.consents));
  return out;
}

}  // namespace essaim::people::store
