#pragma once
// One message catalogue a language, shared with the web app: locales/<language>/<feature>.json, ICU MessageFormat. A
// file is one flat or nested object; nested names are joined by dots ("mails" → {"invitation": {"subject": "…"}} is
// "mails.invitation.subject"). A language that lacks a key answers in English, and a key nobody has answers itself.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace essaim {

using MessageValue = std::variant<std::string_view, int64_t, Instant>;
using MessageArguments = std::vector<std::pair<std::string_view, MessageValue>>;

/// Immutable after reading; thread-safe.
class Catalogue {
 public:
  /// From the files embedded below "locales/". Throws std::runtime_error on malformed JSON: that is our own mistake.
  static Catalogue embedded();
  static Result<Catalogue> read(
      std::vector<std::pair<std::string, std::string>> const& files);  // {"fr/people.json", text}

  std::string text(std::string_view language, std::string_view key, MessageArguments const& arguments = {}) const;
  bool has(std::string_view language, std::string_view key) const;
  std::vector<std::string> languages() const;
  std::vector<std::string> keys(std::string_view language) const;

 private:
  std::string const* find(std::string_view language, std::string_view key) const;
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> messages_;
};

/// Formats one ICU message; a message ICU cannot read answers itself.
std::string format_message(std::string_view language, std::string_view message, MessageArguments const& arguments,
                           std::string_view time_zone = "Europe/Paris");
/// "dimanche 22 novembre 2026", "Sunday, November 22, 2026".
std::string long_date(std::string_view language, Instant at, std::string_view time_zone = "Europe/Paris");
/// True when ICU knows this zone name.
bool is_time_zone(std::string_view name);

}  // namespace essaim
