#pragma once
// The tests that bear a promise's number, counted at build from the sources of this version (cmake/promises.cmake): the
// same names that `./test --promises` runs.

#include <cstdint>
#include <span>
#include <string_view>

namespace essaim::privacy {

struct PromiseTests {
  int64_t number = 0, tests = 0;
};
/// In the order of their numbers; those without a test are not there.
std::span<PromiseTests const> promise_tests();
std::string_view version();

}  // namespace essaim::privacy
