#pragma once
// One description per DTO gives JSON in, JSON out and the OpenAPI schema:
//
//   struct Theme { static constexpr std::string_view dto = "Theme"; std::string id, name_fr; std::optional<int64_t> n;
//   }; template <class V> void describe(V& v, Theme& t) {
//     v("id", t.id); v("name_fr", t.name_fr, Limits{.max = 80}); v("colour", t.colour, one_of({"sapin", "miel"}));
//     v("n", t.n);
//   }
//
// Fields: std::string, bool, int64_t, int, double, described structs, and std::optional and std::vector of these.
// Reading: optional and vector may be left out, `v.maybe(…)` keeps the default when left out, all else is required;
// unknown members and wrong types are refused with an RFC 6901 pointer; strings hold no U+0000 (PostgreSQL stores
// none).

#include "base/json.hpp"
#include "base/result.hpp"

#include <concepts>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::http {

struct Limits {
  size_t min = 0;  // code points of a string, items of a list
  size_t max = 2000;
  std::vector<std::string_view> choices{};  // allowed values of a string, or of each string in a list
  std::optional<int64_t> least{}, most{};   // of a number
};
inline Limits one_of(std::initializer_list<std::string_view> values) {
  Limits l;
  l.choices = values;
  return l;
}
inline Limits between(int64_t least, int64_t most) {
  Limits l;
  l.least = least;
  l.most = most;
  return l;
}

struct FieldError {
  std::string pointer, code, detail;
};

class JsonWriter {
 public:
  template <class T>
  void operator()(std::string_view name, T& field, Limits const& = {}) {
    out_.emplace_back(std::string(name), to_json(field));
  }
  template <class T>
  void maybe(std::string_view name, T& field, Limits const& = {}) {
    (*this)(name, field);
  }
  Json take() { return Json(std::move(out_)); }

  static Json to_json(std::string& v) { return Json(v); }
  static Json to_json(bool& v) { return Json(v); }
  static Json to_json(int64_t& v) { return Json(v); }
  static Json to_json(int& v) { return Json(v); }
  static Json to_json(double& v) { return Json(v); }
  static Json to_json(Json& v) { return v; }
  template <class T>
  static Json to_json(std::optional<T>& v) {
    return v ? to_json(*v) : Json();
  }
  template <class T>
  static Json to_json(std::vector<T>& v) {
    JsonArray items;
    items.reserve(v.size());
    for (auto&& item : v) {
      T copy = item;
      items.push_back(to_json(copy));
    }
    return Json(std::move(items));
  }
  template <class T>
  requires requires(JsonWriter& w, T& t) { describe(w, t); }
  static Json to_json(T& v) {
    JsonWriter w;
    describe(w, v);
    return w.take();
  }

 private:
  JsonObject out_;
};

class JsonReader {
 public:
  JsonReader(Json const& from, std::string pointer, std::vector<FieldError>& errors)
      : from_(from), pointer_(std::move(pointer)), errors_(errors) {
    if (!from.object()) wrong("input.not_an_object", "an object is expected here");
  }
  ~JsonReader() { refuse_unknown(); }
  JsonReader(JsonReader const&) = delete;
  JsonReader& operator=(JsonReader const&) = delete;

  template <class T>
  void operator()(std::string_view name, T& field, Limits const& limits = {}) {
    take(name, field, limits, true);
  }
  template <class T>
  void maybe(std::string_view name, T& field, Limits const& limits = {}) {
    take(name, field, limits, false);
  }

  template <class T>
  static void read(Json const& from, T& out, Limits const& limits, std::string const& pointer,
                   std::vector<FieldError>& errors) {
    if constexpr (requires(JsonReader & r) { describe(r, out); }) {
      JsonReader reader(from, pointer, errors);
      describe(reader, out);
    } else
      read_value(from, out, limits, pointer, errors);
  }

 private:
  template <class T>
  struct is_optional : std::false_type {};
  template <class T>
  struct is_optional<std::optional<T>> : std::true_type {};
  template <class T>
  struct is_vector : std::false_type {};
  template <class T>
  struct is_vector<std::vector<T>> : std::true_type {};

