#include "platform/db/rows.hpp"

namespace essaim::db {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

// As PostgreSQL reads an array's items (array_in in arrayfuncs.c); bytes as \x and hex digits.
void put_quoted(std::string& column, std::string_view text) {
  column += '"';
  for (char const c : text) {
    if (c == '"' || c == '\\') column += '\\';
    column += c;
  }
  column += '"';
}

void put_bytes(std::string& column, std::string_view bytes) {
  column += "\"\\\\x";
  for (unsigned char const c : bytes) {
    column += hex_digits[c >> 4];
    column += hex_digits[c & 15];
  }
  column += '"';
}

}  // namespace

std::string list_of(Tx const& tx, std::span<int64_t const> ids) {
  bool const sqlite = tx.engine() == Engine::sqlite;
  std::string out(1, sqlite ? '[' : '{');
  for (auto const id : ids) {
    if (out.size() > 1) out += ',';
    out += std::to_string(id);
  }
  return out += sqlite ? ']' : '}';
}

void Rows::put(std::string& column, Param const& value) {
  column += column.empty() ? '{' : ',';
  if (auto const* number = std::get_if<int64_t>(&value))
    column += std::to_string(*number);
  else if (auto const* text = std::get_if<std::string_view>(&value))
    put_quoted(column, *text);
  else if (auto const* bytes = std::get_if<Bytes const*>(&value))
    put_bytes(column, (*bytes)->value);
  else
    column += "null";
}

void Rows::write() {
  if (waiting_ == 0) return;
  std::vector<Param> arrays;
  for (auto& column : columns_) arrays.emplace_back(std::string_view(column += '}'));
  tx_.execute(insert_.postgres, arrays, nullptr);
  columns_.clear();
  waiting_ = 0;
}

}  // namespace essaim::db
