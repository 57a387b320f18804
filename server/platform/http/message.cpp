#include "platform/http/message.hpp"

#include "base/text.hpp"

#include <array>

namespace essaim::http {

namespace {

struct Word {
  Method method;
  std::string_view text;
};
constexpr std::array words{Word{Method::get, "GET"},        Word{Method::head, "HEAD"},   Word{Method::post, "POST"},
                           Word{Method::put, "PUT"},        Word{Method::patch, "PATCH"}, Word{Method::del, "DELETE"},
                           Word{Method::options, "OPTIONS"}};

/// Forms write a space as '+' (WHATWG URL, application/x-www-form-urlencoded).
std::optional<std::string> decode_form(std::string_view text) {
  return percent_decode(replace_all(std::string(text), "+", " "));
}

}  // namespace

std::string_view to_text(Method method) {
  for (auto const& word : words)
    if (word.method == method) return word.text;
  return "OTHER";
}

Method read_method(std::string_view text) {
  for (auto const& word : words)
    if (word.text == text) return word.method;
  return Method::other;
}

std::string_view find_header(Headers const& headers, std::string_view lower_name) {
  for (auto const& [name, value] : headers)
    if (name == lower_name) return value;
  return {};
}

std::vector<std::pair<std::string, std::string>> read_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (auto const part : split(query, '&')) {
    if (part.empty()) continue;
    auto const equals = part.find('=');
    auto name = decode_form(part.substr(0, equals));
    auto value =
        equals == std::string_view::npos ? std::optional<std::string>("") : decode_form(part.substr(equals + 1));
    if (name && value) pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  for (auto& [key, value] : read_query(query))
    if (key == name) return std::move(value);
  return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (auto const& [key, value] : headers) {
    if (key != "cookie") continue;
    for (auto part : split(value, ';')) {
      part = trim(part);
      auto const equals = part.find('=');
      if (equals != std::string_view::npos && part.substr(0, equals) == name)
        return std::string(part.substr(equals + 1));
    }
  }
  return std::nullopt;
}

}  // namespace essaim::http
