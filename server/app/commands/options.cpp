#include "app/commands/options.hpp"

#include <fmt/format.h>

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

int complain(Error const& error) {
  fmt::print(stderr, "essaim: {}{}{}\n", error.code, error.detail.empty() ? "" : ": ", error.detail);
  return 1;
}

}  // namespace essaim
