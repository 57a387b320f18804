#pragma once
// One line = one event = keys and values, as JSON. The keys are this enum and nothing else: no person, group, share or
// ballot, no address, no name, no count of people's acts (promises.md 23). A request's serial joins its lines.
//
//   log::info("http.answered", {{log::Field::route, "GET /api/v1/me"}, {log::Field::status, 200}});

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace essaim::log {

enum class Field {
  request,  // serial of the request, forgotten with the line's file
  route,    // the pattern: "GET /api/v1/stories/{id}", never the path that was asked
  method,
  status,
  duration_ms,
  bytes,
  sql,  // a statement's name
  job,
  attempt,  // a job's kind and how often it was tried
  code,     // an error's code
  fault,
  migration,
  version,
  port,
  engine,
  count,
  store,  // "main" or "clicks"
  mail_kind,
  network,
  feed_format,
  media_kind,
  error_class,  // the type of an exception; never its text, which may hold parameters
  signal,
  key,  // a configuration key's name
};
std::string_view to_text(Field field);

struct Entry {
  Field field;
  std::variant<int64_t, std::string_view> value;
  Entry(Field f, std::string_view v) : field(f), value(v) {}
  Entry(Field f, char const* v) : field(f), value(std::string_view(v)) {}
  template <class T>
  requires std::is_integral_v<T> Entry(Field f, T v) : field(f), value(int64_t(v)) {}
};

enum class Level { debug, info, warn, error };
/// "debug", "info", "warn", "error"; anything else is info.
Level read_level(std::string_view text);

/// Lines go to standard error from `level` on. Called once at start; before it, from info on.
void set_level(Level level);
/// Also used by tests: every line from now on is handed to `sink` instead; null puts standard error back.
void set_sink(void (*sink)(std::string_view line));

void write(Level level, std::string_view event, std::initializer_list<Entry> entries = {});
inline void debug(std::string_view event, std::initializer_list<Entry> e = {}) { write(Level::debug, event, e); }
inline void info(std::string_view event, std::initializer_list<Entry> e = {}) { write(Level::info, event, e); }
inline void warn(std::string_view event, std::initializer_list<Entry> e = {}) { write(Level::warn, event, e); }
inline void error(std::string_view event, std::initializer_list<Entry> e = {}) { write(Level::error, event, e); }

}  // namespace essaim::log
