#pragma once

#include <string>
#include <vector>

namespace essaim {

/// `essaim doctor`: checks configuration, database, disk, mail, clock, and says how to mend each. 0 when all is well or
/// only worth knowing, 1 when something must be mended.
int run_doctor(std::vector<std::string> const& arguments);

}  // namespace essaim
