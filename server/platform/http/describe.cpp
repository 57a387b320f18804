#include "platform/http/describe.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace essaim::http {
namespace {

std::string escape_pointer(std::string_view name) {
  return replace_all(replace_all(std::string(name), "~", "~0"), "/", "~1");
}

}  // namespace

void JsonReader::wrong(std::string_view code, std::string_view detail) {
  errors_.push_back({pointer_, std::string(code), std::string(detail)});
}

void JsonReader::refuse_unknown() {
  auto const* members = from_.object();
  if (!members) return;
  for (auto const& [name, value] : *members)
    if (std::find(known_.begin(), known_.end(), name) == known_.end())
      errors_.push_back(
          {pointer_ + "/" + escape_pointer(clip(name, 60)), "input.unknown_field", "this member is not known here"});
}

// What is empty is to be filled in; only what is there can be too short.
static std::string too_many_or_few(size_t count, Limits const& limits) {
  if (count >= limits.min) return "input.too_long";
  return count == 0 ? "input.required" : "input.too_short";
}

bool JsonReader::check_count(size_t count, Limits const& limits, std::string const& pointer,
                             std::vector<FieldError>& errors) {
  if (count >= limits.min && count <= limits.max) return true;
  errors.push_back({pointer, too_many_or_few(count, limits),
                    fmt::format("{} to {} are accepted, {} came", limits.min, limits.max, count)});
  return false;
}

void JsonReader::read_value(Json const& from, std::string& out, Limits const& limits, std::string const& pointer,
                            std::vector<FieldError>& errors) {
  auto const* text = from.string();
  if (!text) {
    errors.push_back({pointer, "input.wrong_type", "a text is expected"});
    return;
  }
  if (text->find('\0') != std::string::npos) {
    errors.push_back({pointer, "input.bad_character", "U+0000 cannot be stored"});
    return;
  }
  if (!is_utf8(*text)) {
    errors.push_back({pointer, "input.bad_character", "not UTF-8"});
    return;
  }
  if (!limits.choices.empty() &&
      std::find(limits.choices.begin(), limits.choices.end(), *text) == limits.choices.end()) {
    errors.push_back({pointer, "input.not_a_choice", fmt::format("one of: {}", fmt::join(limits.choices, ", "))});
    return;
  }
  if (check_count(to_utf32(*text).size(), limits, pointer, errors)) out = *text;
}

void JsonReader::read_value(Json const& from, bool& out, Limits const&, std::string const& pointer,
                            std::vector<FieldError>& errors) {
  if (auto const* value = from.boolean())
    out = *value;
  else
    errors.push_back({pointer, "input.wrong_type", "true or false is expected"});
}

void JsonReader::read_value(Json const& from, int64_t& out, Limits const& limits, std::string const& pointer,
                            std::vector<FieldError>& errors) {
  auto const* value = from.integer();
  if (!value) {
    errors.push_back({pointer, "input.wrong_type", "a whole number is expected"});
    return;
  }
  if ((limits.least && *value < *limits.least) || (limits.most && *value > *limits.most)) {
    errors.push_back(
        {pointer, "input.out_of_range",
         fmt::format("{} to {} is accepted", limits.least.value_or(INT64_MIN), limits.most.value_or(INT64_MAX))});
    return;
  }
  out = *value;
}

void JsonReader::read_value(Json const& from, int& out, Limits const& limits, std::string const& pointer,
                            std::vector<FieldError>& errors) {
  int64_t wide = 0;
  Limits narrowed = limits;
  narrowed.least = limits.least.value_or(INT32_MIN);
  narrowed.most = limits.most.value_or(INT32_MAX);
  read_value(from, wide, narrowed, pointer, errors);
  out = int(wide);
}

void JsonReader::read_value(Json const& from, double& out, Limits const&, std::string const& pointer,
                            std::vector<FieldError>& errors) {
  if (auto const* real = from.real())
    out = *real;
  else if (auto const* whole = from.integer())
    out = double(*whole);
  else
    errors.push_back({pointer, "input.wrong_type", "a number is expected"});
}

Json SchemaWriter::schema_of(std::string&, Limits const& limits, Schemas&) {
  JsonObject schema{{"type", "string"}};
  if (!limits.choices.empty()) {
    JsonArray values;
    for (auto choice : limits.choices) values.emplace_back(choice);
    schema.emplace_back("enum", std::move(values));
    return schema;
  }
  if (limits.min > 0) schema.emplace_back("minLength", limits.min);
  schema.emplace_back("maxLength", limits.max);
  return schema;
}

Json SchemaWriter::schema_of(bool&, Limits const&, Schemas&) { return JsonObject{{"type", "boolean"}}; }
Json SchemaWriter::schema_of(int64_t&, Limits const& limits, Schemas&) {
  JsonObject schema{{"type", "integer"}};
  if (limits.least) schema.emplace_back("minimum", *limits.least);
  if (limits.most) schema.emplace_back("maximum", *limits.most);
  return schema;
}
Json SchemaWriter::schema_of(int&, Limits const& limits, Schemas& schemas) {
  int64_t wide = 0;
  return schema_of(wide, limits, schemas);
}
Json SchemaWriter::schema_of(double&, Limits const&, Schemas&) { return JsonObject{{"type", "number"}}; }
Json SchemaWriter::schema_of(Json&, Limits const&, Schemas&) {
  return JsonObject{{"type", "object"}, {"additionalProperties", true}};
}

Json SchemaWriter::or_null(Json schema) {
  if (schema.find("type") && schema.find("type")->string() && !schema.find("enum")) {
    schema.set("type", JsonArray{*schema.find("type"), "null"});
    return schema;
  }
  return JsonObject{{"anyOf", JsonArray{std::move(schema), JsonObject{{"type", "null"}}}}};
}
Json SchemaWriter::list_of(Json schema) { return JsonObject{{"type", "array"}, {"items", std::move(schema)}}; }
Json SchemaWriter::reference_to(std::string_view name) {
  return JsonObject{{"$ref", "#/components/schemas/" + std::string(name)}};
}

void SchemaWriter::add(std::string_view name, Json schema, bool required) {
  properties_.emplace_back(std::string(name), std::move(schema));
  if (required) required_.emplace_back(name);
}

Json SchemaWriter::take() {
  JsonObject schema{{"type", "object"}, {"properties", std::move(properties_)}, {"additionalProperties", false}};
  if (!required_.empty()) schema.emplace_back("required", std::move(required_));
  return schema;
}

}  // namespace essaim::http
