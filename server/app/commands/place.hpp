#pragma once
// Where an organisation is expected. Opening one makes what is missing, so a mistyped folder would become an empty
// organisation with keys of its own: whoever expects one to be there looks first, and looking makes nothing.

#include "app/commands/options.hpp"

#include <optional>
#include <string>

namespace essaim {

struct PlaceProblem {
  std::string what, said, mend;
};
/// What is missing where this configuration says that an organisation lives.
std::optional<PlaceProblem> find_missing_place(Config const& config);
/// Chooses among several (choose_organisation) and looks for it. Refuses with `cli.no_organisation` and words;
/// `--create` among the words, which it takes out, makes one instead.
Result<Done> expect_organisation(CommonOptions& options);

}  // namespace essaim
