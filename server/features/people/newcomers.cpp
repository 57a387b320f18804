#include "features/people/directory/directory.hpp"
#include "features/people/preferences.hpp"
#include "features/people/second_factor/second_factor.hpp"
#include "features/people/sessions/sessions.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"

namespace essaim::people {

Result<PersonId> add_person(Organisation& organisation, NewPerson const& person) {
  Door door(organisation, {});
  auto const hash = person.password.empty() ? "" : door.hasher.hash(person.password);
  auto const now = organisation.now();
  PersonFields const fields{person.name,    person.email,     person.language,   person.group_path, person.site,
                            person.country, person.time_zone, person.job_family, person.status,     std::nullopt};
  return organisation.db->write([&](db::Tx& tx) -> Result<PersonId> {
    auto const id = TRY(add_listed(door, tx, PersonId{}, fields));
    if (!hash.empty()) store::save_password(tx, id.value, hash, now);
    for (auto const& role : person.roles) store::grant_role(tx, id.value, role, 0, now);
    if (person.member) {
      store::insert_consent(tx, id.value, "charter", "1/" + person.language, true, "app", now);
      organisation.news.tell(tx, MemberJoined{id, now});
    }
    return id;
  });
}

Result<PersonId> set_up(Organisation& organisation, std::string const& organisation_name,
                        std::string const& programme_name, NewPerson const& administrator) {
  Door door(organisation, {});
  auto const hash = administrator.password.empty() ? "" : door.hasher.hash(administrator.password);
  SetUp const setup{
      "", organisation_name, programme_name, administrator.language, administrator.name, administrator.email, ""};
  return organisation.db->write([&](db::Tx& tx) -> Result<PersonId> {
    auto const id = TRY(make_first_administrator(organisation, tx, setup, hash));
    if (administrator.member)
      store::insert_consent(tx, id.value, "charter", "1/" + administrator.language, true, "app", organisation.now());
    return id;
  });
}

Result<Done> remove_second_factor(Organisation& organisation, std::string_view email) {
  Door door(organisation, {});
  auto const person = organisation.db->read([&](db::Tx& tx) { return find_by_email(tx, email); });
  if (!person) return fail(Fault::missing, "people.not_found", std::string(email));
  return remove_factor(door, PersonId{}, *person);
}

}  // namespace essaim::people
