#include "base/figure.hpp"

#include <gtest/gtest.h>

namespace essaim {
namespace {

template <class A, class B>
concept adds_up = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept accumulates = requires(A a, B b) {
  a += b;
};
template <class A, class B>
concept compares = requires(A a, B b) {
  a < b;
};

}  // namespace

TEST(Figure, promise_24_figures_of_two_marks_do_not_add_up) {
  static_assert(adds_up<Figure<Measured>, Figure<Measured>>);
  static_assert(!adds_up<Figure<Measured>, Figure<Declared>>);
  static_assert(!adds_up<Figure<Measured>, Figure<Reported>>);
  static_assert(!adds_up<Figure<Declared>, Figure<Reported>>);
  static_assert(!adds_up<Figure<Measured>, Figure<Estimated>>);
  static_assert(!adds_up<Figure<Estimated>, Figure<Estimated>>);
  static_assert(!adds_up<Figure<Measured>, int>);
  static_assert(!accumulates<Figure<Measured>&, Figure<Declared>>);
  static_assert(!compares<Figure<Measured>, Figure<Declared>>);
  EXPECT_EQ((Figure<Measured>(3) + Figure<Measured>(4)).value, 7);
  EXPECT_EQ(Figure<Declared>::mark(), "declared");
}

}  // namespace essaim
