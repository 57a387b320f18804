#pragma once
// The switch that lets the fetcher visit internal hosts (ESSAIM_ALLOWED_INTERNAL_HOSTS) leaves a trace: whoever reads
// the audit sees since when which hosts were open, and that they were closed again.

#include "platform/access/organisation.hpp"

#include <string>

namespace essaim {

/// The hosts that are open, as one line; empty: none.
std::string internal_hosts(Organisation const& organisation);
/// At each start of the server: a row of the audit where the list differs from the one recorded last.
void record_internal_hosts(Organisation& organisation);

}  // namespace essaim
