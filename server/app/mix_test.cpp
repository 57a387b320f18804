// The only place that sees all three mixes: the types stand in three features (promise 8).
#include "features/content/content.hpp"
#include "features/figures/figures.hpp"
#include "features/influence/influence.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <type_traits>

namespace essaim {
namespace {

template <class A, class B>
concept Confusable = std::convertible_to<A, B> || std::is_assignable_v<A&, B> || std::constructible_from<A, B> ||
    requires(A a, B b) {
  a + b;
} || requires(A a, B b) { a == b; } || requires(A a, B b) {
  a < b;
};

}  // namespace

TEST(Mix, promise_8_what_is_supplied_what_members_share_and_what_i_share_are_never_confused) {
  using content::SupplyMix;
  using figures::SharedMix;
  using influence::OwnMix;
  static_assert(!Confusable<SupplyMix, SharedMix> && !Confusable<SharedMix, SupplyMix>);
  static_assert(!Confusable<SupplyMix, OwnMix> && !Confusable<OwnMix, SupplyMix>);
  static_assert(!Confusable<SharedMix, OwnMix> && !Confusable<OwnMix, SharedMix>);
  EXPECT_TRUE((OwnMix{4, 1}).keeps(80));
  EXPECT_FALSE((SharedMix{75, 25}).keeps(80));
}

}  // namespace essaim
