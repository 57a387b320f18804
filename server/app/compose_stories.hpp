#pragma once
// Wires stories, their sources and the day made of them.

#include "app/compose.hpp"

namespace essaim {

/// Above people and charter; below links and sharing, which ask app.content.
void compose_content(App& app);
/// Above sharing.
void compose_today(App& app);

}  // namespace essaim
