#include "base/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace essaim {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

Result<int> number(std::string_view text, size_t at, size_t length) {
  int value = 0;
  if (at + length > text.size()) return fail(Fault::invalid, "time.invalid");
  auto const* first = text.data() + at;
  auto [end, error] = std::from_chars(first, first + length, value);
  if (error != std::errc() || end != first + length || *first == '-') return fail(Fault::invalid, "time.invalid");
  return value;
}

int64_t day_number(year_month_day date) { return sys_days(date).time_since_epoch().count(); }

}  // namespace

Instant SystemClock::now() const {
  using namespace std::chrono;
  int64_t const wall = duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count();
  int64_t last = last_.load(std::memory_order_relaxed);
  while (wall > last && !last_.compare_exchange_weak(last, wall, std::memory_order_relaxed)) {}
  return {std::max(wall, last)};
}

std::string to_iso_date(int64_t day) {
  year_month_day const date{sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

Result<int64_t> from_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return fail(Fault::invalid, "time.invalid");
  year_month_day const date{year(TRY(number(text, 0, 4))), month(unsigned(TRY(number(text, 5, 2)))),
                            day(unsigned(TRY(number(text, 8, 2))))};
  if (!date.ok()) return fail(Fault::invalid, "time.invalid");
  return day_number(date);
}

std::string to_rfc3339(Instant at) {
  int64_t const day = utc_day(at);
  int64_t const rest = at.ms - day * 86'400'000;
  auto text =
      fmt::format("{}T{:02}:{:02}:{:02}", to_iso_date(day), rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60);
  if (rest % 1000 != 0) text += fmt::format(".{:03}", rest % 1000);
  return text + "Z";
}

Result<Instant> from_rfc3339(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
    return fail(Fault::invalid, "time.invalid");
  int64_t const day = TRY(from_iso_date(text.substr(0, 10)));
  int const hour = TRY(number(text, 11, 2));
  int const minute = TRY(number(text, 14, 2));
  int const second = TRY(number(text, 17, 2));
  if (hour > 23 || minute > 59 || second > 60) return fail(Fault::invalid, "time.invalid");
  int64_t ms = ((day * 24 + hour) * 60 + minute) * 60'000 + second * 1000;
  size_t at = 19;
  if (text[at] == '.') {
    int64_t scale = 100;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      ms += (text[at] - '0') * scale;
  }
  if (at >= text.size()) return fail(Fault::invalid, "time.invalid");
  if (text[at] == 'Z' || text[at] == 'z')
    return at + 1 == text.size() ? Result<Instant>(Instant{ms}) : fail(Fault::invalid, "time.invalid");
  if ((text[at] != '+' && text[at] != '-') || text.size() != at + 6 || text[at + 3] != ':')
    return fail(Fault::invalid, "time.invalid");
  int const offset = TRY(number(text, at + 1, 2)) * 60 + TRY(number(text, at + 4, 2));
  return Instant{ms - (text[at] == '+' ? 1 : -1) * offset * 60'000};
}

}  // namespace essaim
