#include "platform/http/router.hpp"

#include "base/clock.hpp"
#include "base/text.hpp"
#include "platform/log/log.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>

namespace essaim::http {
namespace {

constexpr db::Sql find_idempotent{
    "http.find_idempotent",
    "select body_hash, answer from idempotency where person_id = $1 and route = $2 and key = $3"};
constexpr db::Sql insert_idempotent{
    "http.insert_idempotent",
    "insert into idempotency(person_id, route, key, body_hash, answer, at) values ($1, $2, $3, $4, $5, $6)"};
constexpr db::Sql forget_idempotent{"http.forget_idempotent", "delete from idempotency where at < $1"};

struct Earlier {
  std::string body_hash, answer;
  static Earlier read(db::Row& row) { return {row.text(), row.text()}; }
};

std::string digest(std::string_view text) {
  unsigned char out[crypto_generichash_BYTES];
  crypto_generichash(out, sizeof out, reinterpret_cast<unsigned char const*>(text.data()), text.size(), nullptr, 0);
  return hex({reinterpret_cast<char const*>(out), sizeof out});
}

bool matches(std::string_view pattern, std::string_view path, std::map<std::string, std::string, std::less<>>& values) {
  auto const wanted = split(pattern, '/'), given = split(path, '/');
  if (wanted.size() != given.size()) return false;
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      auto const decoded = percent_decode(given[i]);
      if (!decoded || decoded->empty()) return false;
      values[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = *decoded;
    } else if (wanted[i] != given[i]) {
      return false;
    }
  }
  return true;
}

bool changes_something(Method method) { return method != Method::get && method != Method::head; }

// A page elsewhere can send neither our header nor, without it, be taken for us (security.md 20).
bool from_our_own_page(Request const& request) {
  if (request.header("x-essaim").empty()) return false;
  auto const site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  auto const origin = request.header("origin");
  if (origin.empty()) return true;
  auto const host =
      origin.substr(std::min(origin.size(), origin.find("://") == std::string_view::npos ? 0 : origin.find("://") + 3));
  return ascii_iequals(host, request.host);
}

bool accepts_type(std::string_view accepted, std::string_view type) {
  type = trim(type.substr(0, type.find(';')));
  for (auto one : split(accepted, ',')) {
    one = trim(one);
    if (one.ends_with("/*") ? ascii_lower(type).starts_with(one.substr(0, one.size() - 1)) : ascii_iequals(one, type))
      return true;
  }
  return false;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad request";
    case 401: return "Sign in first";
    case 404: return "Not found";
    case 405: return "Method not allowed";
    case 409: return "Conflict";
    case 413: return "Too large";
    case 415: return "Unsupported content type";
    case 422: return "Not acceptable input";
    case 429: return "Too many requests";
    case 503: return "Unavailable";
    case 507: return "Insufficient storage";
    default: return "Internal error";
  }
}

Response problem_with(int status, std::string_view code, std::string_view detail, JsonArray errors, uint64_t serial,
                      std::string_view existing_id = {}) {
  Json body;
  body.set("type", "https://essaim.app/problems/" + std::string(code))
      .set("title", title_of(status))
      .set("status", status)
      .set("code", code);
  if (!detail.empty()) body.set("detail", detail);
  if (!errors.empty()) body.set("errors", std::move(errors));
  if (!existing_id.empty()) body.set("existing_id", existing_id);
  if (serial != 0) body.set("request_id", std::to_string(serial));
  Response response{.status = status, .headers = {}, .body = print_json(body), .stream = {}};
  response.with("content-type", "application/problem+json").with("cache-control", "no-store");
  return response;
}

Response problem_of(Error const& error, std::string_view existing_id, uint64_t serial) {
  JsonArray errors;
  if (!error.pointer.empty())
    errors.push_back(JsonObject{{"pointer", error.pointer}, {"code", error.code}, {"detail", error.detail}});
  return problem_with(status_of(error.fault), error.code, error.detail, std::move(errors), serial, existing_id);
}

Response refuse_all(int status, std::vector<FieldError> const& errors, uint64_t serial) {
  JsonArray items;
  for (auto const& error : errors)
    items.push_back(JsonObject{{"pointer", error.pointer}, {"code", error.code}, {"detail", error.detail}});
  return problem_with(status, errors.front().code, errors.front().pointer + ": " + errors.front().detail,
                      std::move(items), serial);
}

void check_number(Parameter const& parameter, std::string const& text, std::string const& pointer,
                  std::vector<FieldError>& errors) {
  int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    errors.push_back({pointer, "input.wrong_type", "a whole number is expected"});
  else
    JsonReader::read(Json(number), number, parameter.limits, pointer, errors);
}

