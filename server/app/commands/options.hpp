#pragma once
// Options that several commands share: where the configuration and the data are.

#include "platform/config/config.hpp"

#include <string>
#include <vector>

namespace essaim {

struct CommonOptions {
  Config config;
  std::vector<std::string> rest;  // what is no common option, in order
  bool json = false;
};

/// Reads --config FILE, --data DIR, --listen ADDRESS, --postgres URL, --demo, --json and hands back the rest. An option
/// without its value answers `cli.value_missing`.
Result<CommonOptions> read_common_options(std::vector<std::string> const& arguments);
/// `--organisation NAME` among the words, which it takes out: the configuration becomes that one's. Without it, where
/// there are several, refuses with `cli.which_organisation`; where there is one, that one is meant.
Result<Done> choose_organisation(CommonOptions& options);
/// Says an error on standard error: "essaim: CODE: detail".
int complain(Error const& error);

}  // namespace essaim
