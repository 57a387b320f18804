#include "features/people/sessions/sessions.hpp"

#include "base/text.hpp"
#include "features/people/letters.hpp"
#include "features/people/preferences.hpp"
#include "features/people/second_factor/store.hpp"
#include "features/people/store.hpp"
#include "platform/config/config.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/http/server.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

bool is_loopback(std::string_view host) {
  if (host.starts_with('['))
    host = host.substr(1, host.find(']') == std::string_view::npos ? 0 : host.find(']') - 1);
  else if (std::ranges::count(host, ':') == 1)
    host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "::1" || host == "::ffff:127.0.0.1" || host.starts_with("127.");
}

std::string cookie_of(http::Request const& request, std::string_view name) {
  // __Host- cookies come over HTTPS only (RFC 6265bis section 4.1.3); on loopback the plain name is all there is.
  return request.cookie(request.secure ? "__Host-" + std::string(name) : std::string(name)).value_or("");
}

bool leads(std::vector<std::string> const& roles) {
  return std::ranges::any_of(roles, [](auto const& role) { return role == "lead" || role == "administrator"; });
}
Limits limits_of(std::vector<std::string> const& roles) { return leads(roles) ? Limits::lead : Limits::member; }

constexpr Duration time_for_second_factor = minutes(10);

Result<Done> check_way(http::Request const& request) {
  if (!may_sign_in(request))
    return fail(Fault::unavailable, "session.needs_https", "sign-in works over HTTPS, or on this machine");
  return Done{};
}

Result<Done> check_address(Door& door, http::Request const& request) {
  auto const wait = door.addresses.take(door.day_key("address", request.peer), door.organisation.now());
  if (wait.ms > 0) return fail(Fault::too_many, "session.too_many", std::to_string((wait.ms + 999) / 1000));
  return Done{};
}

Recipient recipient_of(db::Tx& tx, PersonId id) {
  auto const row = store::find_person(tx, id.value);
  if (!row) return {"fr", "", ""};
  return {load_preferences(tx, id).language, row->name, row->email};
}

void tell_new_browser(Door& door, db::Tx& tx, PersonId person, std::string const& browser) {
  auto const now = door.organisation.now();
  tell(tx, person, "new_browser", {{"browser", browser}}, now);
  auto const letter = new_browser_letter(door.words, voice_to(tx, person), recipient_of(tx, person), browser, now,
                                         door.organisation.base_url + "/me");
  post(door, tx, letter, person.value, days(2));
}

// Only after the right password or link: whether somebody's time is over is theirs to read.
Result<Done> check_time(db::Tx& tx, int64_t person, Instant now) {
  auto const row = store::find_person(tx, person);
  if (row && is_over(row->ends_day, now)) return fail(Fault::unauthorised, "session.time_over");
  return Done{};
}

struct Account {
  PersonId person;
  std::string hash;
};

std::optional<Account> find_account(db::Tx& tx, std::string const& key) {
  auto const id = store::find_by_email(tx, key);
  auto const hash = id ? store::find_password(tx, *id) : std::nullopt;
  return hash ? std::optional(Account{PersonId{*id}, *hash}) : std::nullopt;
}

}  // namespace

bool may_sign_in(http::Request const& request) {
  return request.secure || (is_loopback(request.host) && is_loopback(request.peer));
}

std::string session_word_of(http::Request const& request) { return cookie_of(request, "essaim_session"); }
std::string browser_word_of(http::Request const& request) { return cookie_of(request, "essaim_browser"); }
std::string asking_word_of(http::Request const& request) { return cookie_of(request, "essaim_asking"); }

Result<Done> check_door(Door& door, http::Request const& request) {
  CHECK_OK(check_way(request));
  return check_address(door, request);
}

Result<Opened> open_session(Door& door, db::Tx& tx, PersonId person, std::string_view origin,
                            http::Request const& request, Proof proof) {
  auto const now = door.organisation.now();
  CHECK_OK(check_time(tx, person.value, now));
  auto const limits = limits_of(store::roles_of(tx, person.value));
  // Signing in again ends the session that this browser had: no word outlives its use.
  if (auto const old = store::find_session(tx, token_hash(session_word_of(request))))
    store::end_session(tx, old->id, old->person);
  auto const session = make_token();
  Opened opened{person, session.word, browser_word_of(request),
                proof == Proof::one_factor && store::has_factor(tx, person.value)};
  if (opened.browser_word.size() != 43) opened.browser_word = make_token().word;
  auto const browser = browser_class(request.header("user-agent"));
  auto const mark = token_hash(opened.browser_word);
  if (!store::knows_browser(tx, person.value, mark)) {
    if (store::knows_any_browser(tx, person.value)) tell_new_browser(door, tx, person, browser);
    if (!opened.pending) store::remember_browser(tx, person.value, mark, now);
  }
  store::insert_session(tx, person.value, session.hash, origin, browser, seen_mark(limits, now),
                        now + (opened.pending ? time_for_second_factor : life_limit(limits)), opened.pending, now);
  record(tx, person, opened.pending ? "session.half_open" : "session.opened", "session", origin, now);
  return opened;
}

