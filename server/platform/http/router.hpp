#pragma once
// Routes with their permission, their types and their sentence; a route without a permission does not compile.
//
//   router.get<Charter>("/charter", open_to_all, "The charter in force", [](Call& call) -> Result<Charter> {…});
//   router.post<SignIn, Me>("/session", open_to_all, "Signs in", [](Call& call, SignIn const& in) -> Result<Me> {…});
//   router.get<People>("/people", read, "Who is here", handler).text("query", "part of a name").pages();
//
// Paths are below /api/v1; {name} takes one segment. Out = Done answers 204, Out = Response answers as it is.
// Before a handler runs the router has checked: method, permission (missing and forbidden are one answer), origin and
// the X-Essaim header of every call that changes something (cross-site requests cannot send it), content type, body,
// and the query: a parameter that the route does not declare is refused, since it would be believed to act.

#include "platform/access/access.hpp"
#include "platform/access/organisation.hpp"
#include "platform/http/describe.hpp"
#include "platform/http/message.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace essaim::http {

struct Page {
  std::string cursor;  // empty: from the start
  int64_t limit = 30;  // 1 to 100
};

/// One request being answered: what came, who asks, and what the answer shall carry beside its body.
class Call {
 public:
  Call(Request const& request_, Organisation& organisation_, Viewer viewer_,
       std::map<std::string, std::string, std::less<>> path)
      : request(request_), organisation(organisation_), viewer(std::move(viewer_)), path_(std::move(path)) {}

  Request const& request;
  Organisation& organisation;
  Viewer viewer;
  Headers headers;          // of the answer: Set-Cookie, Retry-After, …
  int status = 0;           // of the answer, when not 200, 201 (set it) or 204
  std::string existing_id;  // of a refusal: the id of what is there already

  db::Db& db() { return *organisation.db; }
  Instant now() const { return organisation.now(); }
  std::string_view path(std::string_view name) const;
  /// The id in a path segment; a word that is none answers like a missing thing.
  template <class Tag>
  Result<Id<Tag>> path_id(std::string_view name) const {
    return Id<Tag>{TRY(read_id(path(name)))};
  }
  Result<int64_t> read_id(std::string_view word) const;
  /// An id inside a body or a query: a bad word names its field.
  template <class Tag>
  Result<Id<Tag>> id_at(std::string_view pointer, std::string_view word) const {
    return Id<Tag>{TRY(read_id_at(pointer, word))};
  }
  Result<int64_t> read_id_at(std::string_view pointer, std::string_view word) const;
  template <class Tag>
  std::string show(Id<Tag> id) const {
    return organisation.ids.show(id);
  }
  std::string query(std::string_view name) const { return request.parameter(name).value_or(""); }
  Result<Page> page() const;

  /// Runs `work` in one write transaction together with the Idempotency-Key's row: a second call with the same key and
  /// body answers what the first answered and does nothing; another body answers 422. Kept 24 h per person and route.
  template <class Out, class F>
  Result<Out> write_once(F&& work) {
    auto const key = TRY(idempotency_key());
    return db().write([&](db::Tx& tx) -> Result<Out> {
      if (auto const earlier = TRY(find_earlier(tx, key))) {
        std::vector<FieldError> errors;
        return read_dto<Out>(*earlier, errors);
      }
      Out out = TRY(work(tx));
      remember(tx, key, write_dto(out));
      return out;
    });
  }

 private:
  friend class Router;
  Result<std::string> idempotency_key() const;
  Result<std::optional<Json>> find_earlier(db::Tx& tx, std::string const& key) const;
  void remember(db::Tx& tx, std::string const& key, Json const& answer) const;

  std::map<std::string, std::string, std::less<>> path_;
  std::string route_;
  bool body_optional_ = false;
};

/// A parameter of a route's query. Left out or empty, it says nothing.
struct Parameter {
  enum class Kind { text, number, day, id } kind;
  std::string name, meaning;
  Limits limits;
};

struct Route {
  Method method;
  std::string path;  // "/api/v1/stories/{id}"
  Permission permission;
  std::string summary;
  std::string accepts;  // content type of the body, empty: none
  Json input, output;   // schemas; null: none, or not JSON
  int success = 200;
  std::function<Result<Response>(Call&)> handler;
  std::vector<Parameter> parameters{};
  bool body_optional = false;

  Route& text(std::string_view name, std::string_view meaning, Limits limits = {.max = 300});
  Route& day(std::string_view name, std::string_view meaning);
  Route& id(std::string_view name, std::string_view meaning);
  /// `cursor` and `limit`, for Call::page().
  Route& pages();
  /// Without a body the handler gets the defaults of its input.
  Route& without_body_too();
};

/// How a session is found from a request; people gives it.
using Authenticate = std::function<Viewer(Organisation&, Request const&)>;

