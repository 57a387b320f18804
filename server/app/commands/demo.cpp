#include "app/commands/demo.hpp"

#include "app/commands/options.hpp"
#include "app/demo/demo.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace essaim {

int run_demo(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  if (!options->rest.empty()) {
    fmt::print(stderr, "essaim demo: '{}' is no option; see essaim demo --help\n", options->rest.front());
    return 2;
  }
  SystemClock const clock;
  auto const done = demo::fill(std::move(options->config), clock);
  if (!done) return complain(done.error());
  if (*done == demo::Filling::was_there) fmt::print("The demo was here already; nothing was added.\n");
  demo::print_logins();
  return 0;
}

}  // namespace essaim
