// What somebody asked the organisation for, outside the app: a file of what is held on them, or their erasure.

#include "features/people/letters.hpp"
#include "features/people/membership.hpp"
#include "features/people/preferences.hpp"
#include "features/people/store.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

Recipient recipient_of(db::Tx& tx, store::PersonRow const& row) {
  return {load_preferences(tx, PersonId{row.id}).language, row.name, row.email};
}

Result<store::PersonRow> load_erasable(db::Tx& tx, PersonId person) {
  auto row = store::find_person(tx, person.value);
  if (!row) return fail(Fault::missing, "people.not_found");
  auto const roles = store::roles_of(tx, person.value);
  if (std::ranges::find(roles, "administrator") != roles.end() && store::count_administrators(tx) == 1)
    return fail(Fault::conflict, "people.last_administrator", "name another administrator first");
  return *std::move(row);
}

}  // namespace

void tell_of_prepared_file(Door& door, db::Tx& tx, PersonId person, std::optional<Instant> ends) {
  auto const row = store::find_person(tx, person.value);
  if (!row) return;
  auto const now = door.organisation.now();
  auto const to = recipient_of(tx, *row);
  auto const& base = door.organisation.base_url;
  if (ends) {
    tell(tx, person, "file_prepared", {{"address", "/me#data"}}, now);
    post(door, tx, file_prepared_letter(door.words, voice_to(tx, person), to, *ends, base + "/me#data"), person.value,
         *ends - now);
    return;
  }
  tell(tx, person, "file_sealed", {{"address", "/trust"}}, now);
  post(door, tx, file_sealed_letter(door.words, voice_to(tx, person), to, now, base + "/trust"), person.value, days(7));
}

Result<Done> erase_person(Door& door, PersonId person, Erasing const& erasing) {
  auto const now = door.organisation.now();
  auto const row = door.organisation.db->read([&](db::Tx& tx) { return load_erasable(tx, person); });
  if (!row) return tl::unexpected(row.error());
  CHECK_OK(door.write_withdrawal({person.value, row->email_key, "erased", now}));
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Done> {
    auto const to = recipient_of(tx, TRY(load_erasable(tx, person)));
    auto const letter = erased_letter(door.words, voice_to(tx, person), to, erasing.lines(tx, to.language), now);
    erase_wholly(door, tx, person, new_id_value(now), now);
    post(door, tx, letter, 0, days(7));  // nobody's: what waits for the person is erased with them
    erasing.after(tx);
    return Done{};
  });
}

}  // namespace essaim::people
