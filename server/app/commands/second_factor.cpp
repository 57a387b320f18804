#include "app/commands/second_factor.hpp"

#include "app/commands/options.hpp"
#include "app/commands/place.hpp"
#include "app/open_organisation.hpp"
#include "features/people/people.hpp"

#include <fmt/format.h>

namespace essaim {

int run_remove_factor(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  if (auto const chosen = choose_organisation(*options); !chosen) return complain(chosen.error());
  if (options->rest.size() != 1 || options->rest[0].starts_with("-")) {
    fmt::print(stderr, "essaim people remove-factor ADDRESS [--data DIR] [--postgres URL] [--organisation NAME]\n");
    return 2;
  }
  if (auto const place = expect_organisation(*options); !place) return complain(place.error());
  static SystemClock const clock;
  auto const organisation = OpenOrganisation::open(std::move(options->config), clock);
  if (!organisation) return complain(organisation.error());
  if (auto const removed = people::remove_second_factor(***organisation, options->rest[0]); !removed)
    return complain(removed.error());
  fmt::print("{} signs in without a second factor until a new one is set; the sessions have ended.\n",
             options->rest[0]);
  return 0;
}

}  // namespace essaim
