#include "features/people/http/dto/second_factor.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/second_factor/second_factor.hpp"
#include "platform/qr/qr.hpp"

namespace essaim::people {

using http::Call;

void add_second_factor_routes(http::Router& router, DoorPointer const& door) {
  router.post<dto::FactorCode, dto::Me>(
      "/session/second-factor", open_to_all, "The second step of signing in: a code of the app, or one from paper",
      [door](Call& call, dto::FactorCode const& in) -> Result<dto::Me> {
        return welcome(*door, call, TRY(or_wait(call, finish_sign_in(*door, call.request, in.code))));
      });
  router.post<dto::FactorWish, dto::FactorProposal>(
      "/me/second-factor", signed_in, "A new secret for my authenticator app; it counts from its first code on",
      [door](Call& call, dto::FactorWish const& in) -> Result<dto::FactorProposal> {
        auto const proposed = TRY(or_wait(call, propose_factor(*door, call.viewer, in.password)));
        auto const qr = TRY(qr_code(proposed.address));
        return dto::FactorProposal{proposed.secret, proposed.address, qr.path, qr.size};
      });
  router.put<dto::FactorCode, dto::RecoveryCodes>(
      "/me/second-factor", signed_in, "Confirms the secret with its first code; my other sessions end",
      [door](Call& call, dto::FactorCode const& in) -> Result<dto::RecoveryCodes> {
        auto confirmed = TRY(or_wait(call, confirm_factor(*door, call.viewer, in.code)));
        set_session_cookie(call, confirmed.session_word);
        return dto::RecoveryCodes{std::move(confirmed.recovery_codes)};
      });
  router.del<dto::FactorCode, Done>("/me/second-factor", signed_in,
                                    "Gives up my second factor; refused where my role needs one",
                                    [door](Call& call, dto::FactorCode const& in) -> Result<Done> {
                                      return or_wait(call, give_up_factor(*door, call.viewer, in.code));
                                    });
  router.post<dto::FactorWish, dto::RecoveryCodes>(
      "/me/recovery-codes", signed_in, "Ten new codes on paper; those before open nothing any more",
      [door](Call& call, dto::FactorWish const& in) -> Result<dto::RecoveryCodes> {
        return dto::RecoveryCodes{TRY(or_wait(call, ask_new_codes(*door, call.viewer, in.password)))};
      });
  router.del<Done>("/people/{id}/second-factor", edit_roles,
                   "Removes a person's second factor, for a lost phone; it is recorded and told to them",
                   [door](Call& call) -> Result<Done> {
                     auto const id = TRY(call.path_id<struct PersonTag>("id"));
                     return remove_factor(*door, PersonId{call.viewer.person}, id);
                   });
}

}  // namespace essaim::people