std::vector<std::string_view> permissions_now(Door const& door, db::Tx& tx, PersonId person,
                                              std::vector<std::string> const& roles) {
  if (!door.upward.permissions_of || (needs_factor(door, roles) && !store::has_factor(tx, person.value))) return {};
  return door.upward.permissions_of(roles);
}

bool needs_factor(Door const& door, std::vector<std::string> const& roles) {
  auto const* config = door.organisation.config;
  return config && config->second_factor == "required" && !config->demo && leads(roles);
}

std::optional<Opened> open_fully(Door& door, db::Tx& tx, store::SessionRow const& waiting,
                                 http::Request const& request) {
  auto const now = door.organisation.now();
  if (!check_time(tx, waiting.person, now)) return std::nullopt;
  auto const limits = limits_of(store::roles_of(tx, waiting.person));
  auto const session = make_token();
  if (!store::open_pending_session(tx, waiting.id, session.hash, now + life_limit(limits))) return std::nullopt;
  Opened const opened{PersonId{waiting.person}, session.word, browser_word_of(request)};
  store::remember_browser(tx, waiting.person, token_hash(opened.browser_word), now);
  record(tx, opened.person, "session.opened", "session", waiting.origin, now);
  return opened;
}

void end_streams(Organisation& organisation, db::Tx& tx, int64_t person) {
  tx.after_commit([live = organisation.live, person] {
    if (live) live->recheck(std::to_string(person));
  });
}

std::string renew_session(db::Tx& tx, Viewer const& viewer) {
  if (viewer.session == 0) return "";
  auto const token = make_token();
  store::rename_session(tx, viewer.session, token.hash);
  return token.word;
}

Result<Opened> sign_in(Door& door, http::Request const& request, std::string const& email,
                       std::string const& password) {
  CHECK_OK(check_door(door, request));
  auto const now = door.organisation.now();
  auto const key = email_key(email);
  auto const throttle = door.day_key("account", key.empty() ? email : key);
  if (auto const wait = door.accounts.wait(throttle, now); wait.ms > 0)
    return fail(Fault::too_many, "session.too_many", std::to_string((wait.ms + 999) / 1000));
  auto const account = door.organisation.db->read([&](db::Tx& tx) { return find_account(tx, key); });
  // The same work for nobody as for somebody (security.md 13), outside any transaction.
  bool const right = account ? door.hasher.verify(account->hash, password) : (door.hasher.pretend(password), false);
  if (!right) {
    door.accounts.failed(throttle, now);
    return fail(Fault::unauthorised, "session.wrong");
  }
  door.accounts.succeeded(throttle);
  std::string const fresh = PasswordHasher::is_outdated(account->hash) ? door.hasher.hash(password) : "";
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Opened> {
    if (!fresh.empty()) store::save_password(tx, account->person.value, fresh, now);
    return open_session(door, tx, account->person, "password", request);
  });
}

Viewer find_viewer(Door& door, http::Request const& request) {
  Viewer viewer;
  auto const word = session_word_of(request);
  if (word.size() != 43 || !may_sign_in(request)) return viewer;
  auto const now = door.organisation.now();
  auto const hash = token_hash(word);
  bool stale = false;
  Limits limits = Limits::member;
  door.organisation.db->read([&](db::Tx& tx) {
    auto const session = store::find_session(tx, hash);
    if (!session) return;
    auto const roles = store::roles_of(tx, session->person);
    limits = limits_of(roles);
    bool const over = session->ends_at <= now.ms || session->made_at + life_limit(limits).ms <= now.ms ||
                      session->seen_at + idle_limit(limits).ms <= now.ms;
    auto const person = store::find_person(tx, session->person);
    if (over || session->pending || !person || is_over(person->ends_day, now)) return;
    viewer.person = session->person;
    viewer.session = session->id;
    viewer.is_member = is_member(tx, PersonId{session->person});
    viewer.language = load_preferences(tx, PersonId{session->person}).language;
    viewer.permissions = permissions_now(door, tx, PersonId{session->person}, roles);
    stale = session->seen_at < seen_mark(limits, now).ms;
  });
  if (stale) {
    try {
      door.organisation.db->write(
          [&](db::Tx& tx) { store::touch_session(tx, viewer.session, seen_mark(limits, now)); });
    } catch (db::Broken const&) {
      // A full disk must not sign anybody out; the mark is written with a later request.
    }
  }
  return viewer;
}

