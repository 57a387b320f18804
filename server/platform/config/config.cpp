#include "platform/config/config.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>

extern char** environ;

namespace essaim {
namespace {

Result<bool> read_flag(std::string_view value) {
  for (auto yes : {"yes", "true", "1", "on"})
    if (ascii_iequals(value, yes)) return true;
  for (auto no : {"no", "false", "0", "off", ""})
    if (ascii_iequals(value, no)) return false;
  return fail(Fault::invalid, "config.bad_value", "say yes or no");
}

std::vector<std::string> read_list(std::string_view value) {
  std::vector<std::string> out;
  for (auto part : split(value, ','))
    if (auto const word = trim(part); !word.empty()) out.push_back(ascii_lower(word));
  return out;
}

std::string without_slash(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

Result<std::string> read_url(std::string_view value) {
  if (value.empty() || value.starts_with("https://") || value.starts_with("http://")) return without_slash(value);
  return fail(Fault::invalid, "config.bad_value", "an address starts with https:// or http://");
}

Result<std::string> read_choice(std::string_view value, std::initializer_list<std::string_view> choices) {
  std::string said;
  for (auto choice : choices) {
    if (value == choice) return std::string(value);
    said += (said.empty() ? "" : ", ") + std::string(choice);
  }
  return fail(Fault::invalid, "config.bad_value", "one of " + said);
}

using Setter = Result<Done> (*)(Config&, std::string_view);

using Shower = std::string (*)(Config const&);

struct Key {
  ConfigKey shown;
  Setter set;
  Shower show;
};

std::string written(std::string const& value) { return value; }
std::string written(std::vector<std::string> const& value) { return join(value, ","); }
std::string written(bool value) { return value ? "yes" : "no"; }
std::string written(int value) { return std::to_string(value); }

template <auto Member>
std::string show(Config const& config) {
  return written(config.*Member);
}

template <auto Member>
Result<Done> set_text(Config& config, std::string_view value) {
  config.*Member = std::string(value);
  return Done{};
}
template <auto Member>
Result<Done> set_list(Config& config, std::string_view value) {
  config.*Member = read_list(value);
  return Done{};
}
template <auto Member>
Result<Done> set_flag(Config& config, std::string_view value) {
  config.*Member = TRY(read_flag(value));
  return Done{};
}
template <auto Member>
Result<Done> set_url(Config& config, std::string_view value) {
  config.*Member = TRY(read_url(value));
  return Done{};
}

template <auto Member, int Least, int Most>
Result<Done> set_number(Config& config, std::string_view value) {
  auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), config.*Member);
  if (error != std::errc() || end != value.data() + value.size() || config.*Member < Least || config.*Member > Most)
    return fail(Fault::invalid, "config.bad_value", fmt::format("a number from {} to {}", Least, Most));
  return Done{};
}
Result<Done> set_log_level(Config& config, std::string_view value) {
  config.log_level = TRY(read_choice(value, {"debug", "info", "warn", "error"}));
  return Done{};
}
Result<Done> set_second_factor(Config& config, std::string_view value) {
  config.second_factor = TRY(read_choice(value, {"required", "offered"}));
  return Done{};
}
Result<Done> set_smtp_security(Config& config, std::string_view value) {
  config.smtp_security = TRY(read_choice(value, {"starttls", "opportunistic", "none"}));
  return Done{};
}
Result<Done> set_smtp_url(Config& config, std::string_view value) {
  if (!value.empty() && !value.starts_with("smtp://") && !value.starts_with("smtps://"))
    return fail(Fault::invalid, "config.bad_value", "a mail server's address starts with smtp:// or smtps://");
  return set_text<&Config::smtp_url>(config, value);
}

constexpr std::array keys{
    Key{{"data", "folder of the organisation's data"}, set_text<&Config::data>, show<&Config::data>},
    Key{{"listen", "ADDRESS:PORT to listen on"}, set_text<&Config::listen>, show<&Config::listen>},
    Key{{"base_url", "public address; links in mails start with it"},
        set_url<&Config::base_url>,
        show<&Config::base_url>},
    Key{{"short_base_url", "short address for tracked links"},
        set_url<&Config::short_base_url>,
        show<&Config::short_base_url>},
    Key{{"hosts", "more host names to answer, comma-separated"}, set_list<&Config::hosts>, show<&Config::hosts>},
    Key{{"postgres", "PostgreSQL address; empty: SQLite", true}, set_text<&Config::postgres>, show<&Config::postgres>},
    Key{{"postgres_clicks", "PostgreSQL address of the click store", true},
        set_text<&Config::postgres_clicks>,
        show<&Config::postgres_clicks>},
    Key{{"smtp_url", "mail server; empty: mails wait in the outbox"}, set_smtp_url, show<&Config::smtp_url>},
    Key{{"smtp_user", "name at the mail server"}, set_text<&Config::smtp_user>, show<&Config::smtp_user>},
    Key{{"smtp_password", "password at the mail server", true},
        set_text<&Config::smtp_password>,
        show<&Config::smtp_password>},
    Key{{"smtp_security", "starttls, opportunistic or none"}, set_smtp_security, show<&Config::smtp_security>},
    Key{{"mail_from", "sender of mails, with a name"}, set_text<&Config::mail_from>, show<&Config::mail_from>},
    Key{{"second_factor", "required (of leads and administrators) or offered"},
        set_second_factor,
        show<&Config::second_factor>},
    Key{{"trusted_proxies", "addresses whose X-Forwarded-* are believed"},
        set_list<&Config::trusted_proxies>,
        show<&Config::trusted_proxies>},
    Key{{"metrics_public", "yes: /metrics on the public listener"},
        set_flag<&Config::metrics_public>,
        show<&Config::metrics_public>},
    Key{{"metrics_listen", "the address of /metrics; empty: nowhere"},
        set_text<&Config::metrics_listen>,
        show<&Config::metrics_listen>},
    Key{{"allowed_internal_hosts", "intranet hosts the fetcher may visit"},
        set_list<&Config::allowed_internal_hosts>,
        show<&Config::allowed_internal_hosts>},
    Key{{"refused_hosts", "hosts the fetcher never visits"},
        set_list<&Config::refused_hosts>,
        show<&Config::refused_hosts>},
    Key{{"fetches_per_minute", "requests to other hosts a minute, 10 to 6000"},
        set_number<&Config::fetches_per_minute, 10, 6000>,
        show<&Config::fetches_per_minute>},
    Key{{"source_min_interval_s", "seconds between two askings of a feed, 1 to 3600"},
        set_number<&Config::source_min_interval_s, 1, 3600>,
        show<&Config::source_min_interval_s>},
    Key{{"geoip_file", "country database for clicks"}, set_text<&Config::geoip_file>, show<&Config::geoip_file>},
    Key{{"workers", "threads for requests"}, set_number<&Config::workers, 1, 256>, show<&Config::workers>},
    Key{{"demo", "yes: a fictional company in an empty organisation"}, set_flag<&Config::demo>, show<&Config::demo>},
    Key{{"log_level", "debug, info, warn or error"}, set_log_level, show<&Config::log_level>},
    Key{{"runtime_folder", "memory folder for today's salt"},
        set_text<&Config::runtime_folder>,
        show<&Config::runtime_folder>},
    Key{{"token_key_file", "the master key; empty: DATA/keys/token.key"},
        set_text<&Config::token_key_file>,
        show<&Config::token_key_file>},
    Key{{"backup_key", "public half of the recovery key that backups are sealed to"},
        set_text<&Config::backup_key>,
        show<&Config::backup_key>},
    Key{{"backup_folder", "folder of the daily backups; empty: none by itself"},
        set_text<&Config::backup_folder>,
        show<&Config::backup_folder>},
    Key{{"backup_hour", "hour of the daily backup (UTC), 0 to 23"},
        set_number<&Config::backup_hour, 0, 23>,
        show<&Config::backup_hour>},
    Key{{"backup_keep", "daily backups that are kept, 1 to 1000"},
        set_number<&Config::backup_keep, 1, 1000>,
        show<&Config::backup_keep>},
    Key{{"bots_file", "extra robots, a pattern a line"}, set_text<&Config::bots_file>, show<&Config::bots_file>},
};

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t const above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

// Somebody who typed "foo" is not helped by the one key out of thirty that happens to be as short.
std::string nearest_key(std::string_view name) {
  auto const distance = [&](Key const& key) { return edit_distance(name, key.shown.name); };
  auto const nearest = std::ranges::min_element(keys, {}, distance);
  if (distance(*nearest) <= std::min<size_t>(2, name.size() / 3)) return std::string(nearest->shown.name);
  if (name.size() < 4) return "";
  auto const holds = std::ranges::find_if(keys, [&](Key const& key) {
    return key.shown.name.find(name) != std::string_view::npos || name.find(key.shown.name) != std::string_view::npos;
  });
  return holds == keys.end() ? "" : std::string(holds->shown.name);
}

std::string say_unknown(ConfigPair const& pair) {
  auto const nearest = nearest_key(pair.name);
  auto const typed = pair.origin.empty() ? pair.name : pair.origin;
  return nearest.empty() ? typed + " is no key of Essaim: `essaim config` lists them all"
                         : fmt::format("{} is no key of Essaim; did you mean \"{}\"?", typed, nearest);
}

Result<std::string> read_secret_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Fault::invalid, "config.file_unreadable", path);
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  return std::string(trim(text));
}

