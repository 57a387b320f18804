#include "base/text.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/membership.hpp"
#include "features/people/preferences.hpp"
#include "features/people/rules.hpp"
#include "features/people/second_factor/second_factor.hpp"
#include "features/people/sessions/store.hpp"
#include "features/people/store.hpp"

#include <charconv>

namespace essaim::people {
namespace {

using http::Call;

std::optional<std::string> some(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

dto::Preferences show(Door const& door, Preferences p) {
  auto const& ids = door.organisation.ids;
  leave_out_unknown_networks(p, door.upward.networks);
  dto::Preferences out;
  out.language = p.language;
  out.wants = p.wants;
  for (int64_t const theme : p.themes) out.theme_ids.push_back(ids.show(theme));
  out.languages = p.languages;
  out.networks = p.networks;
  out.allowed_from = p.allowed_from;
  out.allowed_to = p.allowed_to;
  out.allowed_days = p.allowed_days;
  out.plain_links = p.plain_links;
  out.daily_cap = p.daily_cap;
  for (auto const& contact : p.contacts) out.contacts.push_back({contact.network, contact.count});
  out.mastodon_server = some(p.mastodon_server);
  out.onboarded = p.onboarded;
  return out;
}

Result<Preferences> read(Door const& door, Call& call, dto::Preferences const& in) {
  Preferences p{.language = in.language,
                .wants = in.wants,
                .themes = {},
                .languages = in.languages,
                .networks = in.networks,
                .allowed_from = in.allowed_from,
                .allowed_to = in.allowed_to,
                .allowed_days = in.allowed_days,
                .plain_links = in.plain_links,
                .daily_cap = in.daily_cap,
                .contacts = {},
                .mastodon_server = one_line(in.mastodon_server.value_or("")),
                .onboarded = in.onboarded};
  for (size_t i = 0; i < in.theme_ids.size(); ++i)
    p.themes.push_back(TRY(call.read_id_at("/theme_ids/" + std::to_string(i), in.theme_ids[i])));
  for (auto const& contact : in.contacts) p.contacts.push_back({contact.network, contact.count});
  CHECK_OK(check_preferences(p, door.upward.networks));
  return p;
}

std::vector<dto::Session> show_sessions(Door& door, db::Tx& tx, Viewer const& viewer) {
  std::vector<dto::Session> out;
  for (auto const& s : store::sessions_of(tx, viewer.person))
    out.push_back({door.organisation.ids.show(s.id), s.browser, to_iso_date(utc_day({s.made_at})),
                   to_iso_date(utc_day({s.seen_at})), s.id == viewer.session});
  return out;
}

// "3/fr" was version 3.
std::optional<int64_t> version_of(std::string_view text_version) {
  int64_t version = 0;
  auto const [end, error] = std::from_chars(text_version.data(), text_version.data() + text_version.size(), version);
  return error == std::errc() ? std::optional(version) : std::nullopt;
}

http::Response attachment(Json const& json) {
  http::Response response;
  response.body = print_json_pretty(json);
  response.with("content-type", "application/json; charset=utf-8")
      .with("content-disposition", "attachment; filename=\"essaim-my-data.json\"");
  return response;
}

void add_membership_routes(http::Router& router, DoorPointer const& door) {
  router.post<dto::Joining, dto::Me>(
      "/me/membership", signed_in, "Accepts the charter in force: the only way to become a member",
      [door](Call& call, dto::Joining const& in) -> Result<dto::Me> {
        set_session_cookie(call, TRY(join(*door, call.viewer, in.charter_version, in.language)));
        return call.db().read([&](db::Tx& tx) { return show_me(*door, tx, PersonId{call.viewer.person}); });
      });
  router.del<dto::Leaving, Done>("/me/membership", signed_in,
                                 "Leaves: sessions end at once, what the person's acts made is erased",
                                 [door](Call& call, dto::Leaving const& in) -> Result<Done> {
                                   if (!in.confirm) return fail_at("/confirm", "people.leave_unconfirmed");
                                   CHECK_OK(leave(*door, PersonId{call.viewer.person}));
                                   clear_session(call);
                                   return Done{};
                                 });
}

}  // namespace

dto::Me show_me(Door& door, db::Tx& tx, PersonId id) {
  dto::Me me;
  auto const person = load_person(tx, id);
  if (!person) return me;
  me.id = door.organisation.ids.show(id);
  me.name = person->name;
  me.first_name = person->first_name;
  me.initials = person->initials;
  me.email = person->email;
  me.language = person->language;
  me.group_name = some(person->group_name);
  me.site_name = some(person->site_name);
  auto const granted = store::roles_of(tx, id.value);
  auto const consent = store::latest_consent(tx, id.value, "charter");
  me.is_member = consent && consent->given;
  if (me.is_member) me.roles.emplace_back("member");
  me.roles.insert(me.roles.end(), granted.begin(), granted.end());
  for (auto const name : permissions_now(door, tx, id, granted)) me.permissions.emplace_back(name);
  auto const factor = factor_state(door, tx, id, granted);
  me.second_factor = {factor.is_set, factor.required, factor.app, factor.passkeys, factor.recovery_codes_left};
  if (me.is_member) me.charter_accepted_version = version_of(consent->text_version);
  me.charter_current_version = door.upward.current_charter ? door.upward.current_charter(tx) : 0;
  me.has_password = store::find_password(tx, id.value).has_value();
  auto const preferences = load_preferences(tx, id);
  me.onboarded = preferences.onboarded;
  me.preferences = show(door, preferences);
  for (auto const& notice : store::unseen_notices(tx, id.value))
    me.notices.push_back({notice.code, to_rfc3339({notice.at}), parse_json(notice.details).value_or(Json())});
  return me;
}

void add_my_routes(http::Router& router, DoorPointer const& door) {
  router.get<dto::Me>("/me", signed_in, "Who I am here", [door](Call& call) -> Result<dto::Me> {
    return call.db().read([&](db::Tx& tx) { return show_me(*door, tx, PersonId{call.viewer.person}); });
  });
  router.put<dto::Preferences, dto::Preferences>(
      "/me/preferences", signed_in, "Keeps what I choose",
      [door](Call& call, dto::Preferences const& in) -> Result<dto::Preferences> {
        auto const preferences = TRY(read(*door, call, in));
        call.db().write(
            [&](db::Tx& tx) { save_preferences(tx, PersonId{call.viewer.person}, preferences, call.now()); });
        return show(*door, preferences);
      });
  router.put<dto::PasswordChange, Done>("/me/password", signed_in, "Sets or changes my password; my other sessions end",
                                        [door](Call& call, dto::PasswordChange const& in) -> Result<Done> {
                                          auto const word = change_password(*door, call.viewer, call.request,
                                                                            in.current_password, in.new_password);
                                          if (!word) return tl::unexpected(with_retry_after(call, word.error()));
                                          set_session_cookie(call, *word);
                                          return Done{};
                                        });
  router.get<std::vector<dto::Session>>(
      "/me/sessions", signed_in, "My sessions", [door](Call& call) -> Result<std::vector<dto::Session>> {
        return call.db().read([&](db::Tx& tx) { return show_sessions(*door, tx, call.viewer); });
      });
  router.del<Done>("/me/sessions/{id}", signed_in, "Ends one of my sessions", [door](Call& call) -> Result<Done> {
    auto const id = TRY(call.read_id(call.path("id")));
    bool const ended = call.db().write([&](db::Tx& tx) {
      end_streams(door->organisation, tx, call.viewer.person);
      return store::end_session(tx, id, call.viewer.person);
    });
    if (!ended) return fail(Fault::missing, "request.not_found");
    if (id == call.viewer.session) clear_session(call);
    return Done{};
  });
  router.del<Done>("/me/notices", signed_in, "Marks what I was told as seen", [door](Call& call) -> Result<Done> {
    call.db().write([&](db::Tx& tx) { store::see_notices(tx, call.viewer.person, call.now()); });
    return Done{};
  });
  router.get<http::Response>(
      "/me/export", signed_in, "All that is held on me, as a file", [door](Call& call) -> Result<http::Response> {
        return attachment(call.db().read(
            [&](db::Tx& tx) { return export_person(call.organisation, tx, PersonId{call.viewer.person}); }));
      });
  add_membership_routes(router, door);
}

}  // namespace essaim::people
