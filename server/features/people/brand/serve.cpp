// What browsers ask for outside the API: the stylesheet, the mark and its icons, the manifest of the installed app.

#include "base/text.hpp"
#include "features/people/brand/brand.hpp"
#include "features/people/brand/stylesheet.hpp"
#include "platform/blobs/blobs.hpp"

#include <optional>
#include <utility>

namespace essaim::people {
namespace {

using http::Request;
using http::Response;

struct InForce {
  Brand brand;
  std::optional<store::MarkRow> mark;
  std::string programme_name, language;
};

InForce load(Organisation& organisation) {
  return organisation.db->read([](db::Tx& tx) {
    InForce now{load_brand(tx), {}, {}, {}};
    now.mark = store::find_mark(tx, now.brand.mark);
    auto const settings = load_settings(tx);
    now.programme_name = settings.programme_name;
    now.language = settings.default_language;
    return now;
  });
}

// Asked for anew each time, and sent again only where it changed (RFC 9110 section 13.1.2).
Response fresh(Request const& request, std::string_view type, std::string body) {
  std::string const tag = "\"" + sha256_hex(body).substr(0, 16) + "\"";
  Response response{.status = 200, .headers = {}, .body = {}, .stream = {}};
  response.with("content-type", std::string(type)).with("cache-control", "no-cache").with("etag", tag);
  if (request.header("if-none-match").find(tag) != std::string_view::npos)
    response.status = 304;
  else
    response.body = std::move(body);
  return response;
}

Response stylesheet(Organisation& organisation, Request const& request) {
  auto const now = load(organisation);
  auto const colour = read_colour(now.brand.colour);
  auto const version = version_of(now.brand);
  std::optional<MarkFace> face;
  if (now.mark) face = MarkFace{mark_url(now.mark->sha256), now.mark->width, now.mark->height, ink_of(*now.mark)};
  auto response = fresh(request, "text/css; charset=utf-8",
                        write_stylesheet(version, colour ? std::optional(palette_of(*colour)) : std::nullopt, face));
  // Under its version it says the same for ever.
  if (request.parameter("v") == version)
    for (auto& [name, value] : response.headers)
      if (name == "cache-control") value = "public, max-age=31536000, immutable";
  return response;
}

// The name is the content: it can be kept for ever.
std::optional<Response> picture(Organisation& organisation, std::string_view sha256) {
  if (!is_sha256(sha256)) return std::nullopt;
  auto const known = organisation.db->read([&](db::Tx& tx) { return store::is_of_a_mark(tx, sha256); });
  auto bytes = known ? organisation.blobs->find(sha256) : std::nullopt;
  if (!bytes) return std::nullopt;
  Response response{.status = 200, .headers = {}, .body = std::move(*bytes), .stream = {}};
  response.with("content-type", "image/png").with("cache-control", "public, max-age=31536000, immutable");
  return response;
}

Response missing() {
  Response response{.status = 404, .headers = {}, .body = "not found\n", .stream = {}};
  return response.with("content-type", "text/plain; charset=utf-8").with("cache-control", "no-store");
}

// The addresses that the app's page names. Where there is a mark, they answer its icons; else the app's own files do.
std::optional<Response> icon(Organisation& organisation, Request const& request) {
  std::string store::MarkRow::*which = request.path == "/icon-180.png"            ? &store::MarkRow::icon_180
                                       : request.path == "/icon-48.png"           ? &store::MarkRow::icon_48
                                       : request.path == "/icon-192.png"          ? &store::MarkRow::icon_192
                                       : request.path == "/icon-512.png"          ? &store::MarkRow::icon_512
                                       : request.path == "/icon-maskable-512.png" ? &store::MarkRow::maskable_512
                                       : request.path == "/favicon.svg"           ? &store::MarkRow::icon_192
                                                                                  : nullptr;
  if (!which) return std::nullopt;
  auto const mark = load(organisation).mark;
  auto bytes = mark ? organisation.blobs->find(*mark.*which) : std::nullopt;
  if (!bytes) return std::nullopt;
  return fresh(request, "image/png", std::move(*bytes));
}

Json icon_of(std::string_view src, std::string_view sizes, std::string_view purpose) {
  return JsonObject{{"src", src}, {"sizes", sizes}, {"type", "image/png"}, {"purpose", purpose}};
}

// W3C Web Share Target: what is shared from another app is taken by the app's worker (web/src/service-worker.ts), and
// where that is not there by the server, which keeps nothing of it.
Json share_target() {
  JsonArray kinds;
  for (auto const* kind : {"image/jpeg", "image/png", "image/webp", "image/gif"}) kinds.emplace_back(kind);
  JsonArray files;
  files.push_back(JsonObject{{"name", "photo"}, {"accept", Json(std::move(kinds))}});
  Json parameters;
  parameters.set("title", "title").set("text", "text").set("url", "url").set("files", Json(std::move(files)));
  Json out;
  out.set("action", "/propose/shared").set("method", "POST").set("enctype", "multipart/form-data");
  return out.set("params", std::move(parameters));
}

// W3C Web Application Manifest. The grounds are the light scheme's: an installed app starts on them.
Response manifest(Organisation& organisation, Request const& request) {
  auto const now = load(organisation);
  auto const* const m = now.mark ? &*now.mark : nullptr;
  auto const colour = read_colour(now.brand.colour);
  std::string const ground(fixed_tokens()[0].schemes[0]);
  JsonArray icons;
  icons.push_back(icon_of(m ? mark_url(m->icon_192) : "/icon-192.png", "192x192", "any"));
  icons.push_back(icon_of(m ? mark_url(m->icon_512) : "/icon-512.png", "512x512", "any"));
  icons.push_back(icon_of(m ? mark_url(m->maskable_512) : "/icon-maskable-512.png", "512x512", "maskable"));
  Json out;
  out.set("name", now.programme_name).set("short_name", now.programme_name).set("lang", now.language);
  out.set("id", "/").set("start_url", "/").set("scope", "/").set("display", "standalone");
  out.set("background_color", ground);
  out.set("theme_color", colour ? print_colour(palette_of(*colour).light[Tone::primary]) : ground);
  out.set("icons", Json(std::move(icons))).set("share_target", share_target());
  return fresh(request, "application/manifest+json", print_json_pretty(out));
}

}  // namespace

std::optional<Response> serve_brand(Organisation& organisation, Request const& request) {
  if (request.method != http::Method::get && request.method != http::Method::head) return std::nullopt;
  std::string_view const path = request.path;
  if (path == "/brand.css") return stylesheet(organisation, request);
  if (path == "/manifest.webmanifest") return manifest(organisation, request);
  if (path.starts_with("/brand/")) {
    bool const named = path.ends_with(".png");
    auto found = named ? picture(organisation, path.substr(7, path.size() - 11)) : std::nullopt;
    return found ? std::move(*found) : missing();
  }
  return icon(organisation, request);
}

}  // namespace essaim::people