Result<Done> set_pair(Config& config, ConfigPair const& pair) {
  auto const& name = pair.name;
  auto const named = [](std::string_view wanted) {
    return std::ranges::find_if(keys, [&](Key const& key) { return key.shown.name == wanted; });
  };
  auto key = named(name);
  std::string plain = pair.value;
  if (key == keys.end() && name.ends_with("_file")) {
    key = named(name.substr(0, name.size() - 5));
    if (key != keys.end() && !key->shown.secret) key = keys.end();
    if (key != keys.end()) plain = TRY(read_secret_file(plain));
  }
  if (key == keys.end()) return fail(Fault::invalid, "config.unknown_key", say_unknown(pair));
  if (auto const set = key->set(config, plain); !set)
    return fail(Fault::invalid, set.error().code,
                fmt::format("{}: {}", pair.origin.empty() ? name : pair.origin, set.error().detail));
  return Done{};
}

}  // namespace

std::string Config::public_url() const {
  if (!base_url.empty()) return base_url;
  auto const colon = listen.rfind(':');
  std::string host = listen.substr(0, colon), port = colon == std::string::npos ? "" : listen.substr(colon);
  if (host.empty() || host == "0.0.0.0" || host == "[::]" || host == "*") host = "localhost";
  return "http://" + host + port;
}