class Router {
 public:
  Router() : Router("/api/v1") {}
  explicit Router(std::string prefix) : prefix_(std::move(prefix)) {}

  template <class Out, class F>
  Route& get(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<Out>(Method::get, path, permission, summary, std::move(handler));
  }
  template <class Out, class F>
  Route& del(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<Out>(Method::del, path, permission, summary, std::move(handler));
  }
  /// POST without a body.
  template <class Out, class F>
  Route& post(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<Out>(Method::post, path, permission, summary, std::move(handler));
  }
  /// PUT without a body: a state is switched on.
  template <class Out, class F>
  Route& put(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<Out>(Method::put, path, permission, summary, std::move(handler));
  }
  template <class In, class Out, class F>
  Route& post(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<In, Out>(Method::post, path, permission, summary, std::move(handler));
  }
  template <class In, class Out, class F>
  Route& put(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<In, Out>(Method::put, path, permission, summary, std::move(handler));
  }
  template <class In, class Out, class F>
  Route& patch(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<In, Out>(Method::patch, path, permission, summary, std::move(handler));
  }
  template <class In, class Out, class F>
  Route& del(std::string_view path, Permission permission, std::string_view summary, F handler) {
    return add<In, Out>(Method::del, path, permission, summary, std::move(handler));
  }
  /// A body that is not JSON ("text/csv", "image/*", …): the handler reads call.request.body itself.
  template <class Out, class F>
  Route& post_raw(std::string_view path, Permission permission, std::string_view accepts, std::string_view summary,
                  F handler) {
    auto& route = add<Out>(Method::post, path, permission, summary, std::move(handler));
    route.accepts = accepts;
    return route;
  }

  /// Answers any request below the prefix; a problem document for each refusal.
  Response answer(Request const& request, Organisation& organisation, Authenticate const& authenticate) const;
  std::vector<Route> const& routes() const { return routes_; }
  Schemas const& schemas() const { return schemas_; }
  std::string const& prefix() const { return prefix_; }

 private:
  template <class Out, class F>
  Route& add(Method method, std::string_view path, Permission permission, std::string_view summary, F handler) {
    return push(
        method, path, permission, summary, {}, {}, schema<Out>(), status_of<Out>(),
        [handler = std::move(handler)](Call& call) -> Result<Response> { return reply<Out>(call, handler(call)); });
  }
  template <class In, class Out, class F>
  Route& add(Method method, std::string_view path, Permission permission, std::string_view summary, F handler) {
    return push(method, path, permission, summary, "application/json", schema<In>(), schema<Out>(), status_of<Out>(),
                [handler = std::move(handler)](Call& call) -> Result<Response> {
                  std::vector<FieldError> errors;
                  auto const body = body_of(call);
                  if (!body) return refuse_body(body.error(), call.request.serial);
                  In const in = read_dto<In>(*body, errors);
                  if (!errors.empty()) return refuse_fields(errors, call.request.serial);
                  return reply<Out>(call, handler(call, in));
                });
  }
  template <class T>
  Json schema() {
    if constexpr (std::is_same_v<T, Done> || std::is_same_v<T, Response>)
      return Json();
    else {
      T value{};
      return SchemaWriter::schema_of(value, Limits{}, schemas_);
    }
  }
  template <class Out>
  static int status_of() {
    return std::is_same_v<Out, Done> ? 204 : 200;
  }
  template <class Out>
  static Result<Response> reply(Call& call, Result<Out> result) {
    auto out = TRY(std::move(result));
    if constexpr (std::is_same_v<Out, Response>)
      return out;
    else if constexpr (std::is_same_v<Out, Done>)
      return Response{.status = call.status ? call.status : 204, .headers = {}, .body = {}, .stream = {}};
    else
      return json_response(call.status ? call.status : 200, write_dto(out));
  }
  Response dispatch(Request const& request, Organisation& organisation, Authenticate const& authenticate) const;
  static Response json_response(int status, Json const& body);
  static Result<Json> body_of(Call const& call);
  static Response refuse_body(Error const& error, uint64_t serial);
  static Response refuse_fields(std::vector<FieldError> const& errors, uint64_t serial);
  Route& push(Method method, std::string_view path, Permission permission, std::string_view summary,
              std::string_view accepts, Json input, Json output, int success,
              std::function<Result<Response>(Call&)> handler);

  std::string prefix_;
  std::vector<Route> routes_;
  Schemas schemas_;
};

/// The problem document (RFC 9457) of an error.
Response problem(Error const& error, uint64_t request_serial);
int status_of(Fault fault);
/// OpenAPI 3.1 of all routes, pretty-printed: committed as api/openapi.json.
std::string print_openapi(Router const& router, std::string_view version);

}  // namespace essaim::http