Result<std::string> ask_sign_in_link(Door& door, http::Request const& request, std::string const& email) {
  CHECK_OK(check_door(door, request));
  auto const now = door.organisation.now();
  auto const key = email_key(email);
  if (key.empty()) return fail_at("/email", "people.email_malformed");
  auto const asking = make_token();
  // Over three an hour nothing is sent; the answer stays the same.
  if (door.mail_requests.take(door.day_key("mail", key), now).ms > 0) return asking.word;
  auto const token = make_token();
  door.organisation.db->write([&](db::Tx& tx) {
    auto const person = store::find_by_email(tx, key);
    auto to = person ? recipient_of(tx, PersonId{*person}) : Recipient{"fr", "", ""};
    store::insert_link(tx, token.hash, asking.hash, "sign_in", person, std::nullopt, to.language, now, now + hours(1));
    auto const letter = sign_in_letter(door.words, voice_to(tx, PersonId{person.value_or(0)}), to,
                                       door.organisation.base_url + "/sign-in/link#" + token.word);
    post(door, tx, letter, person.value_or(0), hours(1));
  });
  return asking.word;
}

Result<std::string> ask_to_join(Door& door, http::Request const& request, std::string const& email,
                                std::string const& language) {
  CHECK_OK(check_door(door, request));
  auto const now = door.organisation.now();
  auto const key = email_key(email);
  if (key.empty()) return fail_at("/email", "people.email_malformed");
  auto const asking = make_token();
  if (door.mail_requests.take(door.day_key("mail", key), now).ms > 0) return asking.word;
  auto const token = make_token();
  door.organisation.db->write([&](db::Tx& tx) {
    auto const settings = load_settings(tx);
    bool const open = in_domains(key, settings.mail_domains);
    // An address outside the domains gets a letter to nobody: who works here is not to be learnt from the answer.
    Recipient const to{language, "", open ? std::string(trim(email)) : ""};
    auto const person = open ? store::find_by_email(tx, key) : std::nullopt;
    auto const sealed = db::Bytes{door.organisation.keys->seal("join", token.hash, open ? trim(email) : "")};
    store::insert_link(tx, token.hash, asking.hash, "join", person, sealed, language, now, now + hours(1));
    auto const letter = join_letter(door.words, voice_to(tx, PersonId{person.value_or(0)}), to,
                                    door.organisation.base_url + "/join/confirm#" + token.word);
    post(door, tx, letter, person.value_or(0), hours(1));
  });
  return asking.word;
}

Result<Opened> redeem_link(Door& door, http::Request const& request, std::string const& token, std::string_view purpose,
                           std::string const& name) {
  CHECK_OK(check_door(door, request));
  auto const now = door.organisation.now();
  auto const hash = token_hash(token);
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Opened> {
    auto const link = store::find_link(tx, hash);
    if (!link || link->purpose != purpose || link->used || link->ends_at <= now.ms)
      return fail(Fault::unauthorised, "session.link_ended");
    // Mail scanners open links, and some press what they find: without the cookie of the asking browser it is nothing.
    if (!equal_secrets(link->browser_hash, token_hash(asking_word_of(request))))
      return fail(Fault::unauthorised, "session.link_other_browser");
    auto person = link->person;
    if (!person && link->sealed_email) {
      auto const email = door.organisation.keys->open_sealed("join", hash, link->sealed_email->value);
      auto const key = email ? email_key(*email) : "";
      if (key.empty()) return fail(Fault::unauthorised, "session.link_ended");
      if (one_line(name).empty()) return fail_at("/name", "input.required");
      person =
          store::insert_person(tx, clip(one_line(name), 120), *email, key, link->language, "", "employee", false, now);
    }
    if (!person || !store::use_link(tx, hash, now)) return fail(Fault::unauthorised, "session.link_ended");
    return open_session(door, tx, PersonId{*person}, purpose == "join" ? "join" : "link", request);
  });
}

