#include "features/people/passkeys/passkeys.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "features/people/second_factor/second_factor.hpp"
#include "features/people/second_factor/store.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

constexpr int64_t most_passkeys = 20;
constexpr size_t longest_name = 60;
constexpr Duration time_to_answer = minutes(5);  // section 15.1 of the standard recommends 5 to 10 minutes
constexpr size_t salt_size = 16, time_size = 8, mark_size = 16;

tl::unexpected<Error> refuse(std::string_view why) { return fail(Fault::invalid, "passkey.refused", why); }

Result<webauthn::Site> site_of(http::Request const& request) {
  auto site = webauthn::site_of(request.host, request.secure);
  if (site.id.empty()) return fail(Fault::conflict, "passkey.needs_name", "browsers make passkeys for names only");
  return site;
}

// A challenge is not written down when it is asked for, or anybody could fill the disk with them: it carries its own
// end and our mark, and is written when it has been used.
std::string mark_of(Door const& door, std::string_view purpose, std::string_view body) {
  return door.organisation.keys->keyed_hash("passkey-challenge", std::string(purpose) + ' ' + std::string(body))
      .substr(0, mark_size);
}
std::string make_challenge(Door const& door, std::string_view purpose) {
  auto const salt = random_bytes<salt_size>();
  std::string body(salt.begin(), salt.end());
  auto const ends = (door.organisation.now() + time_to_answer).ms;
  for (size_t i = 0; i < time_size; ++i) body += static_cast<char>(ends >> (8 * (time_size - 1 - i)));
  return body + mark_of(door, purpose, body);
}
Result<Done> check_challenge(Door const& door, std::string_view purpose, std::string_view challenge) {
  constexpr size_t body_size = salt_size + time_size;
  if (challenge.size() != body_size + mark_size) return refuse("challenge: not ours");
  if (!equal_secrets(challenge.substr(body_size), mark_of(door, purpose, challenge.substr(0, body_size))))
    return refuse("challenge: not ours");
  int64_t ends = 0;
  for (size_t i = 0; i < time_size; ++i) ends = ends << 8 | static_cast<unsigned char>(challenge[salt_size + i]);
  if (ends < door.organisation.now().ms) return fail(Fault::conflict, "passkey.too_late");
  return Done{};
}
bool use_challenge(Door const& door, db::Tx& tx, std::string const& challenge) {
  return store::use_challenge(tx, challenge, door.organisation.now() + time_to_answer);
}

std::string to_create(int64_t person) { return "create " + std::to_string(person); }
constexpr std::string_view to_sign_in = "get";

std::vector<std::string> credentials_of(db::Tx& tx, int64_t person) {
  std::vector<std::string> out;
  for (auto const& key : store::passkeys_of(tx, person)) out.push_back(key.credential);
  return out;
}

std::optional<store::SessionRow> waiting_session(Door& door, db::Tx& tx, http::Request const& request) {
  auto const session = store::find_session(tx, token_hash(session_word_of(request)));
  bool const waits = session && session->pending && session->ends_at > door.organisation.now().ms;
  return waits ? session : std::nullopt;
}

}  // namespace

Result<PasskeyOffer> offer_passkey(Door& door, Viewer const& viewer, http::Request const& request,
                                   std::optional<std::string> const& password) {
  auto const site = TRY(site_of(request));
  CHECK_OK(prove_again(door, viewer, password));
  return door.organisation.db->read([&](db::Tx& tx) -> Result<PasskeyOffer> {
    auto const person = store::find_person(tx, viewer.person);
    if (!person) return fail(Fault::missing, "people.not_found");
    if (store::count_passkeys(tx, viewer.person) >= most_passkeys) return fail(Fault::conflict, "passkey.too_many");
    return PasskeyOffer{make_challenge(door, to_create(viewer.person)),
                        site.id,
                        door.organisation.ids.show(viewer.person),
                        person->email,
                        person->name,
                        credentials_of(tx, viewer.person)};
  });
}

