#include "app/commands/options.hpp"

#include "app/organisations/registry.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace essaim {

Result<CommonOptions> read_common_options(std::vector<std::string> const& arguments) {
  constexpr std::array valued{std::string_view("--data"), std::string_view("--listen"), std::string_view("--postgres"),
                              std::string_view("--config")};
  CommonOptions options;
  std::vector<ConfigPair> pairs;
  std::string file;
  for (size_t i = 0; i < arguments.size(); ++i) {
    auto const& word = arguments[i];
    if (word == "--json") {
      options.json = true;
      continue;
    }
    if (word == "--demo") {
      pairs.push_back({"demo", "yes", "--demo"});
      continue;
    }
    if (std::find(valued.begin(), valued.end(), word) == valued.end()) {
      options.rest.push_back(word);
      continue;
    }
    if (i + 1 == arguments.size()) return fail(Fault::invalid, "cli.value_missing", word + " wants a value");
    auto const& value = arguments[++i];
    if (word == "--config")
      file = value;
    else
      pairs.push_back({word.substr(2), value, word});
  }
  options.config = TRY(load_config(file, pairs));
  return options;
}

namespace {

Result<std::string> take_name(std::vector<std::string>& words) {
  auto const at = std::find(words.begin(), words.end(), "--organisation");
  if (at == words.end()) return std::string();
  if (at + 1 == words.end()) return fail(Fault::invalid, "cli.value_missing", "--organisation wants a name");
  auto const name = ascii_lower(*(at + 1));
  words.erase(at, at + 2);
  return name;
}

std::string names_of(std::vector<Config> const& organisations) {
  std::vector<std::string> names;
  for (auto const& one : organisations) names.push_back(name_of(one));
  return join(names, ", ");
}

}  // namespace

Result<Done> choose_organisation(CommonOptions& options) {
  auto const name = TRY(take_name(options.rest));
  auto const all = TRY(served_organisations(options.config));
  if (name.empty() && all.size() > 1)
    return fail(Fault::invalid, "cli.which_organisation", "say --organisation and one of " + names_of(all));
  auto const chosen = name.empty() ? all.begin() : std::ranges::find(all, name, name_of);
  if (chosen == all.end())
    return fail(Fault::missing, "cli.no_organisation", name + " is none of those here: " + names_of(all));
  options.config = *chosen;
  return Done{};
}

int complain(Error const& error) {
  fmt::print(stderr, "essaim: {}{}{}\n", error.code, error.detail.empty() ? "" : ": ", error.detail);
  return 1;
}

}  // namespace essaim
