// A measured and a declared figure are two types: they do not add up.
// expect: no match for
#include "base/figure.hpp"

int main() {
  essaim::Figure<essaim::Measured> const clicks(3);
#ifdef MUST_FAIL
  auto const sum = clicks + essaim::Figure<essaim::Declared>(4);
#else
  auto const sum = clicks + essaim::Figure<essaim::Measured>(4);
#endif
  return sum.value == 7 ? 0 : 1;
}