Result<AddedPasskey> add_passkey(Door& door, Viewer const& viewer, http::Request const& request,
                                 NewPasskey const& given) {
  auto const site = TRY(site_of(request));
  std::string name(clip(one_line(given.name), longest_name));
  if (name.empty()) name = browser_class(request.header("user-agent"));
  auto const challenge = TRY(webauthn::read_client_data(given.client_data, webauthn::Ceremony::create, site));
  CHECK_OK(check_challenge(door, to_create(viewer.person), challenge));
  auto const key = TRY(webauthn::read_new_key(given.authenticator_data, given.public_key, site));
  auto const now = door.organisation.now();
  return door.organisation.db->write([&](db::Tx& tx) -> Result<AddedPasskey> {
    bool const first = !store::has_factor(tx, viewer.person);
    if (!use_challenge(door, tx, challenge)) return fail(Fault::conflict, "passkey.too_late");
    store::PasskeyRow const row{0, viewer.person, key.credential, given.public_key, name, key.sign_count, 0, {}};
    if (!store::insert_passkey(tx, row, now)) return fail(Fault::conflict, "passkey.known");
    AddedPasskey added;
    if (first) {
      added.recovery_codes = renew_recovery_codes(door, tx, viewer.person);
      store::end_sessions_but(tx, viewer.person, viewer.session);
      end_streams(door.organisation, tx, viewer.person);
    }
    tell_of_factor(door, tx, PersonId{viewer.person}, "passkey_added");
    record(tx, PersonId{viewer.person}, "passkey.added", "second factor", "", now);
    added.session_word = renew_session(tx, viewer);
    return added;
  });
}

Result<Done> remove_passkey(Door& door, Viewer const& viewer, int64_t id, std::optional<std::string> const& password) {
  auto const own = door.organisation.db->read([&](db::Tx& tx) { return store::passkeys_of(tx, viewer.person); });
  if (std::ranges::none_of(own, [&](auto const& key) { return key.id == id; }))
    return fail(Fault::missing, "request.not_found");
  CHECK_OK(prove_again(door, viewer, password));
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Done> {
    bool const last = !store::has_app(tx, viewer.person) && store::count_passkeys(tx, viewer.person) == 1;
    if (last && needs_factor(door, store::roles_of(tx, viewer.person)))
      return fail(Fault::conflict, "second_factor.needed");
    if (!store::delete_passkey(tx, viewer.person, id)) return fail(Fault::missing, "request.not_found");
    if (last) store::forget_factor(tx, viewer.person);
    tell_of_factor(door, tx, PersonId{viewer.person}, "passkey_removed");
    record(tx, PersonId{viewer.person}, "passkey.removed", "second factor", "", door.organisation.now());
    return Done{};
  });
}

Result<PasskeyQuestion> ask_for_passkey(Door& door, http::Request const& request) {
  if (!may_sign_in(request)) return fail(Fault::unavailable, "session.needs_https");
  auto const site = TRY(site_of(request));
  return door.organisation.db->read([&](db::Tx& tx) {
    auto const waiting = waiting_session(door, tx, request);
    return PasskeyQuestion{make_challenge(door, to_sign_in), site.id,
                           waiting ? credentials_of(tx, waiting->person) : std::vector<std::string>()};
  });
}

Result<Opened> sign_in_by_passkey(Door& door, http::Request const& request, SignedPasskey const& given) {
  CHECK_OK(check_door(door, request));
  auto const site = TRY(site_of(request));
  auto const challenge = TRY(webauthn::read_client_data(given.client_data, webauthn::Ceremony::get, site));
  CHECK_OK(check_challenge(door, to_sign_in, challenge));
  auto const key = door.organisation.db->read([&](db::Tx& tx) { return store::find_passkey(tx, given.credential); });
  if (!key) return fail(Fault::unauthorised, "passkey.unknown");
  auto const count = TRY(webauthn::check_signature({given.client_data, given.authenticator_data, given.signature},
                                                   key->public_key, key->sign_count, site));
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Opened> {
    auto const waiting = waiting_session(door, tx, request);
    if (!use_challenge(door, tx, challenge)) return fail(Fault::conflict, "passkey.too_late");
    if (!store::use_passkey(tx, *key, count, door.organisation.now())) return refuse("counter: used meanwhile");
    if (waiting && waiting->person == key->person)
      if (auto const opened = open_fully(door, tx, *waiting, request)) return *opened;
    return open_session(door, tx, PersonId{key->person}, "passkey", request, Proof::both_factors);
  });
}

}  // namespace essaim::people
