#pragma once
// What a process that reads hostile pictures may do: nearly nothing.

namespace essaim::pictures {

/// Before anything is read: memory, processor time, no file, no child, no core dump, no new privilege.
void limit_resources();
/// After the input is read and before it is decoded: only memory, the open output and the end are left. Answers false
/// where the kernel has no seccomp; the limits above hold all the same.
bool close_the_door();

}  // namespace essaim::pictures