  template <class T>
  void take(std::string_view name, T& field, Limits const& limits, bool required) {
    known_.push_back(name);
    auto const* value = from_.find(name);
    std::string const pointer = pointer_ + "/" + std::string(name);
    if (!value || (value->is_null() && !required)) {
      if (required && !is_optional<T>::value && !is_vector<T>::value)
        errors_.push_back({pointer, "input.required", "this member is required"});
      return;
    }
    read(*value, field, limits, pointer, errors_);
  }
  template <class T>
  static void read_value(Json const& from, std::optional<T>& out, Limits const& limits, std::string const& pointer,
                         std::vector<FieldError>& errors) {
    if (from.is_null()) {
      out.reset();
      return;
    }
    T value{};
    read(from, value, limits, pointer, errors);
    out = std::move(value);
  }
  template <class T>
  static void read_value(Json const& from, std::vector<T>& out, Limits const& limits, std::string const& pointer,
                         std::vector<FieldError>& errors) {
    out.clear();
    auto const* items = from.array();
    if (!items) {
      errors.push_back({pointer, "input.wrong_type", "a list is expected"});
      return;
    }
    if (!check_count(items->size(), limits, pointer, errors)) return;
    Limits const each{.choices = limits.choices, .least = limits.least, .most = limits.most};
    for (size_t i = 0; i < items->size(); ++i) {
      T value{};
      read((*items)[i], value, each, pointer + "/" + std::to_string(i), errors);
      out.push_back(std::move(value));
    }
  }
  static void read_value(Json const& from, std::string& out, Limits const&, std::string const& pointer,
                         std::vector<FieldError>& errors);
  static void read_value(Json const& from, bool& out, Limits const&, std::string const& pointer,
                         std::vector<FieldError>& errors);
  static void read_value(Json const& from, int64_t& out, Limits const&, std::string const& pointer,
                         std::vector<FieldError>& errors);
  static void read_value(Json const& from, int& out, Limits const&, std::string const& pointer,
                         std::vector<FieldError>& errors);
  static void read_value(Json const& from, double& out, Limits const&, std::string const& pointer,
                         std::vector<FieldError>& errors);
  static void read_value(Json const& from, Json& out, Limits const&, std::string const&, std::vector<FieldError>&) {
    out = from;
  }
  static bool check_count(size_t count, Limits const&, std::string const& pointer, std::vector<FieldError>& errors);
  void wrong(std::string_view code, std::string_view detail);
  void refuse_unknown();

  Json const& from_;
  std::string pointer_;
  std::vector<FieldError>& errors_;
  std::vector<std::string_view> known_;
};

/// Named schemas, filled while routes are added; printed as components/schemas.
using Schemas = std::map<std::string, Json, std::less<>>;

class SchemaWriter {
 public:
  explicit SchemaWriter(Schemas& schemas) : schemas_(schemas) {}
  template <class T>
  void operator()(std::string_view name, T& field, Limits const& limits = {}) {
    add(name, schema_of(field, limits, schemas_), true);
  }
  template <class T>
  void maybe(std::string_view name, T& field, Limits const& limits = {}) {
    add(name, schema_of(field, limits, schemas_), false);
  }
  Json take();

  static Json schema_of(std::string&, Limits const& limits, Schemas&);
  static Json schema_of(bool&, Limits const&, Schemas&);
  static Json schema_of(int64_t&, Limits const& limits, Schemas&);
  static Json schema_of(int&, Limits const& limits, Schemas&);
  static Json schema_of(double&, Limits const&, Schemas&);
  static Json schema_of(Json&, Limits const&, Schemas&);
  template <class T>
  static Json schema_of(std::optional<T>&, Limits const& limits, Schemas& schemas) {
    T value{};
    return or_null(schema_of(value, limits, schemas));
  }
  template <class T>
  static Json schema_of(std::vector<T>&, Limits const& limits, Schemas& schemas) {
    T value{};
    Limits const each{.choices = limits.choices, .least = limits.least, .most = limits.most};
    return list_of(schema_of(value, each, schemas));
  }
  template <class T>
  requires requires(SchemaWriter& w, T& t) { describe(w, t); }
  static Json schema_of(T& value, Limits const&, Schemas& schemas) {
    std::string const name(T::dto);
    if (!schemas.contains(name)) {
      schemas[name] = Json();  // stands in for itself while a DTO that holds its own kind is described
      SchemaWriter writer(schemas);
      describe(writer, value);
      schemas[name] = writer.take();
    }
    return reference_to(name);
  }

 private:
  void add(std::string_view name, Json schema, bool required);
  static Json or_null(Json schema);
  static Json list_of(Json schema);
  static Json reference_to(std::string_view name);

  Schemas& schemas_;
  JsonObject properties_;
  JsonArray required_;
};

template <class T>
Json write_dto(T const& value) {
  T copy = value;
  return JsonWriter::to_json(copy);
}

/// Fills T, or answers what is wrong with which field.
template <class T>
T read_dto(Json const& from, std::vector<FieldError>& errors) {
  T value{};
  JsonReader::read(from, value, {}, "", errors);
  return value;
}

}  // namespace essaim::http
