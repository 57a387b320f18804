#pragma once
// `essaim COMMAND …`: one table of commands; each prints JSON with --json where it prints data.

namespace essaim {

/// 0: done, 1: refused or failed (said on standard error), 2: the call's words are off.
int run_command_line(int argc, char** argv);

}  // namespace essaim
