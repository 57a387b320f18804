#include "platform/http/static_files.hpp"

#include "base/text.hpp"
#include "platform/config/embedded.hpp"
#include "platform/http/preloads.hpp"
#include "platform/http/reply.hpp"

#include <array>
#include <string>

namespace essaim::http {
namespace {

struct Type {
  std::string_view ending, type;
};
constexpr std::array types{Type{".html", "text/html; charset=utf-8"},
                           Type{".js", "text/javascript; charset=utf-8"},
                           Type{".css", "text/css; charset=utf-8"},
                           Type{".json", "application/json"},
                           Type{".webmanifest", "application/manifest+json"},
                           Type{".svg", "image/svg+xml"},
                           Type{".png", "image/png"},
                           Type{".woff2", "font/woff2"},
                           Type{".ico", "image/x-icon"},
                           Type{".txt", "text/plain; charset=utf-8"}};

std::string_view type_of(std::string_view path) {
  for (auto const& [ending, type] : types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

bool accepts(Request const& request, std::string_view coding) {
  for (auto part : split(request.header("accept-encoding"), ','))
    if (trim(part.substr(0, part.find(';'))) == coding && part.find("q=0") == std::string_view::npos) return true;
  return false;
}

// A worker lives under the policy of its own script. With `sandbox`, which everything else that is no page gets, it
// would be of an opaque origin, without caches: the service worker could not even install.
constexpr std::string_view script_policy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action "
    "'none'";

Response file(Request const& request, std::string const& name) {
  Response response;
  response.with("content-type", std::string(type_of(name))).with("vary", "accept-encoding");
  if (name.ends_with(".js")) response.with("content-security-policy", std::string(script_policy));
  bool const immutable = name.find("/immutable/") != std::string::npos;
  response.with("cache-control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  struct Twin {
    std::string_view coding, ending;
  };
  for (auto const& [coding, ending] : {Twin{"br", ".br"}, Twin{"gzip", ".gz"}}) {
    auto const bytes = find_embedded(name + std::string(ending));
    if (bytes.empty() || !accepts(request, coding)) continue;
    response.with("content-encoding", std::string(coding)).body = bytes;
    return response;
  }
  response.body = find_embedded(name);
  return response;
}

Response page(Request const& request, std::string_view path) {
  static Preloads const preloads{find_embedded("web/preloads.txt")};
  auto response = file(request, "web/index.html");
  if (auto const links = preloads.of(path); !links.empty()) response.with("link", std::string(links));
  return response;
}

// Without the web app inside (a debug build) the server says so instead of showing nothing.
constexpr std::string_view no_app =
    "<!doctype html><html lang=\"en\"><title>Essaim</title><p>This executable was built without its web app. Run "
    "./run, or build the release preset.";

std::string content_security_policy() {
  auto const built = trim(find_embedded("web/csp.txt"));
  if (!built.empty()) return std::string(built);
  return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
         "'none'; object-src 'none'";
}

}  // namespace

Response serve_web(Request const& request) {
  if (request.method != Method::get && request.method != Method::head) {
    auto response = refusal_of(405, "request.method", "a page is read with GET", std::to_string(request.serial));
    return response.with("allow", "GET, HEAD");
  }
  auto const decoded = percent_decode(request.path);
  if (!decoded)
    return refusal_of(400, "request.path_malformed", "the percent escapes of the path cannot be read",
                      std::to_string(request.serial));
  auto const& path = *decoded;
  std::string const name = "web" + path;
  bool const hidden = path == "/csp.txt" || path == "/preloads.txt" || path.ends_with(".br") || path.ends_with(".gz");
  if (!path.empty() && path != "/" && !hidden && !find_embedded(name).empty()) return file(request, name);
  // A screen's address has no dot in its last part: what has one was to be a file, and is not there.
  bool const a_file = path.find('.', path.rfind('/') + 1) != std::string::npos;
  if (path.starts_with("/_app/") || hidden || a_file) {
    Response response{.status = 404, .headers = {}, .body = "not found\n", .stream = {}};
    return response.with("content-type", "text/plain; charset=utf-8").with("cache-control", "no-store");
  }
  if (!find_embedded("web/index.html").empty()) return page(request, path);
  Response response;
  response.body = no_app;
  return response.with("content-type", "text/html; charset=utf-8").with("cache-control", "no-store");
}

void add_security_headers(Request const& request, Response& response) {
  static std::string const csp = content_security_policy();
  auto add = [&](std::string_view name, std::string_view value) {
    if (find_header(response.headers, name).empty()) response.with(std::string(name), std::string(value));
  };
  add("content-security-policy",
      find_header(response.headers, "content-type").starts_with("text/html")
          ? std::string_view(csp)
          : std::string_view(
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"));
  // Whoever says nothing about keeping is not kept: a missing picture may be there tomorrow.
  add("cache-control", "no-store");
  add("x-content-type-options", "nosniff");
  add("referrer-policy", "strict-origin-when-cross-origin");
  add("cross-origin-opener-policy", "same-origin");
  add("cross-origin-resource-policy", "same-origin");
  add("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (request.secure) add("strict-transport-security", "max-age=31536000; includeSubDomains");
}

}  // namespace essaim::http
