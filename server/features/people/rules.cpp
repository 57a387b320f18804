#include "features/people/rules.hpp"

#include "base/text.hpp"
#include "platform/config/embedded.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/languages.hpp"

#include <algorithm>
#include <array>

namespace essaim::people {
namespace {

constexpr std::array<std::string_view, 2> spoken{"fr", "en"};

bool is_common_password(std::string_view lower) {
  auto const list = find_embedded("data/common_passwords.txt");
  for (size_t at = 0; (at = list.find(lower, at)) != std::string_view::npos; ++at) {
    bool const starts = at == 0 || list[at - 1] == '\n';
    size_t const end = at + lower.size();
    if (starts && (end == list.size() || list[end] == '\n')) return true;
  }
  return false;
}

// The list leaves out what its makers find by rule: "88888888", "123123123", "87654321". They are as common as the rest
// of it, up to the length at which people stop typing them.
bool is_row_of_keys(std::string_view lower) {
  constexpr size_t longest = 16;
  if (lower.size() > longest) return false;
  auto const repeats = [&](size_t piece) { return lower.substr(piece) == lower.substr(0, lower.size() - piece); };
  for (size_t piece = 1; piece <= 4; ++piece)
    if (repeats(piece)) return true;
  auto const runs = [&](int step) {
    return std::ranges::adjacent_find(lower, [&](char a, char b) { return b - a != step; }) == lower.end();
  };
  return runs(1) || runs(-1);
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string const line = one_line(name);
  for (auto word : split(line, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

std::string upper_first(std::string_view word) { return upper(clip(word, 1)); }

}  // namespace

std::string first_name_of(std::string_view name) {
  auto const words = words_of(name);
  return words.empty() ? "" : words.front();
}

std::string initials_of(std::string_view name) {
  auto const words = words_of(name);
  if (words.empty()) return "";
  return words.size() == 1 ? upper_first(words[0]) : upper_first(words.front()) + upper_first(words[1]);
}

std::string email_key(std::string_view email) {
  email = trim(email);
  auto const at = email.find('@');
  bool const sound = is_utf8(email) && email.size() <= 254 && at != std::string_view::npos && at > 0 &&
                     email.find('@', at + 1) == std::string_view::npos && at + 3 < email.size() &&
                     email.find('.', at) != std::string_view::npos && email.back() != '.' && email[at + 1] != '.' &&
                     email.find_first_of(" \t\r\n<>,;:\"()[]\\") == std::string_view::npos &&
                     std::ranges::none_of(email, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  return sound ? lower(email) : "";
}

std::string domain_of(std::string_view key) {
  auto const at = key.rfind('@');
  return at == std::string_view::npos ? "" : std::string(key.substr(at + 1));
}

bool in_domains(std::string_view key, std::vector<std::string> const& domains) {
  auto const domain = domain_of(key);
  return !domain.empty() && std::ranges::any_of(domains, [&](std::string const& one) {
    return domain == one || domain.ends_with("." + one);
  });
}

Result<Done> check_password(std::string_view password, std::string_view key) {
  if (to_utf32(password).size() < 8) return fail_at("/password", "people.password_too_short", "8 characters at least");
  if (password.size() > 1024) return fail_at("/password", "people.password_too_long", "1,024 bytes at most");
  auto const lowered = lower(password);
  if (is_common_password(lowered) || is_row_of_keys(lowered) || lowered == key ||
      lowered == key.substr(0, key.find('@')))
    return fail_at("/password", "people.password_common", "this one is tried first");
  return Done{};
}

std::string fold(std::string_view text) { return fold_text(text); }

std::string search_key_of(std::string_view name, std::string_view key) { return " " + fold(name) + " " + fold(key); }

std::string browser_class(std::string_view agent) {
  auto const has = [&](std::string_view word) { return agent.find(word) != std::string_view::npos; };
  // The order matters: everyone says Mozilla, Chrome says Safari, Edge says Chrome.
  std::string_view const name = has("Edg")                                         ? "Edge"
                                : has("OPR/")                                      ? "Opera"
                                : has("SamsungBrowser")                            ? "Samsung Internet"
                                : has("Firefox") || has("FxiOS")                   ? "Firefox"
                                : has("Chrome") || has("CriOS") || has("Chromium") ? "Chrome"
                                : has("Safari")                                    ? "Safari"
                                                                                   : "";
  std::string_view const system = has("iPhone")     ? "iPhone"
                                  : has("iPad")     ? "iPad"
                                  : has("Android")  ? "Android"
                                  : has("Windows")  ? "Windows"
                                  : has("Mac OS X") ? "Mac"
                                  : has("Linux")    ? "Linux"
                                                    : "";
  if (name.empty() && system.empty()) return "";
  if (name.empty() || system.empty()) return std::string(name) + std::string(system);
  return std::string(name) + ", " + std::string(system);
}

Duration Throttle::wait(std::string const& key, Instant now) {
  std::lock_guard const lock(mutex_);
  auto const found = seen_.find(key);
  if (found == seen_.end()) return {0};
  auto const until = found->second.last + delay_after(found->second.failures);
  return until > now ? until - now : Duration{0};
}

void Throttle::failed(std::string const& key, Instant now) {
  std::lock_guard const lock(mutex_);
  if (seen_.size() > 10'000) forget_old(now);
  auto& seen = seen_[key];
  // A quiet hour forgives: nobody is locked out for good by somebody else's tries.
  if (seen.failures > 0 && now - seen.last > hours(1)) seen.failures = 0;
  ++seen.failures;
  seen.last = now;
}

void Throttle::succeeded(std::string const& key) {
  std::lock_guard const lock(mutex_);
  seen_.erase(key);
}

void Throttle::forget_old(Instant now) {
  std::erase_if(seen_, [&](auto const& entry) { return now - entry.second.last > hours(1); });
}

Duration Window::take(std::string const& key, Instant now) {
  std::lock_guard const lock(mutex_);
  if (seen_.size() > 10'000) std::erase_if(seen_, [&](auto const& entry) { return now - entry.second.from > length_; });
  auto& seen = seen_.try_emplace(key, Seen{0, now}).first->second;
  if (now - seen.from >= length_) seen = {0, now};
  if (seen.count >= most_) return seen.from + length_ - now;
  ++seen.count;
  return {0};
}

std::vector<std::string> read_group_path(std::string_view text) {
  char const separator = text.find('>') != std::string_view::npos ? '>' : '/';
  std::vector<std::string> names;
  for (auto part : split(text, separator))
    if (auto name = one_line(part); !name.empty()) names.push_back(std::string(clip(name, 120)));
  return names;
}

std::optional<std::string> read_country(std::string_view text) {
  text = trim(text);
  if (text.size() != 2) return std::nullopt;
  std::string code;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') c = char(c - 32);
    if (c < 'A' || c > 'Z') return std::nullopt;
    code += c;
  }
  return is_country(code) ? std::optional(code) : std::nullopt;
}

std::optional<std::string> read_language(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names{
      {{"français", "fr"}, {"french", "fr"}, {"anglais", "en"}, {"english", "en"}}};
  for (auto const& [name, language] : names)
    if (lower(trim(text)) == name) return std::string(language);
  return find_language(trim(text).substr(0, trim(text).find_first_of("-_")));
}

bool is_spoken(std::string_view language) { return std::ranges::find(spoken, language) != spoken.end(); }

std::optional<int64_t> read_day(std::string_view text) {
  text = trim(text);
  auto const separator = text.find_first_of("/.");
  if (separator == std::string_view::npos) {
    auto const day = from_iso_date(text);
    return day ? std::optional(*day) : std::nullopt;
  }
  auto const parts = split(text, text[separator]);
  if (parts.size() != 3 || parts[0].empty() || parts[0].size() > 2 || parts[1].empty() || parts[1].size() > 2 ||
      parts[2].size() != 4)
    return std::nullopt;
  auto const two = [](std::string_view part) { return std::string(2 - part.size(), '0') + std::string(part); };
  auto const day = from_iso_date(std::string(parts[2]) + "-" + two(parts[1]) + "-" + two(parts[0]));
  return day ? std::optional(*day) : std::nullopt;
}

std::optional<std::string> read_status(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> words{{{"", "employee"},
                                                                                 {"employee", "employee"},
                                                                                 {"employe", "employee"},
                                                                                 {"employee(e)", "employee"},
                                                                                 {"salarie", "employee"},
                                                                                 {"salariee", "employee"},
                                                                                 {"collaborateur", "employee"},
                                                                                 {"collaboratrice", "employee"},
                                                                                 {"partner", "partner"},
                                                                                 {"partenaire", "partner"},
                                                                                 {"agent", "agent"},
                                                                                 {"independent agent", "agent"},
                                                                                 {"agent independant", "agent"},
                                                                                 {"mandataire", "agent"}}};
  auto const folded = fold(text);
  for (auto const& [word, status] : words)
    if (folded == word) return std::string(status);
  return std::nullopt;
}

}  // namespace essaim::people
