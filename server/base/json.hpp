#pragma once
// A JSON value small enough to include everywhere. Reading is Boost.JSON's (RFC 8259, depth 32, no
// invalid UTF-8); printing is ours, because Boost.JSON 1.81 prints 0.5 as 5E-1. Amounts travel as integers.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace essaim {

class Json;
using JsonArray = std::vector<Json>;
using JsonObject = std::vector<std::pair<std::string, Json>>;  // keeps the order in which it was written

class Json {
 public:
  using Value = std::variant<std::nullptr_t, bool, int64_t, double, std::string, JsonArray, JsonObject>;

  Json() : value_(nullptr) {}
  Json(std::nullptr_t) : value_(nullptr) {}
  Json(bool v) : value_(v) {}
  Json(int v) : value_(int64_t{v}) {}
  Json(int64_t v) : value_(v) {}
  Json(size_t v) : value_(int64_t(v)) {}
  Json(double v) : value_(v) {}
  Json(char const* v) : value_(std::string(v)) {}
  Json(std::string_view v) : value_(std::string(v)) {}
  Json(std::string v) : value_(std::move(v)) {}
  Json(JsonArray v) : value_(std::move(v)) {}
  Json(JsonObject v) : value_(std::move(v)) {}

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool const* boolean() const { return std::get_if<bool>(&value_); }
  int64_t const* integer() const { return std::get_if<int64_t>(&value_); }
  double const* real() const { return std::get_if<double>(&value_); }
  std::string const* string() const { return std::get_if<std::string>(&value_); }
  JsonArray const* array() const { return std::get_if<JsonArray>(&value_); }
  JsonObject const* object() const { return std::get_if<JsonObject>(&value_); }
  JsonArray* array() { return std::get_if<JsonArray>(&value_); }
  JsonObject* object() { return std::get_if<JsonObject>(&value_); }

  /// The member of that name, or null where this is no object or has none.
  Json const* find(std::string_view key) const;
  /// Replaces or appends; makes an object of a null.
  Json& set(std::string_view key, Json value);
  std::string string_or(std::string_view key, std::string_view otherwise = {}) const;

 private:
  Value value_;
};

/// `json.malformed` with the place in `detail`.
Result<Json> parse_json(std::string_view text);
std::string print_json(Json const& value);
/// Two spaces a level and a last line end: for people and for committed files.
std::string print_json_pretty(Json const& value);
/// Quoted and escaped; also U+2028, U+2029 and '<', so that it is inert inside a script element.
std::string json_quote(std::string_view text);

}  // namespace essaim
