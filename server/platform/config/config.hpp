#pragma once
// What the machine needs to know before the organisation speaks: addresses, database, mail, keys. Read from a file of
// KEY=value lines, then from the environment (ESSAIM_KEY), which wins. An unknown key refuses to start and says where
// it stands. A secret has a twin KEY_FILE that names the file it stands in.

#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace essaim {

struct Config {
  // Where: the folder of the organisation's data (mode 0700), the address to listen on, what people type.
  std::string data = "data";              // data: folder
  std::string listen = "127.0.0.1:8080";  // listen: ADDRESS:PORT, [::1]:PORT; port 0 takes a free one
  std::string base_url;                   // base_url: "https://swarm.example.org"; links in mails start with it
  std::string short_base_url;             // short_base_url: a short domain for /r/ links; empty: base_url
  std::vector<std::string> hosts;         // hosts: exact names answered besides those of the two above, comma-separated

  // Database: SQLite in the data folder unless told otherwise.
  std::string postgres;         // postgres (or postgres_file): "postgresql://…" as libpq reads it
  std::string postgres_clicks;  // postgres_clicks (or …_file): the click store's; empty: the one above

  // Mail: without an address, mails wait in the outbox.
  std::string smtp_url;                    // smtp_url: "smtp://mail.example.org:587" (STARTTLS), "smtps://…:465"
  std::string smtp_user;                   // smtp_user
  std::string smtp_password;               // smtp_password (or smtp_password_file)
  std::string smtp_security = "starttls";  // smtp_security: starttls (required), opportunistic, none (loopback only)
  std::string mail_from;                   // mail_from: "Les Éclaireurs <swarm@example.org>"

  // Doors.
  std::string second_factor = "required";           // second_factor: required (of leads and administrators), offered
  std::vector<std::string> trusted_proxies;         // trusted_proxies: addresses whose X-Forwarded-* are believed
  bool metrics_public = false;                      // metrics_public: yes: /metrics also on the public listener
  std::string metrics_listen = "127.0.0.1:9464";    // metrics_listen: the address of /metrics; empty: nowhere
  std::vector<std::string> allowed_internal_hosts;  // allowed_internal_hosts: intranet names the fetcher may visit
  std::vector<std::string> refused_hosts;           // refused_hosts: never fetched; ".example.com": all below it too
  int fetches_per_minute = 300;                     // fetches_per_minute: requests to other hosts, 10 to 6000
  int source_min_interval_s = 60;                   // source_min_interval_s: between two askings of a feed, 1 to 3600
  std::string geoip_file;  // geoip_file: a GeoLite2-Country .mmdb for countries of clicks; empty: none

  // The process.
  int workers = 8;                 // workers: threads for requests
  bool demo = false;               // demo: yes: fills an empty organisation with a fictional company
  std::string log_level = "info";  // log_level: debug, info, warn, error
  std::string runtime_folder;      // runtime_folder: for today's salt (tmpfs); empty: /run or /dev/shm
  std::string token_key_file;      // token_key_file: the master key; empty: DATA/keys/token.key
  std::string backup_key;          // backup_key: the recovery key's public half; empty: no backups
  std::string backup_folder;       // backup_folder: where the daily backup goes; empty: none is made by itself
  int backup_hour = 2;             // backup_hour: hour of the day (UTC) of the daily backup, 0 to 23
  int backup_keep = 14;            // backup_keep: how many stay in that folder, 1 to 1000
  std::string bots_file;           // bots_file: extra robots, a pattern a line
  // No key: the random id of one that `essaim organisation add` made; empty for the only organisation, or the first.
  std::string organisation;

  std::string key_file() const { return token_key_file.empty() ? data + "/keys/token.key" : token_key_file; }
  /// base_url, or the listening address as http when it is empty.
  std::string public_url() const;
  std::string short_url() const { return short_base_url.empty() ? public_url() : short_base_url; }
};

/// One line a key, for `essaim config` and the documentation.
struct ConfigKey {
  std::string_view name;
  std::string_view meaning;
  bool secret = false;
};
std::span<ConfigKey const> config_keys();

/// As it would be written in a file.
std::string config_value(Config const& config, std::string_view name);

struct ConfigPair {
  std::string name, value;
  std::string origin{};  // as typed, and where: "ESSAIM_LISTEN in the environment", "listen in essaim.conf line 3"
};
/// Lines of KEY=value; '#' starts a comment line; quotes around a value are taken off.
Result<std::vector<ConfigPair>> read_config_lines(std::string_view text, std::string_view file = {});
/// The ESSAIM_* variables of this process, names in lower case without the prefix.
std::vector<ConfigPair> config_environment();
/// Later pairs win. Refuses unknown keys ("config.unknown_key": what was typed and where, and a name near it, if there
/// is one, in `detail`) and bad values.
Result<Config> read_config(std::span<ConfigPair const> pairs, Config config = {});
/// The file (ESSAIM_CONFIG_FILE or `file`, both optional), then the environment, then `options` from the command line.
Result<Config> load_config(std::string const& file, std::span<ConfigPair const> options);

}  // namespace essaim
