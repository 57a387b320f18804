#pragma once
// How long each kind of thing stays and how much of it was deleted in the months gone by: everybody who is signed in
// may see it (promises.md 16).

#include "platform/http/router.hpp"

namespace essaim {

void add_retention_routes(http::Router& router);

}  // namespace essaim
