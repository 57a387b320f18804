#pragma once
// The demo: a fictional company, filled into an empty organisation by the product's own operations at past moments.
// Nothing of it is real, no address lies outside .example, and no mail goes out while it is served.

#include "base/clock.hpp"
#include "features/people/people.hpp"
#include "platform/config/config.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace essaim::demo {

/// One a role. Their password is known to all, which is why a demo says that it is one.
std::vector<people::Upward::DemoLogin> logins();

/// Whether this organisation is the demo: its own mark says it, whatever the command line says.
bool is_demo(db::Tx& tx);

enum class Filling { done, was_there };
/// Fills an organisation in which nobody is yet; refuses any other ("demo.not_empty", "demo.broken_off"). The same
/// seed and the same day give the same company. Nobody else has the organisation open meanwhile.
Result<Filling> fill(Config config, Clock const& clock);

/// The lines that are said at start.
void print_logins();

}  // namespace essaim::demo
