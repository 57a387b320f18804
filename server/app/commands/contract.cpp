#include "app/commands/contract.hpp"

#include "app/commands/options.hpp"
#include "app/compose.hpp"
#include "app/open_organisation.hpp"
#include "app/roles.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "features/people/people.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

namespace essaim {
namespace {

// The routes of a fresh organisation in a folder that goes again.
template <class Print>
int with_fresh_app(Print print) {
  struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("essaim-contract-" + random_token(9));
    ~Folder() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
  } const folder;
  static SystemClock const clock;
  Config config;
  config.data = (folder.path / "data").string();
  config.runtime_folder = (folder.path / "runtime").string();
  auto organisation = OpenOrganisation::open(std::move(config), clock);
  if (!organisation) return complain(organisation.error());
  App app{.organisation = ***organisation};
  if (auto const done = compose(app); !done) return complain(done.error());
  print(app.router);
  return 0;
}

// fmt counts the bytes of a letter with an accent.
std::string padded(std::string word, size_t width) {
  auto const letters = to_utf32(word).size();
  return word.append(letters < width ? width - letters : 0, ' ');
}

bool may(Role const& role, Permission permission) {
  if (permission == open_to_all || permission == signed_in || permission == for_members) return true;
  return std::find(role.permissions.begin(), role.permissions.end(), permission.name) != role.permissions.end();
}

}  // namespace

int run_openapi(std::vector<std::string> const&) {
  return with_fresh_app([](http::Router const& router) { fmt::print("{}", http::print_openapi(router, "1")); });
}

int run_permissions(std::vector<std::string> const&) {
  return with_fresh_app([](http::Router const& router) {
    fmt::print("{:<6} {:<52} {:<24} anonymous", "", "route", "permission");
    for (auto const& role : roles()) fmt::print(" {}", role.name);
    fmt::print("\n");
    for (auto const& route : router.routes()) {
      fmt::print("{:<6} {:<52} {:<24} {:<9}", http::to_text(route.method), route.path, route.permission.name,
                 route.permission == open_to_all ? "yes" : "-");
      for (auto const& role : roles())
        fmt::print(" {:<{}}", may(role, route.permission) ? "yes" : "-", role.name.size());
      fmt::print("\n");
    }
    // For whoever signs this page: the same roles by the words that the screens use.
    fmt::print("\n");
    for (auto const& role : roles())
      fmt::print("{:<18}{}{}\n", role.name, padded(people::role_in_words(role.name, "fr"), 26),
                 people::role_in_words(role.name, "en"));
  });
}

}  // namespace essaim
