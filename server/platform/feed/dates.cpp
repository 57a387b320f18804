#include "platform/feed/dates.hpp"

#include "base/text.hpp"

#include <array>
#include <chrono>
#include <string>
#include <vector>

namespace essaim::feed {
namespace {

struct Parts {
  int year = -1, month = -1, day = -1;
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  int offset = 0;  // minutes east of UTC
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> number(std::string_view text, size_t longest = 4) {
  if (text.empty() || text.size() > longest) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Instant> assemble(Parts const& parts) {
  using namespace std::chrono;
  year_month_day const date{std::chrono::year(parts.year), std::chrono::month(unsigned(parts.month)),
                            std::chrono::day(unsigned(parts.day))};
  if (parts.year < 1970 || parts.year > 2200 || parts.month < 1 || parts.day < 1 || !date.ok()) return std::nullopt;
  bool const midnight = parts.hour == 24 && parts.minute == 0 && parts.second == 0;
  if ((parts.hour > 23 && !midnight) || parts.minute > 59 || parts.second > 60) return std::nullopt;
  if (parts.offset < -24 * 60 || parts.offset > 24 * 60) return std::nullopt;
  int64_t const days_since = sys_days(date).time_since_epoch().count();
  int64_t const minutes_since = (days_since * 24 + parts.hour) * 60 + parts.minute - parts.offset;
  int64_t const ms = minutes_since * 60'000 + parts.second * 1000 + parts.millisecond;
  return ms >= 0 ? std::optional(Instant{ms}) : std::nullopt;
}

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr std::array zones = {
    Zone{"z", 0},      Zone{"gmt", 0},    Zone{"ut", 0},     Zone{"utc", 0},     Zone{"wet", 0},    Zone{"est", -300},
    Zone{"edt", -240}, Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mst", -420},  Zone{"mdt", -360}, Zone{"pst", -480},
    Zone{"pdt", -420}, Zone{"bst", 60},   Zone{"cet", 60},   Zone{"cest", 120},  Zone{"met", 60},   Zone{"mest", 120},
    Zone{"eet", 120},  Zone{"eest", 180}, Zone{"msk", 180},  Zone{"ist", 330},   Zone{"jst", 540},  Zone{"kst", 540},
    Zone{"aest", 600}, Zone{"aedt", 660}, Zone{"west", 60},  Zone{"akst", -540}, Zone{"hst", -600},
};

// "+0100", "+01:00", "+01", "GMT+1", "CEST", "" (UTC). A name nobody knows counts as UTC: the day matters more.
std::optional<int> read_zone(std::string_view text) {
  auto name = ascii_lower(trim(text));
  if (name.starts_with("gmt") || name.starts_with("utc")) name = std::string(trim(std::string_view(name).substr(3)));
  if (name.empty()) return 0;
  if (name[0] != '+' && name[0] != '-') {
    for (auto const& zone : zones)
      if (zone.name == name) return zone.minutes;
    for (char c : name)
      if (c < 'a' || c > 'z') return std::nullopt;
    return 0;
  }
  int const sign = name[0] == '-' ? -1 : 1;
  auto const digits = replace_all(name.substr(1), ":", "");
  if (digits.size() <= 2) {
    auto const whole = number(digits);
    return whole ? std::optional(sign * *whole * 60) : std::nullopt;
  }
  auto const whole = number(digits);
  return whole ? std::optional(sign * (*whole / 100 * 60 + *whole % 100)) : std::nullopt;
}

// "8:30", "08:30:15.250", "24:00:00"
bool read_clock(std::string_view text, Parts& parts) {
  auto const pieces = split(text, ':');
  if (pieces.size() < 2 || pieces.size() > 3) return false;
  auto const hour = number(pieces[0], 2), minute = number(pieces[1], 2);
  if (!hour || !minute) return false;
  parts.hour = *hour;
  parts.minute = *minute;
  if (pieces.size() == 2) return true;
  size_t const point = pieces[2].find_first_of(".,");
  auto const second = number(pieces[2].substr(0, point), 2);
  if (!second) return false;
  parts.second = *second;
  if (point == std::string_view::npos) return true;
  int scale = 100;
  for (char c : pieces[2].substr(point + 1)) {
    if (!is_digit(c)) return false;
    parts.millisecond += (c - '0') * scale;
    scale /= 10;
  }
  return true;
}

// "08:30:00+01:00", "083000Z", "08:30"
bool read_iso_time(std::string_view text, Parts& parts) {
  size_t const end = text.find_first_not_of("0123456789:.,");
  auto clock = std::string(text.substr(0, end));
  if (clock.find(':') == std::string::npos && (clock.size() == 4 || clock.size() >= 6)) {
    clock.insert(2, ":");
    if (clock.size() > 5) clock.insert(5, ":");
  }
  if (!read_clock(clock, parts)) return false;
  auto const zone = read_zone(end == std::string_view::npos ? std::string_view() : text.substr(end));
  parts.offset = zone.value_or(0);
  return zone.has_value();
}

// RFC 3339, ISO 8601 and W3CDTF: "2026", "2026-11", "2026-11-24", "20261124T083000Z", "2026/11/24 8:30".
std::optional<Instant> read_iso(std::string_view text) {
  size_t const end = text.find_first_of("Tt ");
  auto const date = replace_all(std::string(text.substr(0, end)), "/", "-");
  Parts parts;
  auto const pieces = split(date, '-');
  if (pieces.size() == 1 && date.size() == 8) {
    parts.year = number(date.substr(0, 4)).value_or(-1);
    parts.month = number(date.substr(4, 2)).value_or(-1);
    parts.day = number(date.substr(6, 2)).value_or(-1);
  } else {
    if (pieces.size() > 3 || pieces[0].size() != 4) return std::nullopt;
    parts.year = number(pieces[0]).value_or(-1);
    parts.month = pieces.size() > 1 ? number(pieces[1], 2).value_or(-1) : 1;
    parts.day = pieces.size() > 2 ? number(pieces[2], 2).value_or(-1) : 1;
  }
  if (end != std::string_view::npos && !read_iso_time(trim(text.substr(end + 1)), parts)) return std::nullopt;
  return assemble(parts);
}

// English first; then what French, German, Spanish, Italian and Portuguese feeds write in spite of the RFC.
int read_month(std::string_view word) {
  auto const lower = ascii_lower(word);
  struct Name {
    std::string_view begins;
    int month;
  };
  constexpr std::array names = {
      Name{"jan", 1},  Name{"feb", 2},  Name{"fév", 2},  Name{"fev", 2},  Name{"mar", 3},  Name{"mär", 3},
      Name{"apr", 4},  Name{"avr", 4},  Name{"abr", 4},  Name{"may", 5},  Name{"mai", 5},  Name{"mag", 5},
      Name{"jun", 6},  Name{"juin", 6}, Name{"giu", 6},  Name{"jul", 7},  Name{"juil", 7}, Name{"lug", 7},
      Name{"aug", 8},  Name{"aoû", 8},  Name{"aou", 8},  Name{"ago", 8},  Name{"sep", 9},  Name{"set", 9},
      Name{"oct", 10}, Name{"okt", 10}, Name{"ott", 10}, Name{"out", 10}, Name{"nov", 11}, Name{"dec", 12},
      Name{"déc", 12}, Name{"dez", 12}, Name{"dic", 12}, Name{"ene", 1},  Name{"gen", 1},
  };
  if (lower.starts_with("juil")) return 7;
  for (auto const& name : names)
    if (lower.starts_with(name.begins)) return name.month;
  return -1;
}

int full_year(int year, size_t digits) {
  if (digits >= 3) return year < 1000 ? year + 1900 : year;  // RFC 2822 section 4.3
  return year < 70 ? year + 2000 : year + 1900;
}

// A word of an RFC 822 or asctime date finds its own place: "Tue, 24 Nov 2026 08:30:00 +0100", "Nov 24 08:30:00 2026".
bool place_word(std::string_view word, Parts& parts, std::string& zone) {
  if (word.find(':') != std::string_view::npos && is_digit(word.front())) {
    size_t const end = word.find_first_not_of("0123456789:.,");
    if (end != std::string_view::npos) zone += word.substr(end);
    return read_clock(word.substr(0, end), parts);
  }
  if (auto const value = number(word)) {
    if (parts.day < 0 && word.size() <= 2)
      parts.day = *value;
    else if (parts.year < 0)
      parts.year = full_year(*value, word.size());
    else
      return false;
    return true;
  }
  if (parts.month < 0 && !is_digit(word.front()))
    if (int const month = read_month(word); month > 0) {
      parts.month = month;
      return true;
    }
  zone += word;
  return true;
}

std::optional<Instant> read_rfc822(std::string_view text) {
  if (size_t const comment = text.find('('); comment != std::string_view::npos) text = text.substr(0, comment);
  if (size_t const comma = text.find(','); comma < 12) {
    bool const weekday = text.substr(0, comma).find_first_of("0123456789") == std::string_view::npos;
    if (weekday) text = text.substr(comma + 1);
  }
  std::string spaced(text);
  for (char& c : spaced)
    if (c == ',' || c == '\t' || c == '\n' || c == '\r') c = ' ';
  if (size_t const dash = spaced.find('-');
      dash != std::string::npos && dash > 0 && dash < 5 && is_digit(spaced[dash - 1]))
    for (size_t i = 0; i < 2; ++i)  // RFC 850: 24-Nov-26
      if (size_t const at = spaced.find('-'); at != std::string::npos) spaced[at] = ' ';
  constexpr std::array<std::string_view, 7> weekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  Parts parts;
  std::string zone;
  size_t words = 0;
  for (auto word : split(spaced, ' ')) {
    if (word.empty()) continue;
    if (++words > 10) return std::nullopt;
    bool weekday = false;
    if (words == 1)
      for (auto name : weekdays) weekday = weekday || ascii_lower(word).starts_with(name);
    if (weekday) continue;
    if (!place_word(word, parts, zone)) return std::nullopt;
  }
  auto const offset = read_zone(zone);
  if (!offset) return std::nullopt;
  parts.offset = *offset;
  return assemble(parts);
}

}  // namespace

std::optional<Instant> read_date(std::string_view raw) {
  auto const text = trim(raw.substr(0, 100));
  if (text.empty()) return std::nullopt;
  if (text.size() == 10 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    int64_t value = 0;
    for (char c : text) value = value * 10 + (c - '0');
    // Seconds since 1970, seen on pages; up to the end of 2200.
    return value < 7'289'654'400 ? std::optional(Instant{value * 1000}) : std::nullopt;
  }
  bool const digits_first = text.size() >= 4 && number(text.substr(0, 4)).has_value();
  if (digits_first)
    if (auto const at = read_iso(text)) return at;
  return read_rfc822(text);
}

}  // namespace essaim::feed
