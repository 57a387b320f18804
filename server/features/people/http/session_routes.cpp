#include "features/people/brand/brand.hpp"
#include "features/people/http/dto/doors.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/preferences.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"
#include "features/people/words/words.hpp"
#include "platform/config/config.hpp"
#include "platform/mail/outbox.hpp"

namespace essaim::people {
namespace {

using http::Call;

constexpr int64_t year = 365 * 24 * 3600;

void set_cookie(Call& call, std::string_view name, std::string_view value, int64_t seconds) {
  std::string text = call.request.secure ? "__Host-" : "";
  text += std::string(name) + "=" + std::string(value) +
          "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds);
  if (call.request.secure) text += "; Secure";
  call.headers.emplace_back("set-cookie", std::move(text));
}

std::string host_of(std::string_view url) {
  auto const from = url.find("://");
  return std::string(from == std::string_view::npos ? url : url.substr(from + 3));
}

dto::Programme show_programme(Door& door, PersonId reader) {
  auto& organisation = door.organisation;
  return organisation.db->read([&](db::Tx& tx) {
    auto const settings = load_settings(tx);
    dto::Programme out;
    out.name = settings.programme_name;
    out.words = words_for(tx, reader);
    out.brand = version_of(load_brand(tx));
    out.organisation_name = settings.organisation_name;
    out.languages = settings.languages;
    out.default_language = settings.default_language;
    out.set_up = store::count_administrators(tx) > 0;
    out.can_mail = organisation.mail && organisation.mail->can_send();
    out.join_open = out.can_mail && !settings.mail_domains.empty();
    if (organisation.short_base_url != organisation.base_url) out.short_host = host_of(organisation.short_base_url);
    out.demo = organisation.config && organisation.config->demo;
    if (out.demo)
      for (auto const& login : door.upward.demo_logins)
        out.demo_logins.push_back({login.role, login.email, login.password});
    return out;
  });
}

}  // namespace

Error with_retry_after(Call& call, Error error) {
  if (error.fault == Fault::too_many && !error.detail.empty())
    call.headers.emplace_back("retry-after", std::exchange(error.detail, ""));
  return error;
}

void set_session_cookie(Call& call, std::string const& word) {
  if (!word.empty()) set_cookie(call, "essaim_session", word, 90 * 24 * 3600);
}

void set_asking_cookie(Call& call, std::string const& word) { set_cookie(call, "essaim_asking", word, 3600); }

void clear_session(Call& call) {
  set_cookie(call, "essaim_session", "", 0);
  // What the browser kept of this person goes too (security.md 38); the mark of a known browser stays.
  call.headers.emplace_back("clear-site-data", "\"cache\", \"storage\"");
}

Result<dto::Me> welcome(Door& door, Call& call, Opened const& opened) {
  set_session_cookie(call, opened.session_word);
  if (!opened.browser_word.empty()) set_cookie(call, "essaim_browser", opened.browser_word, year);
  if (opened.pending) return fail(Fault::unauthorised, "session.second_factor");
  return door.organisation.db->read([&](db::Tx& tx) { return show_me(door, tx, opened.person); });
}

void add_session_routes(http::Router& router, DoorPointer const& door) {
  router.get<dto::Programme>(
      "/programme", open_to_all, "The programme's name, words, languages and doors",
      [door](Call& call) -> Result<dto::Programme> { return show_programme(*door, {call.viewer.person}); });
  router.post<dto::Redemption, dto::SetUpView>(
      "/setup/view", open_to_all, "Whether a set-up link still opens anything",
      [door](Call& call, dto::Redemption const& in) -> Result<dto::SetUpView> {
        bool const lives = TRY(or_wait(call, setup_link_lives(*door, call.request, in.token)));
        return dto::SetUpView{lives ? "open" : "ended"};
      });
  router.post<dto::SetUp, dto::Me>(
      "/setup", open_to_all, "Makes the organisation and its first administrator, by a one-time link",
      [door](Call& call, dto::SetUp const& in) -> Result<dto::Me> {
        auto const opened = TRY(or_wait(call, redeem_setup(*door, call.request,
                                                           {in.token, in.organisation_name, in.programme_name,
                                                            in.language, in.name, in.email, in.password})));
        call.status = 201;
        return welcome(*door, call, opened);
      });
  router.post<dto::SignIn, dto::Me>(
      "/session", open_to_all, "Signs in with address and password",
      [door](Call& call, dto::SignIn const& in) -> Result<dto::Me> {
        return welcome(*door, call, TRY(or_wait(call, sign_in(*door, call.request, in.email, in.password))));
      });
  router.del<Done>("/session", signed_in, "Signs out", [door](Call& call) -> Result<Done> {
    call.db().write([&](db::Tx& tx) {
      store::end_session(tx, call.viewer.session, call.viewer.person);
      end_streams(door->organisation, tx, call.viewer.person);
    });
    clear_session(call);
    return Done{};
  });
  router.post<dto::LinkRequest, dto::Accepted>(
      "/sign-in-links", open_to_all, "Sends a one-time link by mail; the answer is the same for all",
      [door](Call& call, dto::LinkRequest const& in) -> Result<dto::Accepted> {
        set_asking_cookie(call, TRY(or_wait(call, ask_sign_in_link(*door, call.request, in.email))));
        call.status = 202;
        return dto::Accepted{};
      });
  router.post<dto::Redemption, dto::Me>(
      "/sign-in-links/redemption", open_to_all, "Signs in by a one-time link, in the browser that asked",
      [door](Call& call, dto::Redemption const& in) -> Result<dto::Me> {
        return welcome(*door, call, TRY(or_wait(call, redeem_link(*door, call.request, in.token, "sign_in", ""))));
      });
  router.post<dto::JoinRequest, dto::Accepted>(
      "/join-requests", open_to_all, "Asks to join with an address of the organisation; the answer is the same for all",
      [door](Call& call, dto::JoinRequest const& in) -> Result<dto::Accepted> {
        set_asking_cookie(call, TRY(or_wait(call, ask_to_join(*door, call.request, in.email, in.language))));
        call.status = 202;
        return dto::Accepted{};
      });
  router.post<dto::JoinRedemption, dto::Me>(
      "/join-requests/redemption", open_to_all, "Confirms the address that asked to join",
      [door](Call& call, dto::JoinRedemption const& in) -> Result<dto::Me> {
        return welcome(*door, call,
                       TRY(or_wait(call, redeem_link(*door, call.request, in.token, "join", in.name.value_or("")))));
      });
}

}  // namespace essaim::people
