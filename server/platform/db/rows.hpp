#pragma once
// Many ids or many rows in one statement. On PostgreSQL each statement costs its way to the server and back, so what is
// asked of many is asked once there, in arrays; SQLite lies in this process: it takes ids as JSON, and rows one by one.
//
//   constexpr auto find_names = AMONG("people.find_names", "select id, name from person where id ", "$1", "");
//   tx.many<Named>(find_names.in(tx), db::list_of(tx, ids));
//
//   db::Rows days(tx, day_rows);   // db::Either: one row on SQLite; `select * from unnest(…)` on PostgreSQL
//   for (auto const& day : all) days.add(day.link, day.clicks);
//   days.write();

#include "platform/db/db.hpp"

#include <span>
#include <string>
#include <vector>

namespace essaim::db {

/// One statement in the words of each engine.
struct Either {
  Sql sqlite, postgres;
  Sql const& in(Tx const& tx) const { return tx.engine() == Engine::sqlite ? sqlite : postgres; }
};

/// `before` ends with a column, `parameter` takes list_of() of what that column may be.
#define AMONG(name, before, parameter, after)                                           \
  ::essaim::db::Either {                                                                \
    {name ".sqlite", before "in (select value from json_each(" parameter "))" after}, { \
      name ".postgres", before "= any(cast(" parameter " as bigint[]))" after           \
    }                                                                                   \
  }
std::string list_of(Tx const& tx, std::span<int64_t const> ids);

/// Rows of one table on their way. On PostgreSQL nothing is there before `write`.
class Rows {
 public:
  Rows(Tx& tx, Either const& insert) : tx_(tx), insert_(insert) {}
  template <class... Values>
  void add(Values const&... values) {
    if (tx_.engine() == Engine::sqlite) {
      tx_.run(insert_.sqlite, values...);
      return;
    }
    columns_.resize(sizeof...(values));
    size_t at = 0;
    (put(columns_[at++], as_param(values)), ...);
    if (++waiting_ == most_waiting) write();
  }
  void write();

 private:
  static constexpr size_t most_waiting = 20'000;
  static void put(std::string& column, Param const& value);

  Tx& tx_;
  Either insert_;
  std::vector<std::string> columns_;
  size_t waiting_ = 0;
};

}  // namespace essaim::db
