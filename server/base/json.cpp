#include "base/json.hpp"

#include <boost/json/src.hpp>
#include <fmt/format.h>

#include <cmath>

namespace essaim {
namespace {

namespace bj = boost::json;

// Boost keeps the last of duplicate keys, as browsers do; the reading of DTOs refuses what it does not know.
Result<Json> convert(bj::value const& from) {
  switch (from.kind()) {
    case bj::kind::null: return Json();
    case bj::kind::bool_: return Json(from.get_bool());
    case bj::kind::int64: return Json(int64_t{from.get_int64()});
    case bj::kind::uint64: return Json(double(from.get_uint64()));
    case bj::kind::double_: return Json(from.get_double());
    case bj::kind::string: return Json(std::string_view(from.get_string()));
    case bj::kind::array: {
      JsonArray out;
      out.reserve(from.get_array().size());
      for (auto const& item : from.get_array()) out.push_back(TRY(convert(item)));
      return Json(std::move(out));
    }
    case bj::kind::object: {
      JsonObject out;
      out.reserve(from.get_object().size());
      for (auto const& member : from.get_object())
        out.emplace_back(std::string(member.key()), TRY(convert(member.value())));
      return Json(std::move(out));
    }
  }
  return Json();
}

void print(std::string& out, Json const& value, int indent);

void newline(std::string& out, int indent) {
  if (indent < 0) return;
  out += '\n';
  out.append(size_t(indent) * 2, ' ');
}

int deeper(int indent) { return indent < 0 ? indent : indent + 1; }

void print_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  if (value == std::floor(value) && std::abs(value) < 9e15) {
    fmt::format_to(std::back_inserter(out), "{}", int64_t(value));
    return;
  }
  fmt::format_to(std::back_inserter(out), "{}", value);
}

void print_array(std::string& out, JsonArray const& items, int indent) {
  out += '[';
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    newline(out, deeper(indent));
    print(out, items[i], deeper(indent));
  }
  if (!items.empty()) newline(out, indent);
  out += ']';
}

void print_object(std::string& out, JsonObject const& members, int indent) {
  out += '{';
  for (size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    newline(out, deeper(indent));
    out += json_quote(members[i].first);
    out += indent < 0 ? ":" : ": ";
    print(out, members[i].second, deeper(indent));
  }
  if (!members.empty()) newline(out, indent);
  out += '}';
}

void print(std::string& out, Json const& value, int indent) {
  if (value.is_null())
    out += "null";
  else if (auto const* b = value.boolean())
    out += *b ? "true" : "false";
  else if (auto const* i = value.integer())
    fmt::format_to(std::back_inserter(out), "{}", *i);
  else if (auto const* d = value.real())
    print_number(out, *d);
  else if (auto const* s = value.string())
    out += json_quote(*s);
  else if (auto const* a = value.array())
    print_array(out, *a, indent);
  else if (auto const* o = value.object())
    print_object(out, *o, indent);
}

}  // namespace

Json const* Json::find(std::string_view key) const {
  if (auto const* members = object())
    for (auto const& [name, value] : *members)
      if (name == key) return &value;
  return nullptr;
}

Json& Json::set(std::string_view key, Json value) {
  if (is_null()) value_ = JsonObject{};
  auto& members = std::get<JsonObject>(value_);
  for (auto& [name, old] : members)
    if (name == key) {
      old = std::move(value);
      return *this;
    }
  members.emplace_back(std::string(key), std::move(value));
  return *this;
}

std::string Json::string_or(std::string_view key, std::string_view otherwise) const {
  auto const* member = find(key);
  auto const* text = member ? member->string() : nullptr;
  return text ? *text : std::string(otherwise);
}

Result<Json> parse_json(std::string_view text) {
  bj::parse_options options;
  options.max_depth = 32;
  bj::error_code error;
  bj::stream_parser parser({}, options);
  size_t const read = parser.write_some(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  if (error) return fail(Fault::invalid, "json.malformed", fmt::format("{} near byte {}", error.message(), read));
  if (read < text.size() && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
    return fail(Fault::invalid, "json.malformed", fmt::format("more text after the value, at byte {}", read));
  return convert(parser.release());
}

std::string print_json(Json const& value) {
  std::string out;
  print(out, value, -1);
  return out;
}

std::string print_json_pretty(Json const& value) {
  std::string out;
  print(out, value, 0);
  return out + "\n";
}

std::string json_quote(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  out += '"';
  for (size_t i = 0; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += char(c);
    } else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (c < 0x20 || c == '<')
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
    else if (c == 0xE2 && text.substr(i, 3) == "\u2028") {
      out += "\\u2028";
      i += 2;
    } else if (c == 0xE2 && text.substr(i, 3) == "\u2029") {
      out += "\\u2029";
      i += 2;
    } else
      out += char(c);
  }
  return out + '"';
}

}  // namespace essaim
