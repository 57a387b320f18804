// Prints OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0) from the routes and the described types.

#include "base/text.hpp"
#include "platform/http/router.hpp"

namespace essaim::http {
namespace {

Json problem_schema() {
  auto text = [] { return JsonObject{{"type", "string"}}; };
  JsonObject field{{"type", "object"},
                   {"properties", JsonObject{{"pointer", text()}, {"code", text()}, {"detail", text()}}}};
  return JsonObject{{"type", "object"},
                    {"properties", JsonObject{{"type", text()},
                                              {"title", text()},
                                              {"status", JsonObject{{"type", "integer"}}},
                                              {"code", text()},
                                              {"detail", text()},
                                              {"errors", JsonObject{{"type", "array"}, {"items", std::move(field)}}},
                                              {"existing_id", text()},
                                              {"request_id", text()}}},
                    {"required", JsonArray{"type", "title", "status", "code"}}};
}

Json content(std::string_view type, Json schema) {
  return JsonObject{{std::string(type), JsonObject{{"schema", std::move(schema)}}}};
}

Json schema_of(Parameter const& parameter) {
  Schemas none;
  std::string text;
  int64_t number = 0;
  switch (parameter.kind) {
    case Parameter::Kind::number: return SchemaWriter::schema_of(number, parameter.limits, none);
    case Parameter::Kind::day: return JsonObject{{"type", "string"}, {"format", "date"}};
    case Parameter::Kind::text:
    case Parameter::Kind::id: break;
  }
  return SchemaWriter::schema_of(text, parameter.limits, none);
}

// The router refuses every call that changes something without this header, since a page elsewhere cannot send it.
Json own_page_header() {
  return JsonObject{{"name", "X-Essaim"},
                    {"in", "header"},
                    {"required", true},
                    {"description", "Says that the call was made on purpose, and by no form of another site"},
                    {"schema", JsonObject{{"type", "string"}, {"enum", JsonArray{"1"}}}}};
}

// The cookie has two names: browsers hold the first to HTTPS, to this host and to its whole path.
Json session_schemes() {
  auto cookie = [](std::string_view name, std::string_view description) {
    return JsonObject{{"type", "apiKey"}, {"in", "cookie"}, {"name", name}, {"description", description}};
  };
  return JsonObject{{"session", cookie("__Host-essaim_session", "Set by signing in, over HTTPS")},
                    {"session_on_loopback", cookie("essaim_session", "The same without HTTPS, on this machine only")}};
}

Json parameters_of(Route const& route) {
  JsonArray parameters;
  if (route.method != Method::get) parameters.push_back(JsonObject{{"$ref", "#/components/parameters/OwnPage"}});
  for (auto segment : split(route.path, '/'))
    if (segment.starts_with('{'))
      parameters.push_back(JsonObject{{"name", segment.substr(1, segment.size() - 2)},
                                      {"in", "path"},
                                      {"required", true},
                                      {"schema", JsonObject{{"type", "string"}}}});
  for (auto const& parameter : route.parameters)
    parameters.push_back(JsonObject{{"name", parameter.name},
                                    {"in", "query"},
                                    {"required", false},
                                    {"description", parameter.meaning},
                                    {"schema", schema_of(parameter)}});
  return parameters;
}

Json operation_of(Route const& route) {
  Json operation;
  operation.set("summary", route.summary).set("x-permission", route.permission.name);
  if (!(route.permission == open_to_all))
    operation.set("security",
                  JsonArray{JsonObject{{"session", JsonArray{}}}, JsonObject{{"session_on_loopback", JsonArray{}}}});
  if (auto parameters = parameters_of(route); !parameters.array()->empty())
    operation.set("parameters", std::move(parameters));
  if (!route.accepts.empty()) {
    Json const body = route.input.is_null() ? Json(JsonObject{{"type", "string"}, {"format", "binary"}}) : route.input;
    operation.set("requestBody", JsonObject{{"required", !route.body_optional},
                                            {"content", content(trim(split(route.accepts, ',').front()), body)}});
  }
  JsonObject good{{"description", "done"}};
  if (!route.output.is_null()) good.emplace_back("content", content("application/json", route.output));
  JsonObject const refused{
      {"description", "a problem document (RFC 9457)"},
      {"content", content("application/problem+json", JsonObject{{"$ref", "#/components/schemas/Problem"}})}};
  operation.set("responses", JsonObject{{std::to_string(route.success), std::move(good)}, {"default", refused}});
  return operation;
}

}  // namespace

std::string print_openapi(Router const& router, std::string_view version) {
  Json paths{JsonObject{}};
  for (auto const& route : router.routes()) {
    Json path = paths.find(route.path) ? *paths.find(route.path) : Json(JsonObject{});
    path.set(ascii_lower(to_text(route.method)), operation_of(route));
    paths.set(route.path, std::move(path));
  }
  JsonObject schemas;
  for (auto const& [name, schema] : router.schemas()) schemas.emplace_back(name, schema);
  schemas.emplace_back("Problem", problem_schema());
  Json document;
  document.set("openapi", "3.1.0");
  document.set("info",
               JsonObject{{"title", "Essaim"},
                          {"version", version},
                          {"summary", "Employee advocacy by volunteers: stories, shares, links and what they did."}});
  document.set("paths", std::move(paths))
      .set("components", JsonObject{{"schemas", std::move(schemas)},
                                    {"parameters", JsonObject{{"OwnPage", own_page_header()}}},
                                    {"securitySchemes", session_schemes()}});
  return print_json_pretty(document);
}

}  // namespace essaim::http
