#pragma once
// Pure rules of people: names, addresses, limits. No clock, no database.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::people {

/// "Anne-Marie Le Goff" → "Anne-Marie", "AL".
std::string first_name_of(std::string_view name);
std::string initials_of(std::string_view name);

/// Lower case, no spaces around; empty when it is no address. One mailbox has one key.
std::string email_key(std::string_view email);
std::string domain_of(std::string_view email_key);
/// True where the address lies in one of the organisation's mail domains or below it.
bool in_domains(std::string_view email_key, std::vector<std::string> const& domains);

/// At least 8 characters, at most 1,024 bytes, none of the most used, not the address itself (ASVS 5.0 V6.2).
/// No rule about composition: length is what helps.
Result<Done> check_password(std::string_view password, std::string_view email_key);

/// Lower case without accents (ICU), one space between words.
std::string fold(std::string_view text);
/// " awa ndiaye awa@example.org": what the picker looks into.
std::string search_key_of(std::string_view name, std::string_view email_key);

enum class Limits { member, lead };
/// Idle: 30 days for members, 12 hours for leads and administrators; whole life: 90 and 7 days (security.md 9).
constexpr Duration idle_limit(Limits limits) { return limits == Limits::member ? days(30) : hours(12); }
constexpr Duration life_limit(Limits limits) { return limits == Limits::member ? days(90) : days(7); }
/// Members' last sight is kept by day, so that it cannot be joined with anything by the second (promises.md 5).
constexpr Instant seen_mark(Limits limits, Instant now) {
  int64_t const step = limits == Limits::member ? 86'400'000 : 3'600'000;
  return {now.ms - now.ms % step};
}

/// "Firefox, Linux" from a user agent: a class that a person recognises, never a fingerprint.
std::string browser_class(std::string_view user_agent);

/// Waits after failures: five are free, then one minute, doubled each time up to fifteen (security.md, default limits).
constexpr Duration delay_after(int64_t failures) {
  if (failures < 5) return {0};
  int64_t const doubled = failures - 5 > 4 ? 16 : int64_t{1} << (failures - 5);
  return minutes(doubled > 15 ? 15 : doubled);
}

/// Counts failures by key in memory, forgotten with the process; keys are hashed under a salt of the day by the
/// caller, so that no address stands even here. Thread-safe.
class Throttle {
 public:
  /// How long this key must wait; zero: it may try.
  Duration wait(std::string const& key, Instant now);
  void failed(std::string const& key, Instant now);
  void succeeded(std::string const& key);

 private:
  struct Seen {
    int64_t failures;
    Instant last;
  };
  void forget_old(Instant now);
  std::mutex mutex_;
  std::map<std::string, Seen> seen_;
};

/// At most `most` a window for each key: addresses, mails an hour. Thread-safe.
class Window {
 public:
  Window(int64_t most, Duration length) : most_(most), length_(length) {}
  /// Zero: counted and allowed; else how long to wait.
  Duration take(std::string const& key, Instant now);

 private:
  struct Seen {
    int64_t count;
    Instant from;
  };
  int64_t most_;
  Duration length_;
  std::mutex mutex_;
  std::map<std::string, Seen> seen_;
};

/// "Direction > Travaux > Voirie" or with slashes, as names from the top.
std::vector<std::string> read_group_path(std::string_view text);
/// ISO 3166-1 alpha-2 in upper case; names of countries are not guessed.
std::optional<std::string> read_country(std::string_view text);
/// A language as files name it, by its code: "fr-FR", "de_CH", "Anglais".
std::optional<std::string> read_language(std::string_view text);
/// True for the languages that the app itself speaks.
bool is_spoken(std::string_view language);
std::optional<std::string> read_status(std::string_view text);
/// "2027-03-31", "31/03/2027", "31.03.2027": the day comes first where the year does not.
std::optional<int64_t> read_day(std::string_view text);

/// A partner's last day is whole wherever they work: it is over once it is over in the last time zone on earth.
constexpr bool is_over(std::optional<int64_t> last_day, Instant now) {
  return last_day && *last_day < utc_day(now - hours(12));
}

}  // namespace essaim::people