void check_value(Call const& call, Parameter const& parameter, std::string const& text,
                 std::vector<FieldError>& errors) {
  auto const pointer = "?" + parameter.name;
  std::string kept;
  if (text.empty()) return;
  switch (parameter.kind) {
    case Parameter::Kind::text: return JsonReader::read(Json(text), kept, parameter.limits, pointer, errors);
    case Parameter::Kind::number: return check_number(parameter, text, pointer, errors);
    case Parameter::Kind::day:
      if (!from_iso_date(text)) errors.push_back({pointer, "input.not_a_day", "a day is written 2026-11-24"});
      return;
    case Parameter::Kind::id:
      if (auto const id = call.read_id_at(pointer, text); !id)
        errors.push_back({pointer, id.error().code, id.error().detail});
  }
}

std::string at_parameter(std::string_view name) {
  std::string out = "?";
  return out += clip(repair_utf8(name), 60);
}

// What nobody reads must not look as if it had narrowed the answer.
std::vector<FieldError> check_query(Route const& route, Call const& call) {
  std::vector<FieldError> errors;
  std::vector<std::string> seen;
  std::string taken;
  for (auto const& parameter : route.parameters) taken += (taken.empty() ? "" : ", ") + parameter.name;
  for (auto const part : split(call.request.query, '&')) {
    if (part.empty()) continue;
    auto const pairs = read_query(part);
    if (pairs.empty()) {
      errors.push_back({at_parameter(part.substr(0, part.find('='))), "request.query_malformed",
                        "its percent escapes cannot be read"});
      continue;
    }
    auto const& [name, value] = pairs.front();
    auto const known = std::ranges::find(route.parameters, name, &Parameter::name);
    if (std::ranges::find(seen, name) != seen.end())
      errors.push_back(
          {at_parameter(name), "request.repeated_parameter", "only one of them would count: send it once"});
    else if (known != route.parameters.end())
      check_value(call, *known, value, errors);
    else
      errors.push_back({at_parameter(name), "request.unknown_parameter",
                        taken.empty() ? "this call takes no parameters: leave it out" : "this call takes: " + taken});
    seen.push_back(name);
  }
  return errors;
}

Result<Done> check_request(Route const& route, Request const& request, Viewer const& viewer) {
  if (changes_something(route.method) && !from_our_own_page(request))
    return fail(Fault::forbidden, "request.foreign_origin", "send the header X-Essaim: 1 from a page of this host");
  if (!viewer.may(route.permission))
    return viewer.person == 0 ? fail(Fault::unauthorised, "session.needed") : fail(Fault::missing, "request.not_found");
  bool const has_body = !request.body.empty();
  bool const left_out = route.body_optional && !has_body;
  if (!route.accepts.empty() && !left_out && !accepts_type(route.accepts, request.header("content-type")))
    return fail(Fault::unsupported, "request.content_type", "accepted here: " + route.accepts);
  if (route.accepts.empty() && has_body)
    return fail(Fault::invalid, "request.unexpected_body", "this call takes no body");
  return Done{};
}

}  // namespace

std::string_view Call::path(std::string_view name) const {
  auto const found = path_.find(name);
  return found == path_.end() ? std::string_view{} : std::string_view(found->second);
}

Result<int64_t> Call::read_id(std::string_view word) const {
  auto const id = organisation.ids.read(word);
  if (!id) return fail(Fault::missing, "request.not_found");
  return *id;
}

Result<int64_t> Call::read_id_at(std::string_view pointer, std::string_view word) const {
  auto const id = organisation.ids.read(word);
  if (!id) return fail_at(pointer, "input.not_an_id", "13 letters, as an answer showed them");
  return *id;
}

Result<Page> Call::page() const {
  Page page{query("cursor"), 30};
  // What pages() declared is checked before a handler runs.
  if (auto const text = query("limit"); !text.empty())
    std::from_chars(text.data(), text.data() + text.size(), page.limit);
  return page;
}

Result<std::string> Call::idempotency_key() const {
  auto const key = request.header("idempotency-key");
  if (key.empty() || key.size() > 100)
    return fail(Fault::invalid, "request.idempotency_key", "send an Idempotency-Key of 1 to 100 characters");
  return std::string(key);
}

Result<std::optional<Json>> Call::find_earlier(db::Tx& tx, std::string const& key) const {
  tx.run(forget_idempotent, (now() - hours(24)).ms);
  auto const earlier = tx.one<Earlier>(find_idempotent, viewer.person, route_, key);
  if (!earlier) return std::optional<Json>();
  if (earlier->body_hash != digest(request.target + "\n" + request.body))
    return fail(Fault::invalid, "request.idempotency_key_reused", "this Idempotency-Key was used for another call");
  return std::optional(TRY(parse_json(earlier->answer)));
}

void Call::remember(db::Tx& tx, std::string const& key, Json const& answer) const {
  tx.run(insert_idempotent, viewer.person, route_, key, digest(request.target + "\n" + request.body),
         print_json(answer), now().ms);
}

