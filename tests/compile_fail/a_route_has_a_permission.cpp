// A route says who may use it, or there is no route.
// expect: no matching function for call
#include "platform/http/router.hpp"

using essaim::Done;
using essaim::Result;

void add_routes(essaim::http::Router& router) {
  auto const opens = [](essaim::http::Call&) -> Result<Done> { return Done{}; };
#ifdef MUST_FAIL
  router.post<Done>("/door", "Opens the door", opens);
#else
  router.post<Done>("/door", essaim::signed_in, "Opens the door", opens);
#endif
}