Result<PersonId> make_first_administrator(Organisation& organisation, db::Tx& tx, SetUp const& setup,
                                          std::string const& password_hash) {
  if (store::count_administrators(tx) > 0) return fail(Fault::conflict, "setup.done");
  auto const now = organisation.now();
  Settings settings = load_settings(tx);
  settings.organisation_name = one_line(setup.organisation_name);
  settings.programme_name = one_line(setup.programme_name);
  settings.default_language = setup.language;
  CHECK_OK(check_settings(settings));
  int64_t const id = store::insert_person(tx, clip(one_line(setup.name), 120), trim(setup.email),
                                          email_key(setup.email), setup.language, "", "employee", true, now);
  save_settings(tx, settings, PersonId{id}, now);
  store::grant_role(tx, id, "administrator", 0, now);
  if (!password_hash.empty()) store::save_password(tx, id, password_hash, now);
  record(tx, PersonId{id}, "setup.done", "organisation", "", now);
  return PersonId{id};
}

Result<bool> setup_link_lives(Door& door, http::Request const& request, std::string const& token) {
  CHECK_OK(check_address(door, request));
  auto const now = door.organisation.now();
  return door.organisation.db->read([&](db::Tx& tx) { return store::knows_setup_link(tx, token_hash(token), now); });
}

Result<Opened> redeem_setup(Door& door, http::Request const& request, SetUp const& setup) {
  CHECK_OK(check_door(door, request));
  auto const key = email_key(setup.email);
  if (key.empty()) return fail_at("/email", "people.email_malformed");
  if (one_line(setup.name).empty()) return fail_at("/name", "input.required");
  CHECK_OK(check_password(setup.password, key));
  auto const now = door.organisation.now();
  auto const hash = token_hash(setup.token);
  auto const password_hash = door.hasher.hash(setup.password);
  return door.organisation.db->write([&](db::Tx& tx) -> Result<Opened> {
    if (!store::use_setup_link(tx, hash, now)) return fail(Fault::conflict, "setup.link_ended");
    auto const person = TRY(make_first_administrator(door.organisation, tx, setup, password_hash));
    return open_session(door, tx, person, "setup", request);
  });
}

Result<std::string> change_password(Door& door, Viewer const& viewer, http::Request const& request,
                                    std::optional<std::string> const& current, std::string const& fresh) {
  CHECK_OK(check_way(request));
  PersonId const person{viewer.person};
  auto const now = door.organisation.now();
  auto const throttle = door.day_key("password", std::to_string(viewer.person));
  if (auto const wait = door.accounts.wait(throttle, now); wait.ms > 0)
    return fail(Fault::too_many, "session.too_many", std::to_string((wait.ms + 999) / 1000));
  std::string key;
  auto const hash = door.organisation.db->read([&](db::Tx& tx) {
    if (auto const row = store::find_person(tx, viewer.person)) key = row->email_key;
    return store::find_password(tx, viewer.person);
  });
  if (hash && (!current || !door.hasher.verify(*hash, *current))) {
    door.accounts.failed(throttle, now);
    return fail_at("/current_password", "people.current_password_wrong");
  }
  if (auto const checked = check_password(fresh, key); !checked)
    return fail_at("/new_password", checked.error().code, checked.error().detail);
  auto const fresh_hash = door.hasher.hash(fresh);
  return door.organisation.db->write([&](db::Tx& tx) -> Result<std::string> {
    store::save_password(tx, viewer.person, fresh_hash, now);
    store::end_sessions_but(tx, viewer.person, viewer.session);
    end_streams(door.organisation, tx, viewer.person);
    if (hash) {
      tell(tx, person, "password_changed", {}, now);
      post(door, tx,
           password_changed_letter(door.words, voice_to(tx, person), recipient_of(tx, person), now,
                                   door.organisation.base_url + "/me"),
           viewer.person, days(2));
    }
    record(tx, person, "password.changed", "password", "", now);
    return renew_session(tx, viewer);
  });
}

void tell_of_opened_proof(Door& door, db::Tx& tx, PersonId person, PersonId by, std::string const& claim) {
  auto const now = door.organisation.now();
  auto const name = find_name(tx, by);
  tell(tx, person, "proof_opened", {{"by", name}, {"claim", claim}}, now);
  post(door, tx,
       proof_opened_letter(door.words, voice_of(tx), recipient_of(tx, person), name, claim, now,
                           door.organisation.base_url + "/trust"),
       person.value, days(7));
}

http::Authenticate authenticate_by(std::shared_ptr<Door> const& door) {
  return [door](Organisation&, http::Request const& request) { return find_viewer(*door, request); };
}

std::string make_setup_link(Organisation& organisation) {
  auto const token = make_token();
  auto const now = organisation.now();
  bool const needed = organisation.db->write([&](db::Tx& tx) {
    if (store::count_administrators(tx) > 0) return false;
    store::forget_setup_links(tx);  // only the newest printed link works
    store::insert_setup_link(tx, token.hash, now, now + hours(24));
    return true;
  });
  return needed ? organisation.base_url + "/setup#" + token.word : "";
}

}  // namespace essaim::people
