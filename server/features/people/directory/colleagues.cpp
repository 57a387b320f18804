// Colleagues as every member may find them: names and groups of the directory. Who takes part is not looked at.
#include "base/text.hpp"
#include "features/people/directory/directory.hpp"
#include "features/people/store.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

using db::Sql;

constexpr Sql find_colleagues_sql{
    "people.find_colleagues",
    "select p.id, p.name, coalesce(g.name, '') from person p "
    "left join group_membership m on m.person_id = p.id and m.until_at is null "
    "left join org_group g on g.id = m.group_id "
    "where p.listed_at is not null and p.erased_at is null and p.id <> $1 and p.search_key like $2 escape '\\' "
    "and not exists (select 1 from role_grant r where r.person_id = p.id and r.until_at is null "
    "and r.role in ('lead', 'recruiter', 'executive', 'administrator')) "
    "order by p.search_key, p.id limit 60"};
constexpr Sql find_colleague_sql{"people.find_colleague",
                                 "select p.id, p.name, coalesce(g.name, '') from person p "
                                 "left join group_membership m on m.person_id = p.id and m.until_at is null "
                                 "left join org_group g on g.id = m.group_id "
                                 "where p.listed_at is not null and p.erased_at is null and p.id = $1"};
constexpr Sql untell_sql{"people.untell", "delete from notice where code = $1 and details = $2"};

struct ColleagueRow {
  Colleague colleague;
  static ColleagueRow read(db::Row& row) {
    ColleagueRow out;
    out.colleague.id = PersonId{row.integer()};
    out.colleague.name = row.text();
    out.colleague.group_name = row.text();
    return out;
  }
};

// The search key holds the address as well: an address is not to be guessed here, letter by letter.
bool is_found_by_name(std::string const& name, std::string const& folded) {
  return (" " + fold(name)).find(" " + folded) != std::string::npos;
}

}  // namespace

bool stands_over_others(db::Tx& tx, PersonId id) {
  auto const roles = store::roles_of(tx, id.value);
  return std::ranges::any_of(roles, [](auto const& role) {
    return role == "lead" || role == "recruiter" || role == "executive" || role == "administrator";
  });
}

std::vector<Colleague> find_colleagues(db::Tx& tx, PersonId who_asks, std::string_view query, size_t most) {
  auto const folded = fold(query);
  std::vector<Colleague> out;
  if (folded.size() < 2) return out;  // one letter is no name
  for (auto& row : tx.many<ColleagueRow>(find_colleagues_sql, who_asks.value, like_pattern(query)))
    if (out.size() < most && is_found_by_name(row.colleague.name, folded)) out.push_back(std::move(row.colleague));
  return out;
}

std::optional<Colleague> find_colleague(db::Tx& tx, PersonId id) {
  auto row = tx.one<ColleagueRow>(find_colleague_sql, id.value);
  return row ? std::optional(std::move(row->colleague)) : std::nullopt;
}

void untell(db::Tx& tx, std::string_view code, JsonObject values) {
  tx.run(untell_sql, code, print_json(Json(std::move(values))));
}

}  // namespace essaim::people
