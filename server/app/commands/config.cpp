#include "app/commands/config.hpp"

#include "app/commands/options.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace essaim {
namespace {

// Nobody reads a secret over a shoulder, or in a log of somebody's terminal.
std::string in_force(Config const& config, ConfigKey const& key) {
  auto value = config_value(config, key.name);
  return key.secret ? (value.empty() ? "not set" : "set") : value;
}

std::string quoted(std::string const& value) { return value.empty() ? "(empty)" : value; }

std::string variable_of(std::string_view name) {
  std::string out = "ESSAIM_";
  for (char const c : name) out += char(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return out;
}

void print_for_people(Config const* config) {
  for (auto const& key : config_keys()) {
    fmt::print("{}\n  {}\n  in the environment: {}{}\n", key.name, key.meaning, variable_of(key.name),
               key.secret ? fmt::format(" (a secret; {}_FILE names a file that holds it)", variable_of(key.name)) : "");
    fmt::print("  default: {}\n", quoted(config_value(Config{}, key.name)));
    if (config) fmt::print("  in force: {}\n", quoted(in_force(*config, key)));
  }
}

void print_markdown() {
  fmt::print("| key | what | default |\n| --- | --- | --- |\n");
  for (auto const& key : config_keys())
    fmt::print("| `{}`{} | {} | {} |\n", key.name, key.secret ? " (or `_file`)" : "", key.meaning,
               config_value(Config{}, key.name));
}

void print_as_json(Config const* config) {
  JsonArray out;
  for (auto const& key : config_keys()) {
    Json one;
    one.set("key", key.name).set("meaning", key.meaning).set("environment", variable_of(key.name));
    one.set("secret", key.secret).set("default", config_value(Config{}, key.name));
    if (config) one.set("in_force", in_force(*config, key));
    out.push_back(std::move(one));
  }
  fmt::print("{}", print_json_pretty(Json(std::move(out))));
}

}  // namespace

int run_config(std::vector<std::string> const& arguments) {
  if (std::ranges::find(arguments, "--markdown") != arguments.end()) {
    print_markdown();
    return 0;
  }
  auto options = read_common_options(arguments);
  if (options && std::ranges::find(options->rest, "--organisation") != options->rest.end())
    if (auto const chosen = choose_organisation(*options); !chosen) return complain(chosen.error());
  if (options && !options->rest.empty()) {
    fmt::print(stderr, "essaim config: '{}' is no option; see essaim config --help\n", options->rest.front());
    return 2;
  }
  // With a configuration that is refused, the keys are what is looked for.
  bool const json = options ? options->json : std::ranges::find(arguments, "--json") != arguments.end();
  auto const* config = options ? &options->config : nullptr;
  if (json)
    print_as_json(config);
  else
    print_for_people(config);
  return options ? 0 : complain(options.error());
}

}  // namespace essaim
