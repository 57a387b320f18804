// What a phone's share sheet sends (W3C Web Share Target), read where the app's worker was not there to take it.
#include "features/content/suggestions/shared.hpp"

#include "base/text.hpp"
#include "features/content/suggestions/suggestions.hpp"
#include "platform/http/message.hpp"

namespace essaim::content::suggestions {
namespace {

constexpr size_t most_parts = 16, most_letters = 4000;

// The value of a parameter of a header, quoted or not (RFC 9110 section 5.6.6).
std::string parameter_of(std::string_view header, std::string_view name) {
  auto const lower = ascii_lower(header);
  auto const wanted = std::string(name) + "=";
  for (size_t at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
    if (at > 0 && lower[at - 1] != ' ' && lower[at - 1] != ';') continue;
    auto value = header.substr(at + wanted.size());
    if (value.starts_with('"')) {
      value.remove_prefix(1);
      return std::string(value.substr(0, value.find('"')));
    }
    return std::string(trim(value.substr(0, value.find(';'))));
  }
  return "";
}

std::string disposition_of(std::string_view head) {
  for (auto const line : split(head, '\n'))
    if (ascii_lower(line.substr(0, line.find(':'))) == "content-disposition") return std::string(trim(line));
  return "";
}

void take(Shared& shared, std::string_view head, std::string_view body) {
  auto const disposition = disposition_of(head);
  auto const name = parameter_of(disposition, "name");
  if (!parameter_of(disposition, "filename").empty() || name == "photo") {
    shared.photo = shared.photo || !body.empty();
    return;
  }
  auto const text = repair_utf8(clip(body, most_letters));
  if (name == "title") shared.title = text;
  if (name == "text") shared.text = text;
  if (name == "url") shared.url = text;
}

}  // namespace

Shared read_shared(std::string_view content_type, std::string_view body) {
  Shared shared;
  auto const boundary = parameter_of(content_type, "boundary");
  if (!ascii_lower(content_type).starts_with("multipart/form-data") || boundary.empty() || boundary.size() > 70)
    return shared;
  auto const line = "--" + boundary;
  auto at = body.find(line);
  for (size_t parts = 0; at != std::string_view::npos && parts < most_parts; ++parts) {
    auto const from = at + line.size();
    auto const next = body.find("\r\n" + line, from);
    if (next == std::string_view::npos) break;
    auto const part = body.substr(from, next - from);
    auto const gap = part.find("\r\n\r\n");
    if (gap != std::string_view::npos) take(shared, part.substr(0, gap), part.substr(gap + 4));
    at = next + 2;
  }
  return shared;
}

std::optional<http::Response> serve_shared(http::Request const& request) {
  if (request.path != "/propose/shared") return std::nullopt;
  std::string place = "/propose";
  // Another site's form is not a share sheet: it opens the page, and fills nothing in.
  auto const site = request.header("sec-fetch-site");
  if (request.method == http::Method::post && (site.empty() || site == "none" || site == "same-origin")) {
    auto const shared = read_shared(request.header("content-type"), request.body);
    // Behind the hash: no log of a server or proxy sees it again.
    place += "#title=" + percent_encode(shared.title) + "&text=" + percent_encode(shared.text) +
             "&url=" + percent_encode(shared.url) + (shared.photo ? "&photo=lost" : "");
  }
  http::Response response{.status = 303, .headers = {}, .body = {}, .stream = {}};
  return response.with("location", std::move(place)).with("cache-control", "no-store");
}

}  // namespace essaim::content::suggestions
