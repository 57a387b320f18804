#include "base/text.hpp"
#include "features/people/http/dto/passkeys.hpp"
#include "features/people/http/dto/second_factor.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/passkeys/passkeys.hpp"

namespace essaim::people {
namespace {

using http::Call;

Result<std::string> bytes_at(std::string_view pointer, std::string_view text) {
  auto bytes = from_base64url(text);
  if (!bytes) return fail_at(pointer, "input.bad_character", "base64url without padding (RFC 4648 section 5)");
  return std::move(*bytes);
}

std::vector<std::string> show_all(std::vector<std::string> const& credentials) {
  std::vector<std::string> out;
  for (auto const& each : credentials) out.push_back(base64url(each));
  return out;
}

void add_my_passkey_routes(http::Router& router, DoorPointer const& door) {
  router.get<std::vector<dto::Passkey>>(
      "/me/passkeys", signed_in, "My passkeys", [door](Call& call) -> Result<std::vector<dto::Passkey>> {
        std::vector<dto::Passkey> out;
        for (auto const& key : call.db().read([&](db::Tx& tx) { return store::passkeys_of(tx, call.viewer.person); }))
          out.push_back({door->organisation.ids.show(key.id), key.name, to_iso_date(utc_day({key.made_at})),
                         key.used_day ? std::optional(to_iso_date(*key.used_day)) : std::nullopt});
        return out;
      });
  router.post<dto::FactorWish, dto::PasskeyOffer>(
      "/me/passkeys/offer", signed_in, "What my browser needs to make a passkey; good for five minutes",
      [door](Call& call, dto::FactorWish const& in) -> Result<dto::PasskeyOffer> {
        auto const offer = TRY(or_wait(call, offer_passkey(*door, call.viewer, call.request, in.password)));
        return dto::PasskeyOffer{
            base64url(offer.challenge), offer.site_id, base64url(offer.user_id), offer.email, offer.name,
            show_all(offer.known)};
      });
  router.post<dto::NewPasskey, dto::RecoveryCodes>(
      "/me/passkeys", signed_in,
      "Keeps the passkey that my browser made; the first second factor comes with ten codes on paper, and ends my "
      "other sessions",
      [door](Call& call, dto::NewPasskey const& in) -> Result<dto::RecoveryCodes> {
        NewPasskey const given{TRY(bytes_at("/client_data", in.client_data)),
                               TRY(bytes_at("/authenticator_data", in.authenticator_data)),
                               TRY(bytes_at("/public_key", in.public_key)), in.name.value_or("")};
        auto added = TRY(add_passkey(*door, call.viewer, call.request, given));
        set_session_cookie(call, added.session_word);
        call.status = 201;
        return dto::RecoveryCodes{std::move(added.recovery_codes)};
      });
  router.del<dto::FactorWish, Done>("/me/passkeys/{id}", signed_in, "Removes one of my passkeys",
                                    [door](Call& call, dto::FactorWish const& in) -> Result<Done> {
                                      auto const id = TRY(call.read_id(call.path("id")));
                                      return or_wait(call, remove_passkey(*door, call.viewer, id, in.password));
                                    });
}

}  // namespace

void add_passkey_routes(http::Router& router, DoorPointer const& door) {
  add_my_passkey_routes(router, door);
  router.post<dto::PasskeyQuestion>(
      "/session/passkey/question", open_to_all, "What my browser needs to sign in with a passkey",
      [door](Call& call) -> Result<dto::PasskeyQuestion> {
        auto const question = TRY(ask_for_passkey(*door, call.request));
        return dto::PasskeyQuestion{base64url(question.challenge), question.site_id, show_all(question.known)};
      });
  router.post<dto::SignedPasskey, dto::Me>(
      "/session/passkey", open_to_all, "Signs in with a passkey: alone, or as the second step",
      [door](Call& call, dto::SignedPasskey const& in) -> Result<dto::Me> {
        SignedPasskey const given{
            TRY(bytes_at("/credential", in.credential)), TRY(bytes_at("/client_data", in.client_data)),
            TRY(bytes_at("/authenticator_data", in.authenticator_data)), TRY(bytes_at("/signature", in.signature))};
        return welcome(*door, call, TRY(or_wait(call, sign_in_by_passkey(*door, call.request, given))));
      });
}

}  // namespace essaim::people
