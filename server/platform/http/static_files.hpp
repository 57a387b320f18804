#pragma once
// The web app inside the executable: files with their precompressed twins, hashed names cached for ever, everything
// that is no file answered by the app's one page. And the headers that every answer carries (security.md 21, 22).

#include "platform/http/message.hpp"

namespace essaim::http {

/// GET and HEAD of the app's files and pages. A path below /_app/ that is no file answers 404.
Response serve_web(Request const& request);
/// Adds what is missing: CSP, nosniff, Referrer-Policy, COOP, CORP, Permissions-Policy, HSTS behind TLS.
void add_security_headers(Request const& request, Response& response);

}  // namespace essaim::http
