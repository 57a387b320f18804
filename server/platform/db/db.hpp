#pragma once
// One thin door to SQLite 3.40 and PostgreSQL 15. SQL is written once, in the dialect both share, with $1 parameters.
//
//   auto people = tx.many<Person>(find_people, group.value);          // Person has `static Person read(Row&)`
//   auto found  = tx.one<Person>(find_person, id.value);              // std::optional
//   auto count  = tx.one<int64_t>(count_people).value();
//   int64_t n   = tx.run(rename_person, id.value, name);              // rows touched
//
// A broken database throws db::Broken; expected refusals are written as `on conflict do nothing` and counted.
// Parameters carry their type (int64_t, std::string, Bytes, and std::optional of each), because PostgreSQL refuses an
// untyped null. Tx is used by one thread at a time; Db is thread-safe.

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace essaim::db {

/// A statement and its name: the name goes to logs, metrics and the slow-query report. Always constexpr: SQL is never
/// built from strings. Every Sql registers itself for the test that prepares all of them on both engines.
struct Sql {
  std::string_view name;
  std::string_view text;
};

struct Bytes {
  std::string value;
  bool operator==(Bytes const&) const = default;
};

struct Null {
  enum class Type { integer, text, bytes } type;
};
using Param = std::variant<Null, int64_t, std::string_view, Bytes const*>;

/// The machine is broken: the database is gone, the disk is full, a constraint that code should keep is violated.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// No space left on the device; nothing of the transaction was kept.
struct Full : Broken {
  using Broken::Broken;
};

/// One row of an answer, read column by column from the left.
class Row {
 public:
  virtual ~Row() = default;
  int64_t integer() { return integer_at(next_++); }
  bool boolean() { return integer() != 0; }
  std::string text() { return std::string(text_at(next_++)); }
  Bytes bytes() { return Bytes{std::string(bytes_at(next_++))}; }
  std::optional<int64_t> maybe_integer() { return null_at(next_) ? (++next_, std::nullopt) : std::optional(integer()); }
  std::optional<std::string> maybe_text() { return null_at(next_) ? (++next_, std::nullopt) : std::optional(text()); }
  std::optional<Bytes> maybe_bytes() { return null_at(next_) ? (++next_, std::nullopt) : std::optional(bytes()); }
  void rewind() { next_ = 0; }

 protected:
  virtual int64_t integer_at(int column) = 0;
  virtual std::string_view text_at(int column) = 0;
  virtual std::string_view bytes_at(int column) = 0;
  virtual bool null_at(int column) = 0;

 private:
  int next_ = 0;
};

template <class T>
T read_row(Row& row) {
  if constexpr (std::is_same_v<T, int64_t>)
    return row.integer();
  else if constexpr (std::is_same_v<T, std::string>)
    return row.text();
  else if constexpr (std::is_same_v<T, Bytes>)
    return row.bytes();
  else if constexpr (std::is_same_v<T, std::optional<int64_t>>)
    return row.maybe_integer();
  else if constexpr (std::is_same_v<T, std::optional<std::string>>)
    return row.maybe_text();
  else
    return T::read(row);
}

inline Param as_param(int64_t v) { return v; }
inline Param as_param(int v) { return int64_t{v}; }
inline Param as_param(bool v) { return int64_t{v}; }
inline Param as_param(size_t v) { return int64_t(v); }
inline Param as_param(std::string_view v) { return v; }
inline Param as_param(std::string const& v) { return std::string_view(v); }
inline Param as_param(char const* v) { return std::string_view(v); }
inline Param as_param(Bytes const& v) { return &v; }
template <class T>
Param as_param(std::optional<T> const& v) {
  if (v) return as_param(*v);
  if constexpr (std::is_same_v<T, Bytes>)
    return Null{Null::Type::bytes};
  else if constexpr (std::is_convertible_v<T, std::string_view>)
    return Null{Null::Type::text};
  else
    return Null{Null::Type::integer};
}

enum class Engine { sqlite, postgres };

class Tx {
 public:
  virtual ~Tx() = default;

  template <class T, class... Args>
  std::vector<T> many(Sql const& sql, Args const&... args) {
    std::vector<T> out;
    std::initializer_list<Param> const params{as_param(args)...};
    execute(sql, {params.begin(), params.size()}, [&](Row& row) {
      out.push_back(read_row<T>(row));
      return true;
    });
    return out;
  }
  template <class T, class... Args>
  std::optional<T> one(Sql const& sql, Args const&... args) {
    std::optional<T> out;
    std::initializer_list<Param> const params{as_param(args)...};
    execute(sql, {params.begin(), params.size()}, [&](Row& row) {
      out = read_row<T>(row);
      return false;
    });
    return out;
  }
  /// Rows inserted, updated or deleted.
  template <class... Args>
  int64_t run(Sql const& sql, Args const&... args) {
    std::initializer_list<Param> const params{as_param(args)...};
    return execute(sql, {params.begin(), params.size()}, nullptr);
  }

  /// Runs after the commit is durable, not at all after a rollback: waking workers, telling screens.
  virtual void after_commit(std::function<void()> action) = 0;
  virtual Engine engine() const = 0;

  /// `each` is called per row until it answers false. Answers the rows touched.
  virtual int64_t execute(Sql const& sql, std::span<Param const> params, std::function<bool(Row&)> const& each) = 0;
  /// Several statements, no parameters: for migrations only.
  virtual void script(std::string_view text) = 0;
};

template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<Result<T>> = true;

class Db {
 public:
  virtual ~Db() = default;

  /// Reads a snapshot; never waits for a writer on SQLite (WAL).
  template <class F>
  auto read(F&& work) {
    return within(Mode::read, std::forward<F>(work));
  }
  /// One transaction: committed and durable when this answers, rolled back when `work` throws or answers an error.
  /// `work` may run more than once (PostgreSQL: serialisation conflicts), so it changes nothing but the database.
  template <class F>
  auto write(F&& work) {
    return within(Mode::write, std::forward<F>(work));
  }
  virtual Engine engine() const = 0;

 protected:
  enum class Mode { read, write };
  enum class Outcome { keep, discard };
  virtual void transact(Mode mode, std::function<Outcome(Tx&)> const& work) = 0;

 private:
  template <class F>
  auto within(Mode mode, F&& work) {
    using Answer = std::invoke_result_t<F, Tx&>;
    if constexpr (std::is_void_v<Answer>) {
      transact(mode, [&](Tx& tx) {
        work(tx);
        return Outcome::keep;
      });
    } else {
      std::optional<Answer> answer;
      transact(mode, [&](Tx& tx) {
        answer.emplace(work(tx));
        if constexpr (is_result<Answer>)
          return answer->has_value() ? Outcome::keep : Outcome::discard;
        else
          return Outcome::keep;
      });
      return std::move(*answer);
    }
  }
};

/// One writer, `readers` readers, WAL, synchronous=FULL; refuses ATTACH. Makes the file with mode 0600.
std::unique_ptr<Db> open_sqlite(std::string const& path, int readers = 4);
/// A pool of connections; `url` as libpq reads it. Writes are SERIALIZABLE and retried on conflict.
std::unique_ptr<Db> open_postgres(std::string const& url, int connections = 8);

}  // namespace essaim::db
