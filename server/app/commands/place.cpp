#include "app/commands/place.hpp"

#include <filesystem>

namespace essaim {

std::optional<PlaceProblem> find_missing_place(Config const& config) {
  std::error_code unseen;  // what may not be read is not there for us
  std::filesystem::path const folder = config.data;
  if (!std::filesystem::is_directory(folder, unseen))
    return PlaceProblem{"data folder", folder.string() + " does not exist",
                        "check ESSAIM_DATA; the first start of `essaim serve` makes the folder"};
  if (config.postgres.empty() && !std::filesystem::exists(folder / "essaim.db", unseen))
    return PlaceProblem{"database", "no database in " + folder.string(),
                        "set ESSAIM_POSTGRES if the organisation lives there; else start `essaim serve` once"};
  return std::nullopt;
}

Result<Done> expect_organisation(CommonOptions& options) {
  CHECK_OK(choose_organisation(options));
  if (std::erase(options.rest, "--create") > 0) return Done{};
  auto missing = find_missing_place(options.config);
  // The database may be elsewhere, its key is not: another one reads nothing there.
  if (!missing && !std::filesystem::exists(options.config.key_file()))
    missing =
        PlaceProblem{"key", "no key at " + options.config.key_file(), "check ESSAIM_DATA and ESSAIM_TOKEN_KEY_FILE"};
  if (!missing) return Done{};
  return fail(Fault::missing, "cli.no_organisation",
              missing->said +
                  ". Nothing was made. Check --data and --postgres; a new organisation begins with `essaim serve`.");
}

}  // namespace essaim
