#include "platform/log/log.hpp"

#include "base/clock.hpp"
#include "base/json.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>

namespace essaim::log {
namespace {

constexpr std::array<std::string_view, 24> names{
    "request", "route",     "method",  "status",      "duration_ms", "bytes",       "sql",    "job",
    "attempt", "code",      "fault",   "migration",   "version",     "port",        "engine", "count",
    "store",   "mail_kind", "network", "feed_format", "media_kind",  "error_class", "signal", "key"};
static_assert(names.size() == size_t(Field::key) + 1, "every field has its name");

std::atomic<void (*)(std::string_view)> other_sink{nullptr};

spdlog::logger& lines() {
  static auto const logger = [] {
    auto made = std::make_shared<spdlog::logger>("essaim", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::info);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *logger;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warn: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

std::string_view to_word(Level level) {
  constexpr std::array<std::string_view, 4> words{"debug", "info", "warn", "error"};
  return words[size_t(level)];
}

}  // namespace

std::string_view to_text(Field field) { return names[size_t(field)]; }

Level read_level(std::string_view text) {
  if (text == "debug") return Level::debug;
  if (text == "warn") return Level::warn;
  if (text == "error") return Level::error;
  return Level::info;
}

void set_level(Level level) { lines().set_level(to_spdlog(level)); }
void set_sink(void (*sink)(std::string_view line)) { other_sink = sink; }

void write(Level level, std::string_view event, std::initializer_list<Entry> entries) {
  auto const sink = other_sink.load();
  if (!sink && !lines().should_log(to_spdlog(level))) return;
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  std::string line = "{\"at\":\"" + to_rfc3339({std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}) +
                     "\",\"level\":\"" + std::string(to_word(level)) + "\",\"event\":" + json_quote(event);
  for (auto const& entry : entries) {
    line += ",\"" + std::string(to_text(entry.field)) + "\":";
    if (auto const* number = std::get_if<int64_t>(&entry.value))
      line += std::to_string(*number);
    else
      line += json_quote(std::get<std::string_view>(entry.value));
  }
  line += '}';
  if (sink) return sink(line);
  lines().log(to_spdlog(level), line);
}

}  // namespace essaim::log
