#include "app/organisations/registry.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>

namespace essaim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view served_ending = ".conf", removed_ending = ".removed";
constexpr size_t id_length = 16;  // 12 random bytes as base64url

// One a process, whoever it serves. `demo` fills the first organisation only.
constexpr std::array of_the_process{std::string_view("data"),
                                    std::string_view("listen"),
                                    std::string_view("workers"),
                                    std::string_view("trusted_proxies"),
                                    std::string_view("metrics_public"),
                                    std::string_view("metrics_listen"),
                                    std::string_view("log_level"),
                                    std::string_view("runtime_folder"),
                                    std::string_view("demo")};

bool is_id(std::string_view word) {
  return word.size() == id_length && std::ranges::all_of(word, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

Config blank_of(Config process, std::string const& id) {
  Config config = std::move(process);
  Config const fresh;
  config.organisation = id;
  config.data = (organisations_folder(config) / id).string();
  if (!config.runtime_folder.empty()) config.runtime_folder = (fs::path(config.runtime_folder) / id).string();
  config.base_url = fresh.base_url;
  config.short_base_url = fresh.short_base_url;
  config.hosts = fresh.hosts;
  config.postgres = fresh.postgres;
  config.postgres_clicks = fresh.postgres_clicks;
  config.mail_from = fresh.mail_from;
  config.allowed_internal_hosts = fresh.allowed_internal_hosts;
  config.token_key_file = fresh.token_key_file;
  config.demo = false;
  return config;
}

Result<Config> read_organisation(Config const& process, std::string const& id, fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(Fault::invalid, "config.file_unreadable", file.string());
  auto const pairs = TRY(read_config_lines(std::string{std::istreambuf_iterator<char>(in), {}}, file.string()));
  return configure_added(process, id, pairs);
}

}  // namespace

std::string host_of(std::string_view url) {
  auto const from = url.find("://");
  if (from != std::string_view::npos) url.remove_prefix(from + 3);
  return ascii_lower(url.substr(0, url.find('/')));
}

std::string name_of(Config const& config) { return host_of(config.public_url()); }

std::vector<std::string> hosts_of(Config const& config) {
  std::vector<std::string> hosts;
  auto const add = [&](std::string host) {
    if (std::ranges::find(hosts, host) == hosts.end()) hosts.push_back(std::move(host));
  };
  for (auto const& host : config.hosts) add(ascii_lower(host));
  add(host_of(config.public_url()));
  if (!config.short_base_url.empty()) add(host_of(config.short_base_url));
  return hosts;
}

std::vector<std::string> loopback_hosts_of(Config const& config) {
  if (!config.organisation.empty()) return {};
  if (!config.listen.starts_with("127.") && !config.listen.starts_with("localhost") &&
      !config.listen.starts_with("[::1]"))
    return {};
  auto const port = config.listen.substr(config.listen.rfind(':'));
  return {"localhost" + port, "127.0.0.1" + port};
}

fs::path organisations_folder(Config const& process) { return fs::path(process.data) / "organisations"; }
fs::path organisation_file(Config const& process, std::string const& id) {
  return organisations_folder(process) / (id + std::string(served_ending));
}
fs::path removed_file(Config const& process, std::string const& id) {
  return organisations_folder(process) / (id + std::string(removed_ending));
}

Result<Config> configure_added(Config const& process, std::string const& id, std::vector<ConfigPair> const& pairs) {
  for (auto const& pair : pairs)
    if (std::ranges::find(of_the_process, pair.name) != of_the_process.end())
      return fail(Fault::invalid, "organisation.key_of_the_process",
                  (pair.origin.empty() ? pair.name : pair.origin) +
                      " is one for the whole process: it stands in the server's own configuration");
  auto config = TRY(read_config(pairs, blank_of(process, id)));
  if (config.base_url.empty())
    return fail(Fault::invalid, "organisation.no_address", "base_url says at which address it lives");
  // A letter in another organisation's name is worse than one that waits.
  if (config.mail_from.empty()) config.smtp_url.clear();
  return config;
}

Result<std::vector<Config>> added_organisations(Config const& process, bool removed) {
  auto const ending = removed ? removed_ending : served_ending;
  std::map<std::string, fs::path> files;
  std::error_code unseen;
  for (auto const& entry : fs::directory_iterator(organisations_folder(process), unseen)) {
    auto const name = entry.path().filename().string();
    if (name.ends_with(ending) && is_id(name.substr(0, name.size() - ending.size())))
      files.emplace(name.substr(0, name.size() - ending.size()), entry.path());
  }
  std::vector<Config> found;
  for (auto const& [id, file] : files) found.push_back(TRY(read_organisation(process, id, file)));
  return found;
}

bool first_is_here(Config const& process) {
  // Any trace of it: a lost key must be said, and never pass for an organisation that was not there.
  std::error_code unseen;
  auto const has = [&](std::string_view name) { return fs::exists(fs::path(process.data) / name, unseen); };
  return has("essaim.db") || has("clicks.db") || has("links") || has("media") || has("keys") ||
         fs::exists(process.key_file(), unseen);
}

Result<std::vector<Config>> served_organisations(Config const& process) {
  auto added = TRY(added_organisations(process));
  std::vector<Config> all;
  if (added.empty() || process.demo || first_is_here(process)) all.push_back(process);
  for (auto& one : added) all.push_back(std::move(one));
  CHECK_OK(check_hosts(all));
  return all;
}

Result<Done> check_hosts(std::vector<Config> const& organisations) {
  std::map<std::string, std::string> claimed;
  for (auto const& config : organisations)
    for (auto const& host : hosts_of(config)) {
      auto const [found, is_new] = claimed.emplace(host, name_of(config));
      if (!is_new)
        return fail(Fault::conflict, "organisation.host_taken",
                    fmt::format("{} is a host of {} and of {}: each belongs to one organisation", host, found->second,
                                name_of(config)));
    }
  return Done{};
}

}  // namespace essaim
