#pragma once
// Coming in and going out: passwords, one-time links, sessions. Every refusal answers alike and takes alike, whether
// the account exists or not.

#include "features/people/door.hpp"
#include "features/people/sessions/store.hpp"
#include "platform/http/message.hpp"

namespace essaim::people {

/// What the browser is given when a door opens. The words go into cookies and are kept as hashes only.
struct Opened {
  PersonId person;
  std::string session_word, browser_word;
  bool pending = false;  // the second factor is still asked for: this session opens nothing else
};

/// Where a request comes from: only over HTTPS, or on this very machine, may anybody sign in.
bool may_sign_in(http::Request const& request);
std::string session_word_of(http::Request const& request);
std::string browser_word_of(http::Request const& request);
std::string asking_word_of(http::Request const& request);

/// What every door asks first: a way that nobody listens on, and no more tries than a person makes.
Result<Done> check_door(Door& door, http::Request const& request);

enum class Proof { one_factor, both_factors };
/// In the transaction of the fact that opens the door: whichever it was, it stays closed to a partner whose time is
/// over. Tells the person where the browser is new.
Result<Opened> open_session(Door& door, db::Tx& tx, PersonId person, std::string_view origin,
                            http::Request const& request, Proof proof = Proof::one_factor);
/// True where these roles open nothing without a second factor (security.md 15).
bool needs_factor(Door const& door, std::vector<std::string> const& roles);
/// What the roles open at this moment: nothing while a second factor is needed and not set.
std::vector<std::string_view> permissions_now(Door const& door, db::Tx& tx, PersonId person,
                                              std::vector<std::string> const& roles);
/// The session that waited for its second factor, in the transaction of the code.
std::optional<Opened> open_fully(Door& door, db::Tx& tx, store::SessionRow const& waiting,
                                 http::Request const& request);
/// After this commit the person's live updates end where their session did.
void end_streams(Organisation& organisation, db::Tx& tx, int64_t person);
/// A new word for the session in use: at each change of what it may do. Empty without a session.
std::string renew_session(db::Tx& tx, Viewer const& viewer);

Result<Opened> sign_in(Door& door, http::Request const& request, std::string const& email, std::string const& password);
/// Who asks. Reads roles and membership anew each time: what is taken back is gone with the next request.
Viewer find_viewer(Door& door, http::Request const& request);

/// Writes the same rows and the same letter whether somebody has this address or not. Answers the word for the
/// asking browser's cookie.
Result<std::string> ask_sign_in_link(Door& door, http::Request const& request, std::string const& email);
Result<std::string> ask_to_join(Door& door, http::Request const& request, std::string const& email,
                                std::string const& language);
Result<Opened> redeem_link(Door& door, http::Request const& request, std::string const& token, std::string_view purpose,
                           std::string const& name);

/// Whether a set-up link still opens anything; says nothing else of the organisation.
Result<bool> setup_link_lives(Door& door, http::Request const& request, std::string const& token);
struct SetUp {
  std::string token, organisation_name, programme_name, language, name, email, password;
};
Result<Opened> redeem_setup(Door& door, http::Request const& request, SetUp const& setup);
/// Makes organisation and first administrator; refuses where there is one.
Result<PersonId> make_first_administrator(Organisation& organisation, db::Tx& tx, SetUp const& setup,
                                          std::string const& password_hash);

/// Answers the new session word: all other sessions of this person end.
Result<std::string> change_password(Door& door, Viewer const& viewer, http::Request const& request,
                                    std::optional<std::string> const& current, std::string const& fresh);

}  // namespace essaim::people
