#pragma once
// The routes of people, by what they are about. Handlers parse, call and reply; they decide nothing.

#include "features/people/http/dto/me.hpp"
#include "features/people/sessions/sessions.hpp"
#include "platform/http/router.hpp"

namespace essaim::people {

using DoorPointer = std::shared_ptr<Door>;

void add_session_routes(http::Router& router, DoorPointer const& door);
void add_my_routes(http::Router& router, DoorPointer const& door);
void add_invitation_routes(http::Router& router, DoorPointer const& door);
void add_directory_routes(http::Router& router, DoorPointer const& door);
void add_second_factor_routes(http::Router& router, DoorPointer const& door);
void add_structure_routes(http::Router& router, DoorPointer const& door);
void add_change_routes(http::Router& router);
void add_passkey_routes(http::Router& router, DoorPointer const& door);
void add_settings_routes(http::Router& router, DoorPointer const& door);
void add_brand_routes(http::Router& router, DoorPointer const& door);

dto::Me show_me(Door& door, db::Tx& tx, PersonId person);
/// Sets the cookies of an opened door, and answers who came in; "session.second_factor" where that step is missing.
Result<dto::Me> welcome(Door& door, http::Call& call, Opened const& opened);
void set_session_cookie(http::Call& call, std::string const& word);
void set_asking_cookie(http::Call& call, std::string const& word);
void clear_session(http::Call& call);
/// A refusal for being too fast carries its wait in a header.
Error with_retry_after(http::Call& call, Error error);
template <class T>
Result<T> or_wait(http::Call& call, Result<T> result) {
  if (!result) return tl::unexpected(with_retry_after(call, result.error()));
  return result;
}

}  // namespace essaim::people