std::span<ConfigKey const> config_keys() {
  static auto const shown = [] {
    std::array<ConfigKey, keys.size()> out;
    std::ranges::transform(keys, out.begin(), [](Key const& key) { return key.shown; });
    return out;
  }();
  return shown;
}

std::string config_value(Config const& config, std::string_view name) {
  auto const key = std::ranges::find_if(keys, [&](Key const& each) { return each.shown.name == name; });
  return key == keys.end() ? "" : key->show(config);
}

Result<std::vector<ConfigPair>> read_config_lines(std::string_view text, std::string_view file) {
  std::vector<ConfigPair> pairs;
  size_t number = 0;
  for (auto raw : split(text, '\n')) {
    ++number;
    auto line = trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    auto const equals = line.find('=');
    if (equals == std::string_view::npos)
      return fail(Fault::invalid, "config.bad_line",
                  fmt::format("{}{}line {}: KEY=value expected", file, file.empty() ? "" : " ", number));
    auto const typed = trim(line.substr(0, equals));
    auto name = ascii_lower(typed);
    auto value = trim(line.substr(equals + 1));
    if (name.starts_with("essaim_")) name.erase(0, 7);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
      value = value.substr(1, value.size() - 2);
    auto origin = file.empty() ? fmt::format("{} in line {}", typed, number)
                               : fmt::format("{} in {} line {}", typed, file, number);
    pairs.push_back({std::move(name), std::string(value), std::move(origin)});
  }
  return pairs;
}

std::vector<ConfigPair> config_environment() {
  std::vector<ConfigPair> pairs;
  for (char** entry = environ; entry && *entry; ++entry) {
    std::string_view const line = *entry;
    auto const equals = line.find('=');
    if (!line.starts_with("ESSAIM_") || equals == std::string_view::npos) continue;
    pairs.push_back({ascii_lower(line.substr(7, equals - 7)), std::string(line.substr(equals + 1)),
                     std::string(line.substr(0, equals)) + " in the environment"});
  }
  std::ranges::sort(pairs, {}, &ConfigPair::name);
  return pairs;
}

Result<Config> read_config(std::span<ConfigPair const> pairs, Config config) {
  for (auto const& pair : pairs) CHECK_OK(set_pair(config, pair));
  return config;
}

Result<Config> load_config(std::string const& file, std::span<ConfigPair const> options) {
  auto environment = config_environment();
  std::string path = file;
  std::erase_if(environment, [&](ConfigPair const& pair) {
    if (pair.name != "config_file") return false;
    if (path.empty()) path = pair.value;
    return true;
  });
  std::vector<ConfigPair> pairs;
  if (!path.empty()) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Fault::invalid, "config.file_unreadable", path);
    pairs = TRY(read_config_lines(std::string{std::istreambuf_iterator<char>(in), {}}, path));
  }
  pairs.insert(pairs.end(), environment.begin(), environment.end());
  pairs.insert(pairs.end(), options.begin(), options.end());
  return read_config(pairs);
}

}  // namespace essaim
