#pragma once
// The mark that says of an organisation that it is the demo.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <optional>

namespace essaim::demo {

enum class Mark { none, begun, filled };
Mark find_mark(db::Tx& tx);
/// False where somebody is in the organisation already.
bool is_empty(db::Tx& tx);
/// When the filling began, if it did.
std::optional<Instant> begun_at(db::Tx& tx);
void begin_mark(db::Tx& tx, Instant now);
void finish_mark(db::Tx& tx, Instant now);

}  // namespace essaim::demo
