#include "app/commands/robots.hpp"

#include "base/json.hpp"
#include "features/links/links.hpp"

#include <cstdio>
#include <iostream>

namespace essaim {

int run_robots(std::vector<std::string> const& arguments) {
  bool json = false;
  for (auto const& argument : arguments) {
    if (argument == "--json") {
      json = true;
    } else {
      std::fputs("essaim robots [--json] reads user agents from standard input, one a line\n", stderr);
      return 2;
    }
  }
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::string_view const answer = links::is_robot(line) ? "robot" : "person";
    if (json)
      std::cout << print_json(JsonObject{{"user_agent", line}, {"answer", answer}}) << '\n';
    else
      std::cout << answer << '\n';
  }
  return std::cout.flush() ? 0 : 1;
}

}  // namespace essaim