Route& Route::text(std::string_view name, std::string_view meaning, Limits limits) {
  parameters.push_back({Parameter::Kind::text, std::string(name), std::string(meaning), std::move(limits)});
  return *this;
}
Route& Route::day(std::string_view name, std::string_view meaning) {
  parameters.push_back({Parameter::Kind::day, std::string(name), std::string(meaning), {}});
  return *this;
}
Route& Route::id(std::string_view name, std::string_view meaning) {
  parameters.push_back({Parameter::Kind::id, std::string(name), std::string(meaning), {}});
  return *this;
}
Route& Route::pages() {
  text("cursor", "`next` of the page before; left out: the first page");
  parameters.push_back({Parameter::Kind::number, "limit", "how many at most", between(1, 100)});
  return *this;
}
Route& Route::without_body_too() {
  body_optional = true;
  return *this;
}

Route& Router::push(Method method, std::string_view path, Permission permission, std::string_view summary,
                    std::string_view accepts, Json input, Json output, int success,
                    std::function<Result<Response>(Call&)> handler) {
  routes_.push_back(Route{method, prefix_ + std::string(path), permission, std::string(summary), std::string(accepts),
                          std::move(input), std::move(output), success, std::move(handler)});
  return routes_.back();
}

// A database that is away or full is the machine's trouble, and no riddle: it is said, and the caller may try again.
Response Router::answer(Request const& request, Organisation& organisation, Authenticate const& authenticate) const {
  try {
    return dispatch(request, organisation, authenticate);
  } catch (db::Full const&) {
    log::error("database.full");
    return problem_with(507, "database.full", "no space is left where the data are kept", {}, request.serial);
  } catch (db::Broken const&) {
    log::error("database.broken");
    return problem_with(503, "database.unavailable", "the database does not answer", {}, request.serial);
  }
}

namespace {

Response run(Route const& route, Call& call) {
  auto const& request = call.request;
  if (auto const checked = check_request(route, request, call.viewer); !checked)
    return problem(checked.error(), request.serial);
  if (auto const errors = check_query(route, call); !errors.empty()) return refuse_all(422, errors, request.serial);
  auto response = route.handler(call);
  if (response) return std::move(*response);
  return problem_of(response.error(), call.existing_id, request.serial);
}

}  // namespace

Response Router::dispatch(Request const& request, Organisation& organisation, Authenticate const& authenticate) const {
  std::string allowed;  // of that path: a 405 names them (RFC 9110 15.5.6)
  for (auto const& route : routes_) {
    std::map<std::string, std::string, std::less<>> values;
    if (!matches(route.path, request.path, values)) continue;
    allowed += (allowed.empty() ? "" : ", ") + std::string(to_text(route.method));
    bool const head = request.method == Method::head && route.method == Method::get;
    if (route.method != request.method && !head) continue;
    Call call(request, organisation, authenticate(organisation, request), std::move(values));
    call.route_ = fmt::format("{} {}", to_text(route.method), route.path);
    call.body_optional_ = route.body_optional;
    Response out = run(route, call);
    for (auto& header : call.headers) out.headers.push_back(std::move(header));
    if (find_header(out.headers, "cache-control").empty()) out.with("cache-control", "no-store");
    return out;
  }
  if (!allowed.empty())
    return problem_with(405, "request.method", "", {}, request.serial).with("allow", std::move(allowed));
  return problem_with(404, "request.not_found", "", {}, request.serial);
}

Response Router::json_response(int status, Json const& body) {
  Response response{.status = status, .headers = {}, .body = print_json(body), .stream = {}};
  response.with("content-type", "application/json");
  return response;
}

Result<Json> Router::body_of(Call const& call) {
  if (call.body_optional_ && call.request.body.empty()) return Json(JsonObject{});
  return parse_json(call.request.body);
}

Response Router::refuse_fields(std::vector<FieldError> const& errors, uint64_t serial) {
  return refuse_all(422, errors, serial);
}

// RFC 9110 section 15.5.1: what cannot be read at all is no input that could be judged.
Response Router::refuse_body(Error const& error, uint64_t serial) {
  return problem_with(400, "request.body_malformed", error.detail, {}, serial);
}

int status_of(Fault fault) {
  switch (fault) {
    case Fault::invalid: return 422;
    case Fault::unauthorised: return 401;
    case Fault::forbidden:
    case Fault::missing: return 404;
    case Fault::conflict: return 409;
    case Fault::too_many: return 429;
    case Fault::too_large: return 413;
    case Fault::unsupported: return 415;
    case Fault::unavailable: return 503;
    case Fault::internal: return 500;
  }
  return 500;
}

Response problem(Error const& error, uint64_t request_serial) { return problem_of(error, {}, request_serial); }

}  // namespace essaim::http
