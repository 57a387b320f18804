// A refusal cannot be overlooked: dropping a Result is a warning, and warnings are errors.
// expect: ignoring returned value
#include "base/result.hpp"

essaim::Result<int> answer() { return 42; }

int ask() {
#ifdef MUST_FAIL
  answer();
  return 0;
#else
  return answer().value_or(0);
#endif
}
